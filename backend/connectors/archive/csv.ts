import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { parse as parseNow } from 'csv-parse/sync';
import { digest } from './digest.ts';
import { asUtf8, isWindows1252 } from './encoding.ts';
import type { Read, Sample, Source } from './format.ts';
import { OpenQuote, seenBy } from './open-quote.ts';
import { sampleOf, through } from './source.ts';

/** A row by lower-case column name; missing cells are empty. */
export type Row = Readonly<Record<string, string>>;

/** Bytes of one row; more means that a quote was never closed. */
const MAX_ROW = 2_000_000;
const SHARED = { bom: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true } as const;

/** Of these bytes the letters tell how all are written: in the first lines of a file there may be none but plain ones. */
const TELLING = 16 * 1024 * 1024;
const AS_WINDOWS = 'not UTF-8: its letters were read as Windows-1252, as Excel writes them into plain CSV';

/** A comma first: of as many columns by two of them it is the one. */
const DELIMITERS = [',', ';', '\t', '|'] as const;
type Delimiter = (typeof DELIMITERS)[number];
/** UTF-16 units of a line that names columns. */
const MAX_HEAD = 5_000;

const columnName = (name: string): string => name.trim().toLowerCase().replaceAll(' ', '_');

type Head = { readonly delimiter: Delimiter; readonly columns: readonly string[] };

/** By what the sample's first line is parted into most columns: programs of other countries write semicolons. */
function headOf({ text }: Sample): Head {
  const end = text.search(/[\r\n]/);
  const line = end < 1 || end > MAX_HEAD ? '' : text.slice(0, end);
  const heads = DELIMITERS.map(delimiter => ({ delimiter, columns: partedBy(line, delimiter) }));
  return heads.reduce((most, head) => (head.columns.length > most.columns.length ? head : most));
}

function partedBy(line: string, delimiter: Delimiter): string[] {
  try {
    const [first = []] = parseNow(line, { ...SHARED, delimiter }) as string[][];
    return first.length > 1 ? first.map(columnName) : [];
  } catch {
    return []; // not CSV, which is the answer
  }
}

/** Column names of the sample's first line; empty when it is no CSV. */
export const columnsOf = (sample: Sample): ReadonlySet<string> => new Set(headOf(sample).columns);

export const hasColumns = (sample: Sample, ...names: readonly string[]): boolean => {
  const columns = columnsOf(sample);
  return names.every(name => columns.has(name));
};

const openedAt = (line: number | null): string =>
  line === null ? 'a quotation mark' : `a quotation mark opened at line ${line}`;
const CLOSE = 'close it, or double it where it is part of the words, and import the file again';
const WHY: Readonly<Record<string, (quote: OpenQuote) => string>> = {
  CSV_QUOTE_NOT_CLOSED: ({ line }) => `${openedAt(line)} is never closed, so all behind it is one row; ${CLOSE}`,
  CSV_MAX_RECORD_SIZE: ({ tooLong }) => `longer than 2 MB; ${openedAt(tooLong)} is probably never closed; ${CLOSE}`,
};

function reasonOf(error: unknown, quote: OpenQuote): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'bad CSV';
  return `unreadable row: ${WHY[code]?.(quote) ?? code}`;
}

/** Of a row without an end the parser tells again with each piece of the file: it is refused once. */
function refuseOnce(skipped: Read[], quote: OpenQuote): (error: unknown) => void {
  let told: number | null = null;
  return error => {
    if (told !== null && quote.line === told) return;
    skipped.push({ refused: reasonOf(error, quote) });
    told = quote.tooLong;
  };
}

/** As much as can be read: what is cut off or damaged is told when the rows before it have been read. */
async function beginningOf(source: Source): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of source.open() as AsyncIterable<Uint8Array>) {
      chunks.push(chunk);
      size += chunk.length;
      if (size >= TELLING) break;
    }
  } catch {
    // so the rows say it
  }
  return Buffer.concat(chunks);
}

function parserFor(input: Readable, delimiter: Delimiter, skipped: Read[]) {
  const quote = new OpenQuote(delimiter, MAX_ROW);
  const seen = through(input, seenBy(quote));
  const refuse = refuseOnce(skipped, quote);
  const parser = parse({
    ...SHARED,
    delimiter,
    columns: names => (names as string[]).map(columnName),
    max_record_size: MAX_ROW,
    skip_records_with_error: true,
    on_skip: error => void refuse(error),
  });
  seen.on('error', error => parser.destroy(error));
  parser.on('close', () => seen.destroy());
  return seen.pipe(parser);
}

/**
 * Every row becomes what `read` makes of it, one at a time; a row that is no CSV is refused, and the rest goes on.
 * @throws when the file itself cannot be read to its end
 */
export async function* rowsOf(source: Source, read: (row: Row) => Read): AsyncGenerator<Read> {
  const skipped: Read[] = [];
  const beginning = await beginningOf(source);
  const { delimiter } = headOf(sampleOf(beginning));
  const isWindows = isWindows1252(beginning);
  if (isWindows) yield { remark: AS_WINDOWS };
  const input = isWindows ? through(source.open(), asUtf8('windows-1252')) : source.open();
  const parser = parserFor(input, delimiter, skipped);
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
