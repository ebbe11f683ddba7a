import type { IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import type { FakeBackend } from './support/fake-backend.ts';
import { connectionIs, eventually, startBackend, startDesk } from './support/desk.ts';

type Verdict = (message: string | null, allowed: boolean) => void;

/** Looks at each first request of a connection, as a proxy on the way would. Answers what was asked for, in order. */
function gate(backend: FakeBackend, lets: (transport: string) => boolean): string[] {
  const asked: string[] = [];
  backend.io.engine.opts.allowRequest = (request: IncomingMessage, verdict: Verdict) => {
    const transport = new URL(request.url!, 'http://desk').searchParams.get('transport')!;
    asked.push(transport);
    verdict(null, lets(transport));
  };
  return asked;
}
const transports = (backend: FakeBackend): string[] =>
  [...backend.io.sockets.sockets.values()].map(({ conn }) => conn.transport.name);

test('it is a websocket from the start where one can be had', async () => {
  const backend = await startBackend();
  const asked = gate(backend, () => true);
  await connectionIs(startDesk(backend.url), 'live');
  expect(asked).toEqual(['websocket']);
  expect(transports(backend)).toEqual(['websocket']);
});

test('after a websocket that failed it connects by polling, and goes over to a websocket by itself', async () => {
  const backend = await startBackend();
  const asked = gate(backend, transport => transport === 'polling');
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  expect(asked.slice(0, 2)).toEqual(['websocket', 'polling']);
  await eventually(() => expect(transports(backend)).toEqual(['websocket']));
  expect(backend.seen.most).toBe(1);
});

test('a backend that refuses is believed at once, not asked a second way', async () => {
  const backend = await startBackend();
  backend.faults.refuseHandshake = { code: 'upgrade-required', reason: 'Update this desk.' };
  const asked = gate(backend, () => true);
  await connectionIs(startDesk(backend.url), 'upgrade-required');
  expect(asked).toEqual(['websocket']);
});
