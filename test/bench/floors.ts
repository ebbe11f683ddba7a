// The least that each leg can cost, without any of our code. Values in milliseconds.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Worker } from 'node:worker_threads';
import { Server } from 'socket.io';
import { io } from 'socket.io-client';

/** One message of this payload from a socket.io server to its client on loopback: half of the acknowledged round trip. */
export async function socketHop(payload: unknown, n: number): Promise<number[]> {
  const http = createServer();
  const server = new Server(http, { serveClient: false, maxHttpBufferSize: 10_000_000 });
  await new Promise<void>(done => http.listen(0, '127.0.0.1', done));
  const client = io(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, { transports: ['websocket'] });
  const socket = await new Promise<import('socket.io').Socket>(done => server.on('connection', done));
  client.on('page', (_page: unknown, ack: (ok: true) => void) => ack(true));
  const times: number[] = [];
  for (let i = 0; i < n; i++) {
    const start = performance.now();
    await socket.emitWithAck('page', payload);
    times.push((performance.now() - start) / 2);
  }
  client.close();
  await server.close();
  return times;
}

/** A question with nothing in it to a worker thread, answered with this payload: the least that one call costs. */
export async function workerHop(payload: unknown, n: number): Promise<number[]> {
  const worker = new Worker(
    `const { parentPort, workerData } = require('node:worker_threads'); parentPort.on('message', () => parentPort.postMessage(workerData));`,
    { eval: true, workerData: payload },
  );
  const times: number[] = [];
  for (let i = 0; i < n; i++) {
    const start = performance.now();
    await new Promise<void>(done => {
      worker.once('message', () => done());
      worker.postMessage(null);
    });
    times.push(performance.now() - start);
  }
  await worker.terminate();
  return times;
}
