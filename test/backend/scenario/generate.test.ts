import { expect, test } from 'vitest';
import { makeCustomers } from '../../../backend/connectors/scenario/generate.ts';
import { intakeRecordSchema } from '../../../shared/contract/intake.ts';

const NOW = Date.parse('2026-07-14T09:30:00Z');
const textsOf = (records: ReturnType<typeof makeCustomers>) =>
  records.flatMap(record => ('text' in record && record.text ? [record.text] : []));

test('the same seed makes the same customers, another seed makes others', () => {
  expect(makeCustomers(5, 40, 7, NOW)).toEqual(makeCustomers(5, 40, 7, NOW));
  expect(makeCustomers(5, 40, 8, NOW)).not.toEqual(makeCustomers(5, 40, 7, NOW));
});

test('each record is one the intake takes, history only, named once, in time and in order', () => {
  const records = makeCustomers(30, 60, 1, NOW).map(record => intakeRecordSchema.parse(record));
  expect(records).toHaveLength(30 * 61);
  expect(new Set(records.map(record => ('externalId' in record ? record.externalId : '')))).toHaveLength(
    records.length,
  );
  expect(records.filter(record => 'at' in record && record.at! >= NOW)).toEqual([]);
  expect(records.some(record => 'live' in record && record.live)).toBe(false);
  const times = records.flatMap(record => ('customer' in record && record.customer === '1-0' ? [record.at!] : []));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});

test('words are distributed as in language: few very often, most rarely; lengths differ', () => {
  const texts = textsOf(makeCustomers(60, 60, 3, NOW));
  const counts = new Map<string, number>();
  for (const word of texts
    .join(' ')
    .toLowerCase()
    .match(/[\p{L}’']+/gu) ?? [])
    counts.set(word, (counts.get(word) ?? 0) + 1);
  const ranked = [...counts.values()].toSorted((a, b) => b - a);
  const all = ranked.reduce((sum, one) => sum + one, 0);
  expect(ranked[0]! / all).toBeGreaterThan(0.02);
  expect(ranked.filter(one => one <= 2).length / ranked.length).toBeGreaterThan(0.3);
  const lengths = texts.map(({ length }) => length).toSorted((a, b) => a - b);
  expect(lengths.at(-10)! / lengths[10]!).toBeGreaterThan(20);
});
