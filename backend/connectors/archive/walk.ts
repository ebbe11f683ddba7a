import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '../../../shared/lib/fault.ts';
import type { Format, Source } from './format.ts';
import { formatOf, unknownFormat } from './formats.ts';
import { fileSource, isTar } from './source.ts';
import { tar } from './tar.ts';

export type Found =
  | { readonly file: string; readonly named: boolean; readonly format: Format; readonly source: Source }
  /** `named`: the person asked for this very file, so it is an error and not a remark. */
  | { readonly file: string; readonly named: boolean; readonly format: null; readonly error: string };

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  return entries
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .toSorted();
}

async function recognise(file: string, named: boolean): Promise<Found> {
  try {
    const { source, sample } = await fileSource(file);
    const format = isTar(sample) ? tar : formatOf(sample);
    if (format) return { file, named, format, source };
    return { file, named, format: null, error: sample.bytes.length === 0 ? 'empty file' : unknownFormat() };
  } catch (error) {
    return { file, named, format: null, error: `cannot be read: ${Fault.from(error).message}` };
  }
}

/** Every file of the given files and folders with its format, customers first, otherwise in the order given. */
export async function findArchives(paths: readonly string[]): Promise<Found[]> {
  const found: Found[] = [];
  for (const path of paths) {
    const kind = await stat(path).catch(() => null);
    if (kind === null) found.push({ file: path, named: true, format: null, error: 'no such file or folder' });
    else if (kind.isDirectory()) for (const file of await filesUnder(path)) found.push(await recognise(file, false));
    else found.push(await recognise(path, true));
  }
  return found.toSorted((a, b) => (a.format?.rank ?? 9) - (b.format?.rank ?? 9));
}
