import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FOLD, foldText } from '../../../renderer/timeline/fold-text.ts';
import { entryWords } from '../../../renderer/text/timeline.ts';
import { judgeLink } from '../../../renderer/timeline/links.ts';
import { groupsOf } from '../../../shared/domain/search/groups.ts';
import { parseQuery } from '../../../shared/domain/search/query.ts';
import { hitsIn, runsOf } from '../../../renderer/timeline/marks.ts';
import { segmentsOf } from '../../../renderer/timeline/segments.ts';
import { madeVisible } from '../../../shared/domain/visible.ts';
import { cpuMs } from '../../support/cpu-time.ts';

const looked = (query: string) => groupsOf(parseQuery(query, { now: 0, zone: 'UTC' }).terms);
const linksIn = (text: string) => segmentsOf(text).flatMap(segment => (segment.url ? [segment.url] : []));

test.each([
  ['see https://a.example/x?y=1.', ['https://a.example/x?y=1']],
  ['(https://a.example/x_(y))', ['https://a.example/x_(y)']],
  ['www.a.example, or mail me@b.example!', ['https://www.a.example', 'mailto:me@b.example']],
  ['请看https://a.example/谢谢', ['https://a.example/谢谢']],
  ['tel:+442079460958', ['tel:+442079460958']],
  ['javascript:alert(1) JAVASCRIPT:alert(1) data:text/html,x', []],
  ['file:///etc/passwd \\\\host\\share smb://host ms-msdt:/id', []],
  ['=HYPERLINK("http://a.example","click")', ['http://a.example']],
  ['<a href="https://a.example/x">here</a>', ['https://a.example/x']],
  ['<https://a.example/x>, “https://b.example”', ['https://a.example/x', 'https://b.example']],
  ['vbscript:x blob:https://a.example/1', ['https://a.example/1']],
])('%s holds the links %j', (text, links) => {
  expect(linksIn(text)).toEqual(links);
});

test('what is counted once is said as one', () => {
  const { reposts, likes, views } = entryWords;
  expect([reposts('1'), likes('1'), views('1')]).toEqual(['1 repost', '1 like', 'seen once']);
  expect([reposts('12'), likes('1.1 k'), views('4')]).toEqual(['12 reposts', '1.1 k likes', 'seen 4 times']);
});

test('mentions are marked, addresses are not taken for mentions', () => {
  expect(segmentsOf('Hi @Priya, ask @tomasz.w. or a@b.example').filter(segment => segment.kind === 'mention')).toEqual([
    { kind: 'mention', text: '@Priya', url: null },
    { kind: 'mention', text: '@tomasz.w', url: null },
  ]);
});

test('segments joined are the text again, whatever it is', () => {
  const hostile = fc.stringMatching(/^(?:https?:\/\/|www\.|@|[()[\]<>.,:;]|\s|[a-z]|\u202e|\u0301|é){0,60}$/u);
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), hostile), text => {
      expect(segmentsOf(text).map(segment => segment.text).join('')).toBe(text); // prettier-ignore
    }),
  );
});

test('every link that is shown is one that may be opened', () => {
  const words = fc.array(
    fc.constantFrom('https://', 'http:', '//', '@', 'a.example', 'javascript:', ':', '\u202e', 'www.', ' '),
  );
  fc.assert(
    fc.property(words, parts => {
      for (const url of linksIn(parts.join(''))) expect(judgeLink(url)).not.toBeNull();
    }),
  );
});

test.each([
  ['a'.repeat(100_000)],
  ['('.repeat(1_990) + ')'.repeat(98_000)],
  ['@'.repeat(100_000)],
  ['https://'.repeat(12_000)],
  [`${')'.repeat(1_999)} `.repeat(50)],
  ['e\u0301\u0302\u0303'.repeat(25_000)],
])('hostile text of 100,000 units is cut within 50 ms', text => {
  segmentsOf(text.slice(0, 2_000));
  const from = cpuMs();
  segmentsOf(text);
  hitsIn(text.slice(0, FOLD.units), looked('e "a b" 1'));
  foldText(text);
  // Other work shares the machine; a quadratic one takes seconds.
  expect(cpuMs() - from).toBeLessThan(500);
});

test.each([
  ['file:///etc/passwd'],
  ['\\\\host\\share'],
  ['javascript:alert(1)'],
  ['java\nscript:alert(1)'],
  ['data:text/html,<script>'],
  ['ms-msdt:/id'],
  [`https://a.example/${'x'.repeat(2_000)}`],
])('%s may not be opened', raw => {
  expect(judgeLink(raw)).toBeNull();
});

test.each([
  ['https://bank.example@evil.example/', undefined, 'evil.example', ['credentials']],
  ['https://bänk.example/', undefined, 'xn--bnk-qla.example', ['punycode']],
  ['https://evil.example/', 'https://bank.example/login', 'evil.example', ['differs']],
  ['https://evil.example/', 'read more', 'evil.example', []],
  ['https://a.example/\u202egnp.exe', undefined, 'a.example', ['hidden']],
  ['http://192.0.2.7/', undefined, '192.0.2.7', ['number-host', 'plain-http']],
  ['mailto:a@b.example', undefined, 'a@b.example', []],
])('%s, shown as %s, leads to %s with doubts %j', (raw, shown, target, doubts) => {
  const link = judgeLink(raw, shown);
  expect(link?.target).toBe(target);
  expect(link?.doubts).toEqual(doubts);
});

test('unseen characters are written out', () => {
  expect(madeVisible('a\u202eb\u200bc\u0000')).toBe('a‹U+202E›b‹U+200B›c‹U+0000›');
});

test('what is marked is what the index finds: words that begin so, phrases side by side, numbers in any notation', () => {
  const hits = (text: string, query: string) =>
    runsOf(text, 0, hitsIn(text, looked(query))).flatMap(run => (run.hit ? [run.text] : []));
  expect(hits('Card charged TWICE, discarded', 'twice card')).toEqual(['Card', 'TWICE']);
  expect(hits('Façade und Übergröße', '"facade" uber')).toEqual(['Façade', 'Übergröße']);
  expect(hits('A red|hat, a red hat and a red coat', '"red hat"')).toEqual(['red|hat', 'red hat']);
  expect(hits('A red coat', '"red hat"')).toEqual([]);
  expect(hits('Ring 07700 900 555', '+44 7700 900555')).toEqual(['07700 900 555']);
  expect(hits('It was 1.234,50 €, not 50', '1234.50')).toEqual(['1.234,50']);
  expect(hits('Booking LW4K2P', 'LW-4K2P')).toEqual(['LW4K2P']);
  expect(hits('nothing', '')).toEqual([]);
});

test('runs joined are the part again, wherever in the text it stands', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ maxLength: 6 }), fc.nat(20), (text, query, at) => {
      const hits = hitsIn(text, looked(query));
      const parts = [text.slice(0, at), text.slice(at)];
      const runs = [runsOf(parts[0]!, 0, hits), runsOf(parts[1]!, parts[0]!.length, hits)];
      expect(runs.map(list => list.map(run => run.text).join(''))).toEqual(parts);
    }),
  );
});

test('a short text is whole, a long one is cut at a word and says how much is left', () => {
  expect(foldText('Good morning')).toEqual({ shown: 'Good morning', moreLines: 0 });
  expect(foldText('')).toEqual({ shown: '', moreLines: 0 });
  const lines = Array.from({ length: 40 }, (_, i) => `line ${i}`).join('\n');
  expect(foldText(lines)).toMatchObject({ moreLines: 30 });
  expect(foldText(lines).shown.split('\n')).toHaveLength(FOLD.lines);
  const words = foldText('word '.repeat(1_000));
  expect(words.shown.endsWith('word')).toBe(true);
  expect(words.moreLines).toBeGreaterThan(0);
});

test('folding never cuts a character in two', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 800, maxLength: 1_500 }), text => {
      const { shown } = foldText(text);
      expect(text.startsWith(shown)).toBe(true);
      expect(shown.isWellFormed()).toBe(text.isWellFormed());
    }),
  );
});
