// X2 in exports: whatever anybody wrote, the file is a document of ours with their words in it as text.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../shared/domain/entry.ts';
import { exportOptionsSchema } from '../../../shared/domain/export/ask.ts';
import { htmlRenderer } from '../../../shared/domain/export/html.ts';
import { EXPORT_STYLE, EXPORT_STYLE_HASH } from '../../../shared/domain/export/html-style.ts';
import { call, fromCustomer, note } from '../../fixtures/entries.ts';
import { HOSTILE_NAME } from '../../fixtures/hostile-mail.ts';
import { drawn, headOf, hostile, hostileEntries, lookupWith } from '../../shared/export/made.ts';

const options = (more: object) => exportOptionsSchema.parse(more);
function htmlOf(entries: readonly Entry[], name = 'Jayne Turner', more: Parameters<typeof headOf>[0] = {}) {
  const head = headOf(more);
  return drawn(htmlRenderer(head, lookupWith(name)), head, entries, name);
}
const documentOf = (html: string): Document => new DOMParser().parseFromString(html, 'text/html');

/** All that the file is made of; anything else came from outside. */
const ELEMENTS = new Set(
  'html head meta title style body header main footer p h1 h2 h3 dl dt dd ul li article time b bdi div table tbody tr td'.split(
    ' ',
  ),
);
const ATTRIBUTES = new Set('lang charset http-equiv content name dir class datetime'.split(' '));

/** Elements and attributes that are not of our making. */
const strangersIn = (page: Document): string[] =>
  [...page.querySelectorAll('*')].flatMap(element => {
    const strange = [...element.attributes].filter(
      ({ name, value }) => !ATTRIBUTES.has(name) || (name !== 'content' && !/^[\w :.-]*$/.test(value)),
    );
    return [
      ...(ELEMENTS.has(element.localName) ? [] : [element.localName]),
      ...strange.map(({ name, value }) => `${name}="${value}"`),
    ];
  });

// oxlint-disable-next-line no-control-regex -- what no HTML may hold
const UNWRITABLE = /[\0-\x08\v\f\x0e-\x1f\x7f-\x9f\ufffe\uffff]/g;
/** Words as HTML can hold them. */
const plain = (words: string): string => words.replace(/\r\n?/g, '\n').replace(UNWRITABLE, '\ufffd').toWellFormed();

describe('X2 hostile words in an export', () => {
  test('whatever is written anywhere: nothing but our own elements, no handler, no address, nothing lost', () => {
    const all = { withNotes: true };
    fc.assert(
      fc.property(hostileEntries, hostile, (entries, name) => {
        const { text, entries: kept } = htmlOf(entries, name, {
          options: options(all),
          by: { agentId: 'm', name },
          scope: { kind: 'search', query: name },
        });
        const page = documentOf(text);
        expect(strangersIn(page)).toEqual([]);
        expect(page.querySelectorAll('style')).toHaveLength(1);
        expect(page.querySelector('style')!.textContent).toBe(EXPORT_STYLE);
        expect(page.querySelectorAll('meta[http-equiv]')).toHaveLength(1);
        const articles = [...page.querySelectorAll('main > article')];
        expect(articles).toHaveLength(kept.length);
        const lost = kept.filter(({ text: words }, i) => !articles[i]!.textContent.includes(plain(words)));
        expect(lost).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('its own policy allows its own style and nothing else', () => {
    const { text } = htmlOf([fromCustomer('Words')]);
    const policy = documentOf(text).querySelector('meta[http-equiv]')!.getAttribute('content')!;
    const hash = createHash('sha256').update(EXPORT_STYLE).digest('base64');
    expect(EXPORT_STYLE_HASH).toBe(hash);
    expect(policy).toBe(`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`);
    expect(EXPORT_STYLE).not.toMatch(/url\(|@import|expression/);
  });

  test('names are shown with what they hide, and turn nothing but themselves', () => {
    const { text } = htmlOf([
      fromCustomer('x', { author: { kind: 'customer', name: HOSTILE_NAME, address: null, agentId: null } }),
    ]);
    expect(text).toContain('‹U+202E›');
    expect(text).not.toContain('\u202e');
    expect(documentOf(text).querySelector('.head bdi')!.textContent).toContain('<script>');
  });
});

describe('what an export says of itself', () => {
  const facts = (html: string): Record<string, string> =>
    Object.fromEntries(
      [...documentOf(html).querySelectorAll('dt')].map(dt => [dt.textContent, dt.nextElementSibling!.textContent]),
    );

  test('what it is, who made it and when, what it holds, what was left out and why, what is missing', () => {
    const { text } = htmlOf(
      [fromCustomer('Where is my bag?'), note('She was rude'), note('Twice')],
      'Bag lost in Lisbon',
    );
    expect(documentOf(text).title).toBe('Case 48213: Bag lost in Lisbon');
    expect(facts(text)).toMatchObject({
      Made: '2 June 2026, 10:00:00',
      'Made by': 'Mara Lindholm, Foreword 0.1.0',
      Holds: '1 entry, from 2 June 2026, 10:00 to 2 June 2026, 10:00',
      'Left out': '2 private notes (not asked for)',
      Complete:
        'from 2 June 2026, 09:59:59 to 2 June 2026, 10:00:00; 3 older entries not on this workstation and not in this file; 1 message written here and not yet confirmed: not in this file',
    });
    expect(text).toContain('All times are in the zone Europe/Lisbon.');
    expect(text).not.toContain('She was rude');
    expect(text).not.toContain('It is not for the customer');
  });

  test('with notes it warns that it is not for the customer', () => {
    const { text } = htmlOf([note('She was rude')], 'x', { options: options({ withNotes: true }) });
    expect(text).toContain('She was rude');
    expect(text).toContain('It is not for the customer.');
    expect(facts(text)['Left out']).toBe('Nothing was left out.');
  });

  test('days and conversations are said where they change, in the zone asked for', () => {
    const late = Date.UTC(2026, 5, 2, 23, 30);
    const { text } = htmlOf([fromCustomer('one', { at: late - 60_000 }), fromCustomer('two', { at: late })], 'x', {
      zone: 'Europe/London',
      scope: { kind: 'customer', customerId: 'sam' },
    });
    const page = documentOf(text);
    expect([...page.querySelectorAll('h3')].map(day => day.textContent)).toEqual(['Wednesday 3 June 2026']);
    expect([...page.querySelectorAll('time')].map(time => time.textContent)).toEqual(['00:29', '00:30']);
    expect(page.querySelectorAll('.thread')).toHaveLength(1);
  });

  test('a call has its turns with speaker and time, files their names, sizes and types', () => {
    const file = { id: 'a', name: 'ticket.pdf', size: 284_000, type: 'application/pdf', kept: true };
    const turn = { at: 67_000, speaker: 'customer' as const, name: 'Jayne', text: 'It is blue.' };
    const { text } = htmlOf([call({ turns: [turn], wrapUp: 'Rude' }), fromCustomer('', { attachments: [file] })]);
    const page = documentOf(text);
    expect([...page.querySelectorAll('.turns td')].map(cell => cell.textContent)).toEqual([
      '1:07',
      'Jayne',
      'It is blue.',
    ]);
    expect(page.querySelector('.files')!.textContent).toBe('ticket.pdf, 284 kB, application/pdf');
    expect(text).not.toContain('Rude');
  });
});
