// What is asked of the link in the moment in which it is dialling, renewing or ending.
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { startLink } from '../../electron/core/link/link.ts';
import { TIMINGS } from '../../electron/core/link/link-options.ts';
import type { Dial, SocketListeners } from '../../electron/core/link/socket.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { mara, NOW } from './support/records.ts';

beforeEach(() => void vi.useFakeTimers({ now: NOW }));
afterEach(() => void vi.useRealTimers());

const token = (n: number) => ({ token: `token-${n}`, expiresAt: Date.now() + 60_000, agent: mara });
const session = () => ({ agent: mara, now: Date.now(), incarnation: 'log-1', sessionId: 'session-1' });

/** `holding`: what is posted is answered when this has come; `writing`: another thread has the cache's file until then. */
function linked(holding?: Promise<void>, writing?: Promise<void>) {
  const sockets: { readonly listen: SocketListeners; isOpen: boolean }[] = [];
  const posted: string[] = [];
  const seen = { sessions: 0 };
  const dial: Dial = (_url, _desk, _token, listen) => {
    const one = { listen, isOpen: true };
    sockets.push(one);
    return {
      request: () => (one.isOpen ? new Promise(() => undefined) : Promise.reject(new Fault('offline', 'closed'))),
      close(why) {
        if (!one.isOpen) return;
        one.isOpen = false;
        listen.ended({ fault: new Fault('offline', why), replaced: false });
      },
    };
  };
  const link = startLink({
    backendUrl: 'http://backend',
    agentName: mara.name,
    secret: 'secret',
    deskId: 'desk-1',
    clock: { now: Date.now, monotonic: Date.now },
    random: () => 0.5,
    timings: { ...TIMINGS, watchdogMs: 3_600_000 },
    dial,
    async fetch(url) {
      posted.push(new URL(String(url)).pathname);
      const answer = token(posted.length);
      await holding;
      return Response.json(answer);
    },
    paused: () => undefined,
    place: () => ({ after: null, incarnation: null }),
    ingest: () => [][Symbol.iterator]() as never,
    applied: () => undefined,
    writing: () => writing,
    session: () => void seen.sessions++,
    loose: () => undefined,
    failed: () => 'end',
    changed: () => undefined,
    withdrawn: () => undefined,
    signedOut: null,
  });
  onTestFinished(() => link.stop());
  return { link, sockets, posted, seen, hold: (until: Promise<void> | undefined) => void (holding = until) };
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test('who signs out while the desk is dialling has no session afterwards', async () => {
  const { link, sockets, seen } = linked();
  await pass(1);
  expect(sockets).toHaveLength(1);
  link.signOut('until you sign in again');
  if (sockets[0]!.isOpen) sockets[0]!.listen.session(session());
  await pass(1);
  expect([link.isOpen(), link.view().state, seen.sessions]).toEqual([false, 'signed-out', 0]);
  expect(sockets).toHaveLength(1);
});

test('who signs out while the desk is signing in has no session afterwards', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { link, sockets, posted } = linked(promise);
  await pass(1);
  link.signOut('until you sign in again');
  resolve();
  await pass(60_000);
  expect([posted, sockets, link.view().state]).toEqual([['/session'], [], 'signed-out']);
});

test('a connection that ends while its token is being renewed is renewed no more', async () => {
  const { link, sockets, posted, hold } = linked();
  await pass(1);
  sockets[0]!.listen.session(session());
  const { promise, resolve } = Promise.withResolvers<void>();
  hold(promise);
  await pass(40_000); // two thirds of its life
  expect(posted).toEqual(['/session', '/session/renew']);
  link.signOut('until you sign in again');
  hold(undefined);
  resolve();
  await pass(600_000);
  expect(posted).toEqual(['/session', '/session/renew']);
});

test('what was dialled before a sleep is worth nothing either', async () => {
  const { link, sockets } = linked();
  await pass(1);
  link.again();
  await pass(1);
  expect(sockets.map(({ isOpen }) => isOpen)).toEqual([false, true]);
});

test('a session waits beside for what another thread is writing, and not in the lock of the file', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { link, sockets, seen } = linked(undefined, promise);
  await pass(1);
  sockets[0]!.listen.session(session());
  await pass(5_000);
  expect([link.isOpen(), seen.sessions]).toEqual([false, 0]);
  resolve();
  await pass(1);
  expect([link.isOpen(), link.view().state, seen.sessions]).toEqual([true, 'catching-up', 1]);
});

test('a connection that ends while its session waits opens none', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { link, sockets, seen } = linked(undefined, promise);
  await pass(1);
  sockets[0]!.listen.session(session());
  link.signOut('until you sign in again');
  resolve();
  await pass(1);
  expect([link.isOpen(), link.view().state, seen.sessions]).toEqual([false, 'signed-out', 0]);
});
