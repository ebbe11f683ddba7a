import fc from 'fast-check';
import { expect, test } from 'vitest';
import { exportOptionsSchema } from '../../../shared/domain/export/ask.ts';
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

test('whatever the entry: a code goes nowhere, a mail’s HTML goes nowhere, only what was public goes in where that was asked', () => {
  fc.assert(
    fc.property(
      hostileEntries,
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
      (entries, withNotes, withPrivate, withEvents) => {
        const asked = { withNotes, withPrivate, withEvents };
        for (const entry of entries) {
          const choice = chosen(entry, asked);
          if ('leftOut' in choice) continue;
          const { entry: kept } = choice;
          expect(kept.id).toBe(entry.id);
          if (kept.kind === 'event') {
            expect(withEvents).toBe(true);
            if (!withNotes || kept.event.name === 'code.given') expect(kept.event.detail).toBeNull();
          }
          if (kept.kind === 'email') expect(kept.email.html).toBeNull();
          if (kept.kind === 'note') expect(withNotes).toBe(true);
          if (!withPrivate && kept.kind !== 'note' && kept.kind !== 'event') expect(kept.audience).not.toBe('private');
        }
      },
    ),
  );
});
