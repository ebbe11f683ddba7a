// An export as CSV by RFC 4180. A cell that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP
// advises: a telephone number is written '+44…, and whoever reads the file by program takes one leading apostrophe away.
import { stringify } from 'csv-stringify/sync';
import type { ExportedCustomer, ExportHead, Lookup } from '../../../shared/domain/export/facts.ts';
import type { Renderer } from '../../../shared/domain/export/renderer.ts';
import { ROW_COLUMNS, rowOf } from '../../../shared/domain/export/row.ts';
import { zoned } from '../../../shared/domain/export/zoned.ts';

/** Excel takes a file without it for the system's own encoding. */
const BOM = '\ufeff';

/** A line feed at the beginning is one more that some spreadsheets step over; the library knows the others. */
const begun = (cell: string): string => (cell.startsWith('\n') ? `'${cell}` : cell);

const row = (cells: readonly string[]): string =>
  stringify([cells.map(begun)], {
    quoted: true,
    quoted_empty: false,
    record_delimiter: 'windows',
    escape_formulas: true,
  });

/** @throws RangeError where the zone of the head is not known */
export function csvRenderer({ zone }: ExportHead, lookup: Lookup): Renderer {
  const times = zoned(zone);
  let customer: ExportedCustomer | null = null;
  return {
    customer(one) {
      customer = one;
      return '';
    },
    entry: entry => row(rowOf({ entry, customer: customer!, lookup, times, zone })),
    *head() {
      yield BOM + row(ROW_COLUMNS);
    },
    *tail() {},
  };
}
