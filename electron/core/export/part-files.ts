// The file of an export on its way: its middle first, because what stands before it is known last; then whole, synced and
// under its own name, or not there at all.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open as openFile, type FileHandle, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

export type Open = typeof openFile;
export type Finished = { readonly file: string; readonly size: number; readonly sha256: string };

/** Bytes of one read, hash and write. */
const PIECE = 65_536;
/** UTF-16 code units that are gathered before they are written. */
const GATHERED = 65_536;

/** `turn` is waited for between pieces and may throw: nothing stays then but what `remove` takes away. */
export function partFiles(folder: string, id: string, ending: string, open: Open = openFile) {
  const file = `${id}.${ending}`;
  const middlePath = join(folder, `${id}.middle.part`);
  const wholePath = join(folder, `${id}.part`);
  let middle: FileHandle | null = null;
  let gathered = '';

  const flush = async (): Promise<void> => {
    if (gathered === '') return;
    const piece = gathered;
    gathered = '';
    middle ??= await begin();
    await middle.writeFile(piece);
  };
  const begin = async (): Promise<FileHandle> => {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return open(middlePath, 'wx+', 0o600);
  };

  async function* pieces(head: Iterable<string>, tail: Iterable<string>): AsyncGenerator<Buffer> {
    yield* gatheredPieces(head);
    const buffer = Buffer.allocUnsafe(PIECE);
    for (let at = 0; middle !== null;) {
      const { bytesRead } = await middle.read(buffer, 0, PIECE, at);
      if (bytesRead === 0) break;
      at += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
    yield* gatheredPieces(tail);
  }

  return {
    async add(text: string): Promise<void> {
      gathered += text;
      if (gathered.length >= GATHERED) await flush();
    },
    async finish(head: Iterable<string>, tail: Iterable<string>, turn: () => Promise<void>): Promise<Finished> {
      await flush();
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const hash = createHash('sha256');
      let size = 0;
      const whole = await open(wholePath, 'wx', 0o600);
      try {
        for await (const piece of pieces(head, tail)) {
          hash.update(piece);
          size += piece.byteLength;
          await whole.writeFile(piece);
          await turn();
        }
        await whole.sync();
      } finally {
        await whole.close();
      }
      await rename(wholePath, join(folder, file));
      return { file, size, sha256: hash.digest('hex') };
    },
    /** What is left of it, half or whole; `whole` false: the finished file stays. */
    async remove(whole: boolean): Promise<void> {
      await middle?.close();
      middle = null;
      const paths = [middlePath, wholePath, ...(whole ? [join(folder, file)] : [])];
      await Promise.all(paths.map(path => rm(path, { force: true })));
    },
  };
}
export type PartFiles = ReturnType<typeof partFiles>;

function* gatheredPieces(texts: Iterable<string>): Generator<Buffer> {
  let piece = '';
  for (const text of texts) {
    piece += text;
    if (piece.length < GATHERED) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  if (piece !== '') yield Buffer.from(piece);
}

/** Of a file that another wrote; in hexadecimal. */
export async function hashFile(path: string): Promise<{ readonly sha256: string; readonly size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const piece of createReadStream(path)) {
    hash.update(piece as Buffer);
    size += (piece as Buffer).byteLength;
  }
  return { sha256: hash.digest('hex'), size };
}
