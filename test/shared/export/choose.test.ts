import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Entry } from '../../../shared/domain/entry.ts';
import { type ExportOptions, exportOptionsSchema } from '../../../shared/domain/export/ask.ts';
import { chosen } from '../../../shared/domain/export/choose.ts';
import { call, fromCustomer, note } from '../../fixtures/entries.ts';
import { hostileEntries } from './made.ts';

const options = (more: object = {}) => exportOptionsSchema.parse(more);

test('unless asked for, no word that colleagues wrote for each other goes in', () => {
  expect(chosen(note('She was rude'), options())).toEqual({ leftOut: 'note' });
  expect(chosen(fromCustomer('among us', { audience: 'internal' }), options())).toEqual({ leftOut: 'note' });
  expect(chosen(call({ wrapUp: 'Rude' }), options())).toMatchObject({ entry: { call: { wrapUp: null } } });
  expect(chosen(call({ wrapUp: 'Rude' }), options({ withNotes: true }))).toMatchObject({
    entry: { call: { wrapUp: 'Rude' } },
  });
});

/** What of an entry in a file should not be there; empty: nothing. */
function wrongIn(kept: Entry, { withNotes, withPrivate, withEvents }: ExportOptions): string[] {
  const isOurs = kept.kind === 'note' || kept.kind === 'event';
  const checks: readonly (readonly [string, boolean])[] = [
    ['a note', kept.kind === 'note' && !withNotes],
    ['an event', kept.kind === 'event' && !withEvents],
    ['a detail', kept.kind === 'event' && kept.event.detail !== null && !withNotes],
    ['a code', kept.kind === 'event' && kept.event.detail !== null && kept.event.name === 'code.given'],
    ['HTML', kept.kind === 'email' && kept.email.html !== null],
    ['a wrap-up', kept.kind === 'call' && kept.call.wrapUp !== null && !withNotes],
    ['a private entry', kept.audience === 'private' && !withPrivate && !isOurs],
  ];
  return checks.filter(([, isWrong]) => isWrong).map(([what]) => what);
}

test('whatever the entry: a code goes nowhere, a mail’s HTML goes nowhere, only what was public goes in where that was asked', () => {
  const asks = fc.record({ withNotes: fc.boolean(), withPrivate: fc.boolean(), withEvents: fc.boolean() });
  fc.assert(
    fc.property(hostileEntries, asks, (entries, asked) => {
      const kept = entries.map(entry => chosen(entry, asked)).filter(choice => 'entry' in choice);
      expect(kept.flatMap(({ entry }) => wrongIn(entry, asked))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
