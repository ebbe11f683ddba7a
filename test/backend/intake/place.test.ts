import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CaseSpan, chooseCase, NEW_MATTER_AFTER_MS, turnOf } from '../../../backend/intake/place.ts';
import { chooseQueue } from '../../../backend/intake/work.ts';
import { DAY, seed } from './world.ts';
import { queueSchema } from '../../../shared/domain/work.ts';

const time = fc.integer({ min: 0, max: 400 }).map(day => day * DAY);
const cases: fc.Arbitrary<CaseSpan[]> = fc
  .array(fc.record({ open: fc.boolean(), openedAt: time, lasts: time }), { maxLength: 6 })
  .map(list => list.map(({ open, openedAt, lasts }, i) => ({ id: `c${i}`, open, openedAt, lastAt: openedAt + lasts })));
const silence = (one: CaseSpan, at: number) => Math.max(0, one.openedAt - at, at - one.lastAt);

describe('the case of a record', () => {
  test('now is the newest open one, or a new one when none is open', () => {
    fc.assert(
      fc.property(cases, time, (list, at) => {
        const chosen = list.find(one => one.id === chooseCase(list, at, true));
        const open = list.filter(one => one.open);
        expect(chosen?.lastAt).toBe(open.length > 0 ? Math.max(...open.map(one => one.lastAt)) : undefined);
        expect(chosen?.open ?? true).toBe(true);
      }),
    );
  });

  test('in history is the nearest in time, and a new one after more than 14 days of silence', () => {
    fc.assert(
      fc.property(cases, time, (list, at) => {
        const chosen = list.find(one => one.id === chooseCase(list, at, false));
        const nearest = Math.min(...list.map(one => silence(one, at)));
        expect(chosen && silence(chosen, at)).toBe(nearest > NEW_MATTER_AFTER_MS ? undefined : nearest);
      }),
    );
  });

  test('does not depend on the order in which cases are listed', () => {
    fc.assert(
      fc.property(cases, time, fc.boolean(), (list, at, now) => {
        expect(chooseCase(list.toReversed(), at, now)).toBe(chooseCase(list, at, now));
      }),
    );
  });

  test.each([
    [0, true],
    [14 * DAY, true],
    [14 * DAY + 1, false],
    [-14 * DAY, true],
    [-14 * DAY - 1, false],
  ])('%i ms away from a matter of one moment: the same matter? %s', (away, same) => {
    const one = { id: 'c', open: false, openedAt: 100 * DAY, lastAt: 100 * DAY };
    expect(chooseCase([one], 100 * DAY + away, false)).toBe(same ? 'c' : null);
  });
});

test.each([
  [['x public'], 'x private', 'moved.private'],
  [['x public'], 'email private', 'escalated'],
  [['x public', 'email private'], 'voice private', 'escalated'],
  [['voice private'], 'email private', null],
  [['x public', 'x private'], 'x private', null],
  [[], 'voice private', null],
  [['voice private'], 'voice private', null],
] as const)('after %j, %s is told as %s', (earlier, next, expected) => {
  const said = (words: string) => {
    const [channel, audience] = words.split(' ');
    return { channel, audience } as Parameters<typeof turnOf>[1];
  };
  expect(turnOf(earlier.map(said), said(next))).toBe(expected);
});

test.each([
  [undefined, 'voice', 'private', 'Priority care'],
  [undefined, 'x', 'public', 'Social, public'],
  [undefined, 'x', 'private', 'Disruption, messaging'],
  [undefined, 'letter', 'private', 'Email, general'],
  ['Email, general', 'x', 'public', 'Email, general'],
  ['q-mail', 'x', 'public', 'Email, general'],
  ['No such queue', 'x', 'public', 'Social, public'],
  [undefined, 'review', 'public', undefined],
] as const)('asked for %s, %s in %s enters %s', (asked, channel, audience, expected) => {
  const queues = seed.queues.map(queue => queueSchema.parse({ ...queue, version: 1 }));
  expect(chooseQueue(queues, asked, channel, audience)?.name).toBe(expected);
});
