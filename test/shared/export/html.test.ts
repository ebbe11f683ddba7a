// What the web page of an export says about itself, and how it writes names.
import { expect, test } from 'vitest';
import type { Entry } from '../../../shared/domain/entry.ts';
import { exportOptionsSchema } from '../../../shared/domain/export/ask.ts';
import { htmlRenderer } from '../../../shared/domain/export/html.ts';
import { fromCustomer } from '../../fixtures/entries.ts';
import { drawn, headOf, lookupWith } from './made.ts';

function pageOf(entries: readonly Entry[], name = 'Jayne Turner', options = {}): string {
  const head = headOf({ options: exportOptionsSchema.parse(options) });
  return drawn(htmlRenderer(head, lookupWith(name)), head, entries, name).text;
}

test.each([
  [0, 'End of this export: 0 entries.'],
  [1, 'End of this export: 1 entry.'],
  [5, 'End of this export: 5 entries.'],
])('at its end a file of %i entries says how many they are', (n, end) => {
  const page = pageOf(Array.from({ length: n }, (_, i) => fromCustomer(`My seat was changed, ${i}.`)));
  expect(page).toContain(`<footer class="end">${end}</footer>`);
});

test('a name keeps what joins its emoji and letters; a file name keeps nothing unseen, and neither what turns', () => {
  const name = 'The Turners 👩\u200d👩\u200d👧 می\u200cخواهم a\u200db\u202ec';
  const file = { id: 'f', name: '👩\u200d👧.png', size: 10, type: 'image/png', kept: false };
  const page = pageOf([fromCustomer('See the picture.', { attachments: [file] })], name);
  const shown = 'The Turners 👩\u200d👩\u200d👧 می\u200cخواهم a‹U+200D›b‹U+202E›c';
  expect(page).toContain(`<dt>Customer</dt><dd><bdi>${shown}</bdi></dd>`);
  expect(page).toContain(`<bdi>Case 48213: ${shown}</bdi>`);
  expect(page).toContain('<bdi>👩‹U+200D›👧.png</bdi>');
});

test('a number among words from right to left stands as it was written', () => {
  expect(pageOf([fromCustomer('הטלפון שלי +972 3 123 4567, תודה')])).toContain(
    'הטלפון שלי <bdi dir="ltr">+972 3 123 4567</bdi>, תודה',
  );
});

test('why an offer was declined is said in words', () => {
  const declined: Entry = {
    ...fromCustomer(''),
    kind: 'event',
    event: { name: 'offer.declined', detail: 'need-a-minute' },
  };
  const page = pageOf([declined], 'Jayne Turner', { withNotes: true });
  expect(page).toContain('Need a minute');
  // Said of the file, whether or not there was a note.
  expect(page).toContain('made with the private notes of colleagues. It is not for the customer.');
  expect(page).not.toContain('need-a-minute');
});
