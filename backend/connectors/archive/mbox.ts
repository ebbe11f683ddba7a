import { MAX_MAIL_BYTES } from '../email/parse.ts';
import type { Format, Read, ReadOptions, Source } from './format.ts';
import { type Bytes, looksLikeMail, mailRecord } from './mail-file.ts';

/** `From jane@x.example Thu Aug 22 12:36:23 2002`: the line that opens each mail of an mbox; its date has many forms. */
const OPENS = /^From \S{1,320} (?=.{0,60}\b\d{4}\b).{0,40}\d\d:\d\d.{0,40}\r?$/;
const NEWLINE = 10;

const opensMail = (line: Uint8Array): boolean =>
  line[0] === 0x46 && line.length < 600 && OPENS.test(Buffer.from(line).toString('latin1'));

const isBlank = (line: Uint8Array): boolean => line.length === 0 || (line.length === 1 && line[0] === 13);

/** `>From` at the start of a line was `From` before the mailbox was written. */
const unescaped = (line: Uint8Array): Uint8Array =>
  line[0] === 0x3e && /^>+From /.test(Buffer.from(line.subarray(0, 40)).toString('latin1')) ? line.subarray(1) : line;

/** Lines without their line feed; one longer than a mail may be is cut, so that no line can fill the memory. */
async function* linesOf(source: Source): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array[] = [];
  let size = 0;
  const keep = (piece: Uint8Array): void => {
    if (size <= MAX_MAIL_BYTES) rest.push(piece);
    size += piece.length;
  };
  for await (const chunk of source.open() as AsyncIterable<Uint8Array>) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      keep(chunk.subarray(from, end));
      yield rest.length === 1 ? rest[0]! : Buffer.concat(rest);
      rest = [];
      size = 0;
      from = end + 1;
    }
    keep(chunk.subarray(from));
  }
  if (size > 0) yield Buffer.concat(rest);
}

/** Collects the lines of one mail up to the cap. */
class Letter {
  readonly #lines: Uint8Array[] = [];
  #size = 0;
  #cut = false;

  add(line: Uint8Array): void {
    if (this.#size > MAX_MAIL_BYTES) {
      this.#cut = true;
      return;
    }
    this.#lines.push(line, LINE_FEED);
    this.#size += line.length + 1;
  }

  take(): Bytes {
    return { bytes: Buffer.concat(this.#lines).subarray(0, MAX_MAIL_BYTES), cut: this.#cut };
  }
}
const LINE_FEED = Uint8Array.of(NEWLINE);

async function* read(source: Source, options: ReadOptions): AsyncGenerator<Read> {
  let letter: Letter | null = null;
  let afterBlank = true;
  for await (const line of linesOf(source)) {
    if (afterBlank && opensMail(line)) {
      if (letter) yield await mailRecord(letter.take(), source.modifiedAt, options);
      letter = new Letter();
    } else {
      letter?.add(unescaped(line));
    }
    afterBlank = isBlank(line);
  }
  if (letter) yield await mailRecord(letter.take(), source.modifiedAt, options);
}

export const mbox: Format = {
  name: 'mbox',
  what: 'a mailbox of raw emails (mbox, each mail opened by a "From " line)',
  rank: 3,
  recognise({ text }) {
    const end = text.indexOf('\n');
    return end > 0 && OPENS.test(text.slice(0, end)) && looksLikeMail(text.slice(end + 1));
  },
  read,
};
