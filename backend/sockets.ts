// Desks over socket.io: each socket becomes a connection as the session layer knows it.
import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { LIMITS } from '../shared/contract/wire.ts';
import { logger } from '../shared/lib/log.ts';
import { noteOf } from './audit/refused.ts';
import { type DesksParts, desksOf } from './desks.ts';
import type { DeskConnection } from './session/connection.ts';
import type { Admitted } from './session/handshake.ts';
import { refusalOf } from './session/refusal.ts';

const log = logger('session');

/** Milliseconds: silence is noticed after both together, which must be under 10 s. */
const PING = { pingInterval: 4_000, pingTimeout: 4_000 } as const;

type Parts = DesksParts & { readonly http: HttpServer };
export type Sockets = { close(): Promise<void> };

/** Serves desks on an HTTP server that is, or will be, listening. */
export async function socketsOn({ http, ...parts }: Parts): Promise<Sockets> {
  const desks = await desksOf(parts);
  const io = new Server(http, {
    ...PING,
    maxHttpBufferSize: LIMITS.messageBytes,
    connectTimeout: 10_000,
    serveClient: false,
    httpCompression: false,
  });

  io.use((socket, next) => {
    desks.admit(socket.handshake.auth).then(
      admitted => {
        socket.data = admitted;
        next();
      },
      error => {
        log.warn('desk.refused', {}, error);
        const note = noteOf(error, { remote: socket.handshake.address });
        if (note) parts.audit?.note(note);
        next(refusedConnection(error));
      },
    );
  });
  io.on('connection', socket => desks.seat(connectionOf(socket), socket.data as Admitted));

  return {
    async close() {
      desks.endAll();
      await io.close();
      await desks.settled();
    },
  };
}

/** As socket.io hands it to the desk: `connect_error` with `data` of code and reason. */
function refusedConnection(error: unknown): Error {
  const { code, reason } = refusalOf(error);
  return Object.assign(new Error(reason), { data: { code, reason } });
}

const connectionOf = (socket: Socket): DeskConnection => ({
  remote: socket.handshake.address,
  tell: (name, body) => void socket.emit(name, body),
  tellLoosely: (name, body) => void socket.volatile.emit(name, body),
  ask: (name, body, withinMs) =>
    new Promise(done =>
      socket.timeout(withinMs).emit(name, body, (error: unknown, reply: unknown) => done(error ? null : reply)),
    ),
  onRequest: (name, handle) =>
    void socket.on(name, (raw: unknown, acknowledge: unknown) => {
      if (typeof acknowledge === 'function') handle(raw, reply => void acknowledge(reply));
    }),
  onEnd: ended => void socket.on('disconnect', ended),
  end: () => void socket.disconnect(true),
});
