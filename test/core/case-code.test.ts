// What a desk says of the code of a case, and that none is promised without the backend.
import { expect, test } from 'vitest';
import { CODE_LIFETIME } from '../../shared/domain/case-code.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { connectionIs, eventually, startBackend, startDesk } from './support/desk.ts';
import { granted, message, NOW } from './support/records.ts';

const given = (id: string, caseId: string, code: string, at: number): Entry => ({
  ...message('sam', id, at),
  kind: 'event',
  caseId,
  channel: 'internal',
  direction: 'internal',
  audience: 'internal',
  event: { name: 'code.given', detail: code },
});

test('the newest good code of the case is shown, until its time', async () => {
  let now = NOW;
  const clock = { now: () => now, monotonic: () => performance.now() };
  const backend = await startBackend({ now: () => now });
  const desk = startDesk(backend.url, { clock });
  await connectionIs(desk, 'live');
  const old = given('old', 'one', '1111-11', NOW - CODE_LIFETIME);
  backend.append([
    granted('sam', [old, given('a', 'one', '4821-77', NOW - 60_000), given('b', 'two', '2222-22', NOW)]),
  ]);
  const codeOf = (caseId: string) => desk.bridge.call('case.codeOf', { customerId: 'sam', caseId });
  const expiresAt = NOW - 60_000 + CODE_LIFETIME;
  await eventually(async () => expect(await codeOf('one')).toEqual({ code: '4821-77', expiresAt }));
  expect(await codeOf('three')).toBeNull();
  now = expiresAt;
  expect(await codeOf('one')).toBeNull();
  expect(await codeOf('two')).toMatchObject({ code: '2222-22' });
});

test('without a connection none is asked for, and nothing is queued', async () => {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  await backend.stop();
  await eventually(async () => expect((await desk.bridge.call('connection.read', {})).state).not.toBe('live'));
  const ask = desk.bridge.call('case.code', { customerId: 'sam', caseId: 'one' });
  await expect(ask).rejects.toMatchObject({ code: 'offline' });
  expect(await desk.bridge.call('outbox.read', {})).toEqual([]);
});
