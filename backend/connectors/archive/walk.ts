import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../../../shared/lib/fault.ts';
import type { Format, Source } from './format.ts';
import { formatOf, unknownFormat } from './formats.ts';
import { fileSource, isTar } from './source.ts';
import { tar } from './tar.ts';

export type Found =
  | { readonly file: string; readonly named: boolean; readonly format: Format; readonly source: Source }
  /** `named`: the person asked for this very file, so it is an error and not a remark. `unread`: nobody knows what is in it. */
  | {
      readonly file: string;
      readonly named: boolean;
      readonly unread: boolean;
      readonly format: null;
      readonly error: string;
    };

const refused = (file: string, named: boolean, error: string, unread = false): Found => ({
  file,
  named,
  unread,
  format: null,
  error,
});

/** What is in a folder and no file or folder itself is said, not passed over: a link may lead anywhere, also back. */
async function under(folder: string): Promise<Found[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const inside = entries
    .filter(entry => !entry.isDirectory())
    .map(entry => ({ file: join(entry.parentPath, entry.name), isFile: entry.isFile() }))
    .toSorted((a, b) => (a.file < b.file ? -1 : 1));
  const found: Found[] = [];
  for (const { file, isFile } of inside)
    found.push(
      isFile ? await recognise(file, false) : refused(file, false, 'a link or no file; name what it leads to'),
    );
  return found;
}

/** Damage has words of its own; else the system's. */
function whyUnread(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code?.startsWith('Z_')) return `damaged or cut off: it cannot be unpacked (${message}); get the file again`;
  return `cannot be read: ${Fault.from(error).message}`;
}

async function recognise(file: string, named: boolean): Promise<Found> {
  try {
    const { source, sample } = await fileSource(file);
    const format = isTar(sample) ? tar : formatOf(sample);
    if (format) return { file, named, format, source };
    return refused(file, named, sample.bytes.length === 0 ? 'empty file' : unknownFormat());
  } catch (error) {
    return refused(file, named, whyUnread(error), true);
  }
}

/** Every file of the given files and folders with its format, customers first, otherwise in the order given. */
export async function findArchives(paths: readonly string[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const path of paths) {
    const kind = await stat(path).catch(() => null);
    if (kind === null) found.push(refused(path, true, 'no such file or folder'));
    else if (kind.isFile()) found.push(await recognise(path, true));
    else if (!kind.isDirectory()) found.push(refused(path, true, 'neither a file nor a folder'));
    else found.push(...(await under(path).catch(error => [refused(path, true, whyUnread(error), true)])));
  }
  return found.toSorted((a, b) => (a.format?.rank ?? 9) - (b.format?.rank ?? 9));
}
