// At which line the quotation mark of a CSV was opened that is still open: the parser only says that it met the end.
import { Transform } from 'node:stream';

const QUOTE = 0x22;
const CR = 0x0d;
const LF = 0x0a;
const BOM: readonly number[] = [0xef, 0xbb, 0xbf];

/** `start`: of a cell. `ends`: behind a quotation mark within a quoted cell, which ends it or is doubled. */
type Place = 'start' | 'plain' | 'quoted' | 'ends';

/** Where one stands after a byte. A mark within a quoted cell, neither doubled nor at its end, makes the rest of the cell plain. */
function placeAfter(place: Place, byte: number, isBetween: boolean): Place {
  if (place === 'quoted') return byte === QUOTE ? 'ends' : 'quoted';
  if (place === 'ends' && byte === QUOTE) return 'quoted';
  if (isBetween) return 'start';
  return place === 'start' && byte === QUOTE ? 'quoted' : 'plain';
}

/** Sees the bytes of a CSV in UTF-8 as they pass, and keeps none of them. */
export class OpenQuote {
  readonly #delimiter: number;
  readonly #most: number;
  #place: Place = 'start';
  #line = 1;
  #seen = 0;
  #isBehindCr = false;
  #opened: { readonly line: number; readonly at: number } | null = null;
  #tooLong: number | null = null;

  /** `most`: bytes that a cell may have. */
  constructor(delimiter: string, most: number) {
    this.#delimiter = delimiter.charCodeAt(0);
    this.#most = most;
  }

  /** The line, from 1, of the mark that is open now; null: none is. */
  get line(): number | null {
    return this.#opened?.line ?? null;
  }

  /** The line of the first mark behind which more came than a cell may have. */
  get tooLong(): number | null {
    return this.#tooLong;
  }

  see(chunk: Uint8Array): void {
    for (const byte of chunk) this.#step(byte);
  }

  #step(byte: number): void {
    const seen = this.#seen++;
    if (seen < BOM.length && byte === BOM[seen]) return;
    const isEnd = byte === CR || byte === LF;
    const place = placeAfter(this.#place, byte, isEnd || byte === this.#delimiter);
    if (place === 'start' || place === 'plain') this.#opened = null;
    else this.#opened ??= { line: this.#line, at: seen };
    if (this.#opened && seen - this.#opened.at > this.#most) this.#tooLong ??= this.#opened.line;
    this.#place = place;
    if (byte === CR || (byte === LF && !this.#isBehindCr)) this.#line++;
    this.#isBehindCr = byte === CR;
  }
}

/** Lets everything through, seen by `quote`. */
export const seenBy = (quote: OpenQuote): Transform =>
  new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      quote.see(chunk);
      done(null, chunk);
    },
  });
