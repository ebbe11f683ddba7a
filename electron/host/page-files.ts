import { readdir, readFile } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';

export type PageFile = { readonly body: Buffer<ArrayBuffer>; readonly type: string; readonly keep: boolean };

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.wav': 'audio/wav',
};

/**
 * All files of the built screen, by path (`/index.html`), read once. Serving from this table means that no path a page
 * asks for ever reaches the file system. `keep`: the name holds a hash of the content.
 */
export async function readPageFiles(folder: string): Promise<ReadonlyMap<string, PageFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter(entry => entry.isFile() && Object.hasOwn(TYPES, extname(entry.name)));
  const pairs = files.map(async (entry): Promise<[string, PageFile]> => {
    const path = join(entry.parentPath, entry.name);
    const name = path.slice(folder.length).replaceAll(sep, '/').replace(/^\/?/, '/');
    const type = TYPES[extname(entry.name)]!;
    return [name, { body: await readFile(path), type, keep: name.startsWith('/assets/') }];
  });
  return new Map(await Promise.all(pairs));
}

/** The page for a path; views of the page are paths without a dot, and are all the same document. */
export function pageFileAt(files: ReadonlyMap<string, PageFile>, path: string): PageFile | null {
  return files.get(path) ?? (path.includes('.') ? null : (files.get('/index.html') ?? null));
}
