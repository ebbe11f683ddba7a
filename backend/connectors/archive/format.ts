// What a kind of archive file must be able to do.
import type { Readable } from 'node:stream';
import type { CountryCode } from 'libphonenumber-js';
import type { IntakeInput } from '../../../shared/contract/intake.ts';

/** The first bytes of a file, unpacked: all that recognising may look at. */
export type Sample = { readonly bytes: Uint8Array; readonly text: string };

export type Source = {
  /** Its path, or `archive.tar.gz: member`. */
  readonly name: string;
  /** When the file was last written; stands for dates its records lack. Null: unknown. */
  readonly modifiedAt: number | null;
  /** From its first byte, unpacked. May be called again: some formats read twice instead of holding everything. */
  open(): Readable;
};

export type ReadOptions = {
  /** Where numbers without a country code are from. Null: they stay as written. */
  readonly region: CountryCode | null;
  /** Our own mail addresses and domains. */
  readonly brands: readonly string[];
};

/** Each record of a file is one of the first two, so that none can vanish. `remark`: how the file was read, for people. */
export type Read = { readonly record: IntakeInput } | { readonly refused: string } | { readonly remark: string };

export type Format = {
  readonly name: string;
  /** For people: what it is and how it is told. */
  readonly what: string;
  /** Lower is imported first: customers before what refers to them. */
  readonly rank: number;
  /** By content alone; file names lie. */
  recognise(sample: Sample): boolean;
  read(source: Source, options: ReadOptions): AsyncIterable<Read>;
};

/** For identities, calls and complaints of one customer system: a `customer` reference is looked up within its source. */
export const CRM_SOURCE = 'crm';
export const X_SOURCE = 'x';
