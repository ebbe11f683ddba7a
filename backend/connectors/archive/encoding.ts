// Files say nowhere how their letters are written; their bytes tell.
import { isUtf8 } from 'node:buffer';
import { Transform } from 'node:stream';

/** Spreadsheets write "Unicode text" in UTF-16, with its mark at the beginning. Null: anything else. */
export function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;
}

/**
 * Whether a text is written as Excel writes plain "CSV" in Western Europe and the Americas: more of its letters are none in
 * UTF-8 than are. So one that was damaged or cut off in the middle of a letter stays what it is.
 */
export function isWindows1252(bytes: Uint8Array): boolean {
  if (isUtf8(bytes)) return false;
  const text = new TextDecoder().decode(bytes);
  let letters = 0;
  let none = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0xfffd) none++;
    else if (unit > 0x7f) letters++;
  }
  return none > letters;
}

export function asUtf8(encoding: 'utf-16le' | 'utf-16be' | 'windows-1252'): Transform {
  const decoder = new TextDecoder(encoding);
  return new Transform({
    transform: (chunk: Uint8Array, _encoding, done) => done(null, Buffer.from(decoder.decode(chunk, { stream: true }))),
    flush: done => done(null, Buffer.from(decoder.decode())),
  });
}
