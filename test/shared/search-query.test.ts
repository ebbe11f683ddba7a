import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { completionsAt } from '../../shared/domain/search/complete.ts';
import { periodOf } from '../../shared/domain/search/days.ts';
import { formatQuery, withFilter, withoutPart } from '../../shared/domain/search/edit.ts';
import { LONGEST_QUERY, MOST_PARTS, parseQuery } from '../../shared/domain/search/query.ts';
import { isInRange, scoreRangeOf } from '../../shared/domain/search/scores.ts';

const TODAY = { now: Date.parse('2026-03-04T09:00:00Z'), zone: 'Europe/London' };
const read = (text: string) => parseQuery(text, TODAY);
const utc = (text: string): number => Date.parse(text);

describe('a query', () => {
  test('words, phrases, prefixes and exclusions, each with its place', () => {
    const text = 'bag "lost in Lisbon" vouch* -hotel -"call me" refu';
    const { terms, without, problems } = read(text);
    expect(terms.map(({ kind, text: words, prefix }) => [kind, words, prefix])).toEqual([
      ['word', 'bag', false],
      ['phrase', 'lost in Lisbon', false],
      ['word', 'vouch*', true],
      ['word', 'refu', true],
    ]);
    expect(without.map(part => part.text)).toEqual(['hotel', 'call me']);
    expect([...terms, ...without].map(({ start, end }) => text.slice(start, end))).toEqual([
      'bag', '"lost in Lisbon"', 'vouch*', 'refu', '-hotel', '-"call me"',
    ]); // prettier-ignore
    expect(problems).toEqual([]);
  });

  test('the last word is a beginning, whatever follows it; a space and nothing else ends it', () => {
    expect(read('late refu ').terms).toMatchObject([{ prefix: false }, { prefix: false }]);
    for (const behind of ['', ' is:public', ' is:public ', ' channel:', ' "a phrase"', ' -bag'])
      expect(read(`late refu${behind}`).terms.slice(0, 2)).toMatchObject([{ prefix: false }, { prefix: true }]);
    expect(read('is:public late refu').terms).toMatchObject([{ prefix: false }, { prefix: true }]);
    expect(read('"late refu"').terms).toMatchObject([{ prefix: false }]);
    expect(read('-refu').without).toMatchObject([{ prefix: false }]);
  });

  test('filters by all their names, quoted values, negated ones', () => {
    const { filters, terms } = read(
      'channel:twitter -Channel:e-mail FROM:"Ana Sousa" kind:calls is:private has:files x',
    );
    expect(filters.map(({ meaning, excluded }) => [meaning.by, meaning.value, excluded])).toEqual([
      ['channel', 'x', false],
      ['channel', 'email', true],
      ['from', 'Ana Sousa', false],
      ['kind', 'call', false],
      ['audience', 'private', false],
      ['has', 'attachment', false],
    ]);
    expect(terms.map(term => term.text)).toEqual(['x']);
  });

  test('unknown filters are named, and their words are looked for', () => {
    const { unknown, terms } = read('pnr:X7K9QP colour:red 10:30 https://a.example re: note');
    expect(unknown.map(({ name }) => name)).toEqual(['pnr', 'colour']);
    expect(terms.map(term => term.text)).toEqual([
      'pnr:X7K9QP',
      'colour:red',
      '10:30',
      'https://a.example',
      're:',
      'note',
    ]);
  });

  test('a value that means nothing is left out and said; one that is being typed is no problem', () => {
    const { filters, problems } = read('channel:fog before:someday score:high channel:');
    expect(filters).toEqual([]);
    expect(problems.map(({ kind, start }) => [kind, start])).toEqual([
      ['bad-value', 0],
      ['bad-value', 12],
      ['bad-value', 27],
    ]);
  });

  test('an open quote runs to the end, and is said', () => {
    const { terms, problems } = read('bag "never left');
    expect(terms.map(term => term.text)).toEqual(['bag', 'never left']);
    expect(problems.map(({ kind }) => kind)).toEqual(['open-quote']);
  });

  test('too long and too many are cut and said', () => {
    expect(read('a'.repeat(LONGEST_QUERY + 1)).problems.map(({ kind }) => kind)).toEqual(['too-long']);
    const many = read('a '.repeat(MOST_PARTS + 1));
    expect(many.terms).toHaveLength(MOST_PARTS);
    expect(many.problems.map(({ kind }) => kind)).toEqual(['too-many']);
  });

  test('parts lie in the text, apart and in order, whatever it is', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('"', '-', 'channel:', 'before:', ' ', '*', ':', '“'),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        const text = pieces.join('');
        let end = 0;
        for (const part of read(text).parts) {
          expect(part.start).toBeGreaterThanOrEqual(end);
          expect(part.end).toBeGreaterThan(part.start);
          end = part.end;
        }
        expect(end).toBeLessThanOrEqual(text.length);
      }),
    );
  });

  test('put back into text it is read as the same', () => {
    const word = fc.constantFrom(
      'bag',
      'Málaga',
      'LW-204',
      'from:"Ana Sousa"',
      'channel:x',
      '-kind:note',
      '-no',
      '"two words"',
      'pre*',
      '飛行機',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), words => {
        const plain = ({ parts }: ReturnType<typeof read>) =>
          parts.map(({ start: _, end: __, ...part }) => ({ ...part, valueStart: 0 }));
        const once = read(`${words.join('  ')} `);
        expect(plain(read(formatQuery(once.parts)))).toEqual(plain(once));
      }),
    );
  });

  test('a filter is put in before the words, and a part taken out', () => {
    const text = 'channel:x lost bag';
    const next = withFilter(text, read(text).parts, 'from', 'Ana Sousa');
    expect(next).toBe('channel:x from:"Ana Sousa" lost bag');
    expect(withoutPart(next, read(next).parts[0]!)).toBe('from:"Ana Sousa" lost bag');
    expect(withFilter('', [], 'handle', '@LarkwingCare')).toBe('handle:@LarkwingCare ');
  });
});

describe('times', () => {
  const period = (text: string) => {
    const found = periodOf(text, TODAY);
    return found && [new Date(found.from).toISOString(), new Date(found.to).toISOString()];
  };
  test.each([
    ['2026', '2026-01-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    ['2025-12', '2025-12-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'],
    ['2026-07-14', '2026-07-13T23:00:00.000Z', '2026-07-14T23:00:00.000Z'],
    ['14.7.2026', '2026-07-13T23:00:00.000Z', '2026-07-14T23:00:00.000Z'],
    ['14/07/2026', '2026-07-13T23:00:00.000Z', '2026-07-14T23:00:00.000Z'],
    ['14 July 2026', '2026-07-13T23:00:00.000Z', '2026-07-14T23:00:00.000Z'],
    ['June 2024', '2024-05-31T23:00:00.000Z', '2024-06-30T23:00:00.000Z'],
    ['december', '2025-12-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z'],
    ['today', '2026-03-04T00:00:00.000Z', '2026-03-05T00:00:00.000Z'],
    ['yesterday', '2026-03-03T00:00:00.000Z', '2026-03-04T00:00:00.000Z'],
    ['monday', '2026-03-02T00:00:00.000Z', '2026-03-03T00:00:00.000Z'],
    ['last week', '2026-02-23T00:00:00.000Z', '2026-03-02T00:00:00.000Z'],
    ['this month', '2026-03-01T00:00:00.000Z', '2026-04-01T00:00:00.000Z'.replace('04-01T00', '03-31T23')],
    ['7d', '2026-02-25T00:00:00.000Z', '2026-02-26T00:00:00.000Z'],
    ['2m', '2026-01-04T00:00:00.000Z', '2026-01-05T00:00:00.000Z'],
  ])('%s', (text, from, to) => {
    expect(period(text)).toEqual([from, to]);
  });
  test.each(['', 'soon', '2026-13', '31.2.2026', '1 2 3 4', '99', 'last', '0000-00-00'])('%j means no time', text => {
    expect(period(text)).toBeNull();
  });
  test('a day has 23 hours where the clocks go forward', () => {
    expect(period('2026-03-29')).toEqual(['2026-03-29T00:00:00.000Z', '2026-03-29T23:00:00.000Z']);
  });
  test('before and after leave the named time out', () => {
    const { filters } = read('before:"June 2024"');
    expect(filters[0]!.meaning).toEqual({
      by: 'before',
      value: { from: utc('2024-05-31T23:00:00Z'), to: utc('2024-06-30T23:00:00Z') },
    });
  });
});

test('scores: a number, a range, a sign, a measure', () => {
  const holds = (text: string, measure: 'ces' | 'csat' | 'nps', score: number): boolean =>
    isInRange(scoreRangeOf(text)!, measure, score);
  expect(holds('4', 'csat', 4)).toBe(true);
  expect(holds('<3', 'csat', 3)).toBe(false);
  expect(holds('<=3', 'csat', 3)).toBe(true);
  expect(holds('1..2', 'ces', 1.5)).toBe(true);
  expect(holds('nps>=9', 'nps', 10)).toBe(true);
  expect(holds('nps', 'csat', 10)).toBe(false);
  expect(holds('any', 'csat', 0)).toBe(true);
  for (const text of ['', 'high', '>', '1..', '<1..2', '5!']) expect(scoreRangeOf(text)).toBeNull();
});

describe('completion', () => {
  const at = (text: string, known: { value: string; label: string }[] = []) => {
    const caret = text.indexOf('|');
    const plain = text.replace('|', '');
    const { start, end, options, ask } = completionsAt(plain, caret, known);
    return { ask, texts: options.map(({ insert }) => plain.slice(0, start) + insert + plain.slice(end)) };
  };
  test('names of filters, from their first letters', () => {
    expect(at('lost ch|').texts).toEqual(['lost channel:']);
    expect(at('-a|').texts).toEqual(['-after:', '-agent:', '-audience:']);
    expect(at('bag |').texts).toContain('bag kind:');
  });
  test('fixed values, in the middle of a text too', () => {
    expect(at('channel:em| bag').texts).toEqual(['channel:email  bag']);
    expect(at('kind:x|').texts).toEqual([]);
  });
  test('values that only the desk knows are asked for, and quoted where they must be', () => {
    expect(at('from:an|').ask).toEqual({ filter: 'from', text: 'an' });
    expect(at('from:an|', [{ value: 'Ana Sousa', label: 'Ana Sousa' }]).texts).toEqual(['from:"Ana Sousa" ']);
    expect(at('with:"ana so|', [{ value: 'Ana Sousa', label: 'Ana Sousa' }])).toEqual({
      ask: { filter: 'with', text: 'ana so' },
      texts: ['with:"Ana Sousa" '],
    });
  });
  test('never fails, wherever the caret is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, caret) => {
        const { start, end } = completionsAt(text, Math.min(caret, text.length));
        expect(0 <= start && start <= end && end <= text.length).toBe(true);
      }),
    );
  });
});
