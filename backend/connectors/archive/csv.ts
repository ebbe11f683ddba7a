import { finished } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { parse as parseNow } from 'csv-parse/sync';
import { digest } from './digest.ts';
import type { Read, Sample, Source } from './format.ts';

/** A row by lower-case column name; missing cells are empty. */
export type Row = Readonly<Record<string, string>>;

/** Bytes of one row; more means that a quote was never closed. */
const MAX_ROW = 2_000_000;
const SHARED = { bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true } as const;

const columnName = (name: string): string => name.trim().toLowerCase().replaceAll(' ', '_');

/** Column names of the sample's first line; empty when it is no CSV. */
export function columnsOf({ text }: Sample): ReadonlySet<string> {
  const end = text.search(/[\r\n]/);
  if (end < 1 || end > 5_000) return new Set();
  try {
    const [first = []] = parseNow(text.slice(0, end), SHARED) as string[][];
    return new Set(first.length > 1 ? first.map(columnName) : []);
  } catch {
    return new Set(); // not CSV, which is the answer
  }
}

export const hasColumns = (sample: Sample, ...names: readonly string[]): boolean => {
  const columns = columnsOf(sample);
  return names.every(name => columns.has(name));
};

const reasonOf = (error: unknown): string =>
  `unreadable row: ${error instanceof Error && 'code' in error ? String(error.code) : 'bad CSV'}`;

function parserFor(source: Source, skipped: Read[]) {
  const input = source.open();
  const parser = parse({
    ...SHARED,
    columns: names => (names as string[]).map(columnName),
    max_record_size: MAX_ROW,
    skip_records_with_error: true,
    on_skip: error => void skipped.push({ refused: reasonOf(error) }),
  });
  input.on('error', error => parser.destroy(error));
  parser.on('close', () => input.destroy());
  return { parser: input.pipe(parser), input };
}

/**
 * Every row becomes what `read` makes of it, one at a time; a row that is no CSV is refused, and the rest goes on.
 * @throws when the file itself cannot be read to its end
 */
export async function* rowsOf(source: Source, read: (row: Row) => Read): AsyncGenerator<Read> {
  const skipped: Read[] = [];
  const { parser, input } = parserFor(source, skipped);
  try {
    for await (const row of parser as AsyncIterable<Row>) {
      while (skipped.length > 0) yield skipped.shift()!;
      yield read(row);
    }
    yield* skipped;
  } finally {
    input.destroy();
    await finished(input, { error: false }).catch(() => undefined); // closed early by us is what we wanted
  }
}

export const cell = (row: Row, ...names: readonly string[]): string => {
  for (const name of names) {
    const value = (row[name] ?? '').trim();
    if (value !== '') return value;
  }
  return '';
};

/** The same row is the same record; the order of the columns does not matter. */
export const rowKey = (row: Row): string =>
  digest(JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1))));
