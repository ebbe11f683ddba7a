import { createHash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

async function filesIn(path: string): Promise<string[]> {
  const found = await stat(path).catch(() => null);
  if (!found) return [];
  if (found.isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries.filter(entry => entry.isFile()).map(entry => join(entry.parentPath, entry.name));
}

/** SHA-256 over names and contents of every file under `sources` (files or folders below `root`), in a fixed order. */
export async function hashOf(root: string, sources: readonly string[]): Promise<string> {
  const files = (await Promise.all(sources.map(source => filesIn(join(root, source))))).flat().toSorted();
  const contents = await Promise.all(files.map(file => readFile(file)));
  const hash = createHash('sha256').update(process.version);
  for (const [i, file] of files.entries()) {
    const content = contents[i]!;
    hash.update(`${file.slice(root.length)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
