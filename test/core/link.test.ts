import { expect, test } from 'vitest';
import { draftsAt } from './support/drafts.ts';
import { connectionIs, eventually, startBackend, startDesk } from './support/desk.ts';
import { entryChanged, granted, message, messages, NOW, page } from './support/records.ts';

const ids = async (desk: ReturnType<typeof startDesk>, customerId = 'sam') =>
  (await desk.bridge.call('timeline.page', { customerId, limit: 500 })).items.map(item => item.entry.id);

test('what the backend says reaches the screen as a push and can be read', async () => {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  backend.append([granted('sam', messages('sam', 3), 7)]);
  await eventually(async () => expect(await ids(desk)).toHaveLength(3));
  expect(desk.pushes).toContainEqual({ topic: 'timeline', customerId: 'sam' });
  const opened = await desk.bridge.call('customer.open', { customerId: 'sam' });
  expect(opened.completeness).toMatchObject({ have: 3, older: 7, to: NOW + 1 });
  expect((await desk.bridge.call('session.read', {})).agent?.name).toBe('Mara Lindholm');
});

test('F5: pages that change places on the way are put in order, without asking again', async () => {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  const first = page('c0', 'c1', [granted('sam', messages('sam', 3))]);
  const second = page('c1', 'c2', [entryChanged(message('sam', 'last', NOW + 1))]);
  backend.pages.push(first, second);
  backend.sendRaw(second);
  backend.sendRaw(first);
  await eventually(async () => expect(await ids(desk)).toHaveLength(4));
  await eventually(() => expect(backend.seen.acks).toEqual([true, true, true]));
  expect(backend.resumes).toHaveLength(1);
});

test('F6: a gap is asked for again within 500 ms', async () => {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  backend.pages.push(page('c0', 'c1', [granted('sam', messages('sam', 3))]));
  const started = performance.now();
  backend.append([entryChanged(message('sam', 'last', NOW + 1))]);
  await eventually(async () => expect(await ids(desk)).toHaveLength(4));
  expect(backend.resumes[1]).toMatchObject({ after: 'c0' });
  expect(backend.resumes[1]!.at - started).toBeLessThan(500);
});

test('F4: a page sent twice changes nothing and is acknowledged', async () => {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  const one = backend.append([granted('sam', messages('sam', 3))]);
  await eventually(async () => expect(await ids(desk)).toHaveLength(3));
  const told = desk.pushes.length;
  backend.sendRaw(one);
  backend.append([]);
  await eventually(() => expect(backend.seen.acks).toHaveLength(4));
  expect(backend.seen.acks.every(ack => ack === true)).toBe(true);
  expect(desk.pushes.slice(told).filter(push => push.topic === 'timeline')).toEqual([]);
});

test('F7: another incarnation brings a snapshot; what the agent wrote stays', async () => {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  backend.append([granted('sam', messages('sam', 3))]);
  await eventually(async () => expect(await ids(desk)).toHaveLength(3));
  await backend.stop();
  await connectionIs(desk, 'offline');
  const target = {
    interactionId: 'thread-sam',
    channel: 'x',
    audience: 'private',
    handle: null,
    replyTo: null,
  } as const;
  await desk.bridge.call('reply.send', { customerId: 'sam', target, subject: null, text: 'On its way.' });
  await desk.bridge.call('draft.write', {
    caseId: null,
    customerId: 'ana',
    mode: 'note',
    text: 'half a',
    target: null,
  });

  const restored = await startBackend({ port: backend.port });
  restored.seen.incarnation = 'log-2';
  restored.decides(() => ({ ok: false, code: 'retry', reason: 'not yet' }));
  restored.pages.push(page('c0', 'd1', [granted('sam', messages('sam', 2))], { at: NOW + 50 }));
  await connectionIs(desk, 'live');
  await eventually(async () => expect(await ids(desk)).toHaveLength(3));
  expect((await desk.bridge.call('outbox.read', {})).map(item => item.kind)).toEqual(['reply.send']);
  expect((await draftsAt(desk, 'ana')).note?.text).toBe('half a');
});

test('F3: 50 cuts leave one socket at a time, and nothing is lost or doubled', async () => {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  backend.append([granted('sam', [])]);
  for (let i = 0; i < 50; i++) {
    backend.append([entryChanged(message('sam', `e${String(i).padStart(2, '0')}`, NOW + i))]);
    backend.cut();
    if (i % 5 === 0) await connectionIs(desk, 'live');
  }
  await connectionIs(desk, 'live');
  await eventually(async () => expect(await ids(desk)).toHaveLength(50));
  expect(await ids(desk)).toEqual(Array.from({ length: 50 }, (_, i) => `e${String(i).padStart(2, '0')}`));
  expect(backend.seen.most).toBe(1);
});

test('F32: a half-open connection is noticed and replaced', async () => {
  const backend = await startBackend();
  const desk = startDesk(backend.url, { timings: { watchdogMs: 150 } });
  await connectionIs(desk, 'live');
  backend.faults.silent = true;
  await connectionIs(desk, 'offline', 2_000);
  backend.faults.silent = false;
  await connectionIs(desk, 'live');
  expect(backend.seen.most).toBeLessThanOrEqual(2);
});

test('refusals are told apart, and the desk waits for a person', async () => {
  const backend = await startBackend();
  backend.faults.refuseSignIn = true;
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'signed-out');
  expect((await desk.bridge.call('connection.read', {})).reason).toBe('No.');
  backend.faults.refuseSignIn = false;
  backend.faults.refuseHandshake = { code: 'upgrade-required', reason: 'This desk is too old.' };
  await desk.bridge.call('connection.retry', {});
  await connectionIs(desk, 'upgrade-required');
  backend.faults.refuseHandshake = null;
  await desk.bridge.call('connection.retry', {});
  await connectionIs(desk, 'live');
  backend.io.emit('session.ended', { reason: 'replaced' });
  await connectionIs(desk, 'replaced');
});

test('a token that is no longer good means signing in again, not asking a person', async () => {
  const backend = await startBackend();
  backend.faults.refuseHandshake = { code: 'unauthenticated', reason: 'The token is too old.' };
  const desk = startDesk(backend.url);
  await eventually(() => expect(backend.seen.signIns).toBeGreaterThan(1));
  backend.faults.refuseHandshake = null;
  await connectionIs(desk, 'live');
});

test('older history is loaded on demand, and the mark follows', async () => {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  const all = messages('sam', 120);
  backend.append([granted('sam', all.slice(70), 70)]);
  backend.hasHistory(before => {
    const older = all.filter(entry => entry.at < before.at);
    return { customerId: 'sam', entries: older.slice(-40), older: Math.max(0, older.length - 40) };
  });
  await eventually(async () => expect(await ids(desk)).toHaveLength(50));
  const mark = await desk.bridge.call('timeline.older', { customerId: 'sam' });
  expect(mark).toMatchObject({ have: 90, older: 30 });
  const [twice] = await Promise.all([1, 2].map(() => desk.bridge.call('timeline.older', { customerId: 'sam' })));
  expect(twice).toMatchObject({ have: 120, older: 0, from: all[0]!.at });
});

test('a secret that comes while the one before it is being refused is tried too', async () => {
  const backend = await startBackend();
  backend.faults.refuseSignIn = true;
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'signed-out');
  await desk.bridge.call('connection.retry', {});
  // The attempt with the old one is under way.
  await desk.bridge.call('session.signIn', { secret: 'fresh' });
  await eventually(() => expect(backend.seen.signIns).toBe(3));
  await connectionIs(desk, 'signed-out');
  await desk.bridge.call('session.signIn', { secret: 'fresher' });
  await eventually(() => expect(backend.seen.signIns).toBe(4));
  expect(backend.seen.secrets).toEqual(['secret', 'secret', 'fresh', 'fresher']);
});
