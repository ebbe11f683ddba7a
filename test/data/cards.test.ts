// Masking on what people really wrote: known answers where a set has them, and what is masked wrongly elsewhere.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { cardsIn } from '../../shared/domain/cards.ts';
import { devData, devDataIsMissing } from './dev-data.ts';

type Row = Readonly<Record<string, string>>;
const rowsOf = (path: string): Row[] => {
  const bytes = readFileSync(devData(...path.split('/')));
  return parse(path.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true, bom: true });
};

/** No card number is in these, as far as anybody knows. */
const WITHOUT = [
  ['chat/multidogo-airline.csv.gz', 'utterance'],
  ['chat/multidogo-insurance.csv.gz', 'utterance'],
  ['social/airline-tweets.csv.gz', 'text'],
  ['social/twcs-threads.csv.gz', 'text'],
  ['social/twcs-spotify-inbound.csv.gz', 'text'],
  ['social/complaint-tweets.csv', 'text'],
  ['crm/reviews.csv', 'reviews'],
  ['kb/bank-faq.csv.gz', 'Answer'],
] as const;

describe.skipIf(devDataIsMissing('masking of card numbers'))('card numbers in what people wrote', () => {
  test('no word of ten thousands without one is taken for one', () => {
    const texts = WITHOUT.flatMap(([path, column]) => rowsOf(path).map(row => row[column] ?? ''));
    const masked = texts.filter(text => cardsIn(text).length > 0);
    console.log(`masked wrongly: ${masked.length} of ${texts.length} texts`);
    expect(texts.length).toBeGreaterThan(40_000);
    expect(masked).toEqual([]);
  });

  test('what is found is what is labelled as a card or an account', () => {
    const rows = rowsOf('chat/multidogo-finance.csv.gz');
    const found = rows.filter(row => cardsIn(row['utterance'] ?? '').length > 0);
    const labelled = found.filter(row => /card_number|account_number/.test(row['slot-labels'] ?? ''));
    console.log(
      `found in ${found.length} of ${rows.length} texts, ${labelled.length} of them labelled as card or account`,
    );
    expect(found.length).toBeGreaterThanOrEqual(20);
    // People made these numbers up: one in ten of any digits passes the check.
    expect(found.length - labelled.length).toBeLessThanOrEqual(2);
  });
});
