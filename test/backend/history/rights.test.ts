import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maySee, type Reason, scopeOf } from '../../../backend/history/rights.ts';
import { CHANNELS } from '../../../shared/domain/primitives.ts';
import type { Queue } from '../../../shared/domain/work.ts';

const channel = fc.constantFrom(...CHANNELS);
const queueId = fc.constantFrom('q1', 'q2', 'q3');
const until = fc.integer({ min: 0, max: 100 });
const reason: fc.Arbitrary<Reason> = fc.oneof(
  fc.record({ why: fc.constant('held' as const) }),
  fc.record({ why: fc.constant('given' as const), until }),
  fc.record({ why: fc.constant('queue' as const), queueId, until: fc.option(until) }),
  fc.record({ why: fc.constant('recent' as const), channel, until }),
  fc.record({ why: fc.constant('reviewed' as const), channels: fc.uniqueArray(channel), until }),
);
const reasons = fc.array(reason, { maxLength: 5 });
const now = fc.integer({ min: 0, max: 100 });
const queue = (id: string, channels: Queue['channels']) => ({ id, channels }) as Queue;
const queues = fc
  .tuple(fc.uniqueArray(channel), fc.uniqueArray(channel), fc.uniqueArray(channel))
  .map(given => given.map((channels, i) => queue(`q${i + 1}`, channels)));
const role = fc.constantFrom('agent' as const, 'lead' as const);
const agent = fc.record({ queueIds: fc.uniqueArray(queueId), channels: fc.uniqueArray(channel), role });

/** As a number, so that "never more" can be expected. */
const rights = (...of: Parameters<typeof maySee>): number => Number(maySee(...of));

test('who was removed sees nobody, and without a reason nobody is seen', () => {
  fc.assert(
    fc.property(agent, queues, reasons, now, (who, all, why, at) => {
      expect(rights(null, why, at) + rights(scopeOf(who, all), [], at)).toBe(0);
    }),
  );
});

test('whoever loses a queue or a channel sees nobody whom they did not see before', () => {
  fc.assert(
    fc.property(agent, queues, reasons, now, queueId, channel, (who, all, why, at, noQueue, noChannel) => {
      const less = {
        queueIds: who.queueIds.filter(id => id !== noQueue),
        channels: who.channels.filter(one => one !== noChannel),
        role: who.role,
      };
      expect(rights(scopeOf(less, all), why, at)).toBeLessThanOrEqual(rights(scopeOf(who, all), why, at));
    }),
  );
});

test('time alone, and a reason that is lost, never give a right', () => {
  fc.assert(
    fc.property(agent, queues, reasons, now, fc.nat(100), fc.nat(4), (who, all, why, at, later, lost) => {
      const scope = scopeOf(who, all);
      const rest = why.filter((_, i) => i !== lost);
      expect(rights(scope, rest, at + later)).toBeLessThanOrEqual(rights(scope, why, at));
    }),
  );
});

test('a finished matter is seen until its days are over, by those who serve its queue', () => {
  const scope = scopeOf({ queueIds: ['q1'], channels: ['voice'], role: 'agent' }, [queue('q1', ['voice', 'email'])]);
  expect([...scope.channels]).toEqual(['voice']);
  const finished: Reason = { why: 'queue', queueId: 'q1', until: 50 };
  expect([49, 50].map(at => maySee(scope, [finished], at))).toEqual([true, false]);
  expect(maySee(scope, [{ ...finished, queueId: 'q2' }], 0)).toBe(false);
  expect(maySee(scope, [{ why: 'recent', channel: 'email', until: 50 }], 0)).toBe(false);
});

test('what was asked for is seen for its time: by a lead on every channel of their queues, by others on those they serve', () => {
  const queues = [queue('q1', ['voice', 'email']), queue('q2', ['x'])];
  const seen = (role: 'agent' | 'lead', channels: Queue['channels'], at = 0) =>
    maySee(
      scopeOf({ queueIds: ['q1'], channels: ['voice'], role }, queues),
      [{ why: 'reviewed', channels, until: 50 }],
      at,
    );
  expect([seen('lead', ['email']), seen('agent', ['email']), seen('agent', ['email', 'voice'])]).toEqual([
    true,
    false,
    true,
  ]);
  expect([seen('lead', ['x']), seen('lead', []), seen('lead', ['email'], 50)]).toEqual([false, false, false]);
});

test('who leads no longer sees nobody whom they did not see before', () => {
  fc.assert(
    fc.property(agent, queues, reasons, now, (who, all, why, at) => {
      const [led, leads] = (['agent', 'lead'] as const).map(as => rights(scopeOf({ ...who, role: as }, all), why, at));
      expect(led).toBeLessThanOrEqual(leads!);
    }),
  );
});
