// X19: a table that any reader reads back, and in which no cell is a formula. JSON that is what its contract says.
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvRenderer } from '../../../electron/core/export/csv.ts';
import { exportFileSchema } from '../../../shared/contract/export.ts';
import { exportOptionsSchema } from '../../../shared/domain/export/ask.ts';
import { jsonRenderer } from '../../../shared/domain/export/json.ts';
import { ROW_COLUMNS, rowOf } from '../../../shared/domain/export/row.ts';
import { zoned } from '../../../shared/domain/export/zoned.ts';
import { fromCustomer } from '../../fixtures/entries.ts';
import { drawn, headOf, hostile, hostileEntries, lookupWith } from './made.ts';

const all = exportOptionsSchema.parse({ withNotes: true });
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const unescaped = (cell: string): string =>
  cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell;

test('X19 CSV: every cell comes back from a strict reader as it was, and none begins a formula', () => {
  const head = headOf({ format: 'csv', options: all });
  fc.assert(
    fc.property(hostileEntries, hostile, (entries, name) => {
      const lookup = lookupWith(name);
      const { text, entries: kept, summary } = drawn(csvRenderer(head, lookup), head, entries, name);
      expect(text.startsWith('\ufeff')).toBe(true);
      expect(text.endsWith('\r\n')).toBe(true);
      const [columns, ...rows] = parse(Buffer.from(text), { bom: true, record_delimiter: '\r\n' }) as string[][];
      expect(columns).toEqual(ROW_COLUMNS);
      const times = zoned(head.zone);
      const customer = summary.customers[0]!;
      const wanted = kept.map(entry => rowOf({ entry, customer, lookup, times, zone: head.zone }));
      expect(rows.map(row => row.map(unescaped))).toEqual(wanted);
      expect(rows.flat().filter(cell => FORMULA.test(cell))).toEqual([]);
    }),
    { numRuns: 100 },
  );
});

test.each(['=1+1', '+44 7700 900123', '-1', '@sum', '\t=1', '\r=1', '\n=1', '＝1'])(
  'X19 CSV: %j gets an apostrophe',
  text => {
    const head = headOf({ format: 'csv' });
    const { text: csv } = drawn(csvRenderer(head, lookupWith('x')), head, [fromCustomer(text)], 'x');
    const [row] = parse(csv, { bom: true, columns: true }) as Record<string, string>[];
    expect(row!['text']).toBe(`'${text}`);
  },
);

test('JSON: whatever is written is what the contract says, and every entry comes back as it was', () => {
  const head = headOf({ format: 'json', options: all });
  fc.assert(
    fc.property(hostileEntries, hostile, (entries, name) => {
      const { text, entries: kept, summary } = drawn(jsonRenderer(head), head, entries, name);
      const file = exportFileSchema.parse(JSON.parse(text));
      expect(file.entries).toEqual(kept);
      expect(file.entryCount).toBe(kept.length);
      expect(file.leftOut).toEqual(summary.leftOut);
    }),
    { numRuns: 100 },
  );
});

test('JSON: no HTML of a mail, and nothing of what the company thinks of its customer', () => {
  const head = headOf({ format: 'json' });
  const { text } = drawn(jsonRenderer(head), head, [], 'x');
  expect(text).not.toContain('Gold');
  const file = exportFileSchema.parse(JSON.parse(text));
  expect(file.customers[0]!.identities[0]).toEqual({ channel: 'x', address: 'x', display: 'x', sureness: 'proven' });
});
