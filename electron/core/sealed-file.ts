// Files beside the database that hold what a customer sent: sealed with the key of the history, in pieces, so that none has to fit
// into memory. Layout: mark, salt, then pieces of 64 kB and 16 bytes of proof each. A piece knows its place and whether it is
// the last, so a file that was cut, put together anew or changed reads to an error.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline, type Readable, Transform } from 'node:stream';

const MARK = Buffer.from('FWS1');
const SALT_BYTES = 32;
const PIECE = 65_536;
const TAG_BYTES = 16;
const HEAD_BYTES = MARK.length + SALT_BYTES;

const fileKey = (key: Uint8Array, salt: Buffer): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, salt, 'foreword sealed file', 32));

/** The key is of this file alone, so a number is never used twice with it. */
function nonceOf(place: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(place, 0);
  nonce[11] = isLast ? 1 : 0;
  return nonce;
}

/** Collects bytes and hands on whole pieces; the last one, which may be empty, only at the end. */
function inPieces(
  size: number,
  piece: (bytes: Buffer, place: number, isLast: boolean) => Buffer,
  head: number,
  begin: (head: Buffer) => Buffer,
) {
  let held: Buffer = Buffer.alloc(0);
  let place = head > 0 ? -1 : 0;
  const take = (bytes: number): Buffer => {
    const taken = held.subarray(0, bytes);
    held = held.subarray(bytes);
    return taken;
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
        if (place < 0 && held.length >= head) {
          this.push(begin(take(head)));
          place = 0;
        }
        // One that could be the last waits for the end.
        while (place >= 0 && held.length > size) this.push(piece(take(size), place++, false));
        done();
      } catch (error) {
        done(error as Error);
      }
    },
    flush(done) {
      try {
        if (place < 0) throw new Error('the file is shorter than its head');
        done(null, piece(held, place, true));
      } catch (error) {
        done(error as Error);
      }
    },
  });
}

/** What goes in comes out sealed. */
export function sealing(key: Uint8Array): Transform {
  const salt = randomBytes(SALT_BYTES);
  const own = fileKey(key, salt);
  const seal = (bytes: Buffer, place: number, isLast: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', own, nonceOf(place, isLast));
    const sealed = Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    return place === 0 ? Buffer.concat([MARK, salt, sealed]) : sealed;
  };
  return inPieces(PIECE, seal, 0, head => head);
}

/** The content again. Ends in an error where the file is not what was sealed with this key. */
export function unsealing(key: Uint8Array): Transform {
  let own: Uint8Array;
  const begin = (head: Buffer): Buffer => {
    if (!head.subarray(0, MARK.length).equals(MARK)) throw new Error('the file is not a sealed one');
    own = fileKey(key, head.subarray(MARK.length));
    return Buffer.alloc(0);
  };
  const open = (bytes: Buffer, place: number, isLast: boolean): Buffer => {
    if (bytes.length < TAG_BYTES) throw new Error('the file ends within a piece');
    const cipher = createDecipheriv('aes-256-gcm', own, nonceOf(place, isLast), { authTagLength: TAG_BYTES });
    cipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES));
    return Buffer.concat([cipher.update(bytes.subarray(0, bytes.length - TAG_BYTES)), cipher.final()]);
  };
  return inPieces(PIECE + TAG_BYTES, open, HEAD_BYTES, begin);
}

/** Reads a file of the desk; `key` null: as it lies there. */
export function readSealed(path: string, key: Uint8Array | null): Readable {
  const file = createReadStream(path);
  // Either end that breaks breaks the other; whoever reads hears of it.
  return key === null ? file : pipeline(file, unsealing(key), () => {});
}
