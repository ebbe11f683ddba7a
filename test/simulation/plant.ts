// Puts a planted bug into the program while it is loaded. The program's own files know nothing of it.
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { planted } from './planted.ts';

const root = join(import.meta.dirname, '../..');

/** @throws where a piece to replace is not there exactly once: a plant that does nothing would prove nothing */
export function changed(file: string, source: string, edits: readonly (readonly [from: string, to: string])[]): string {
  return edits.reduce((text, [from, to]) => {
    const found = text.split(from).length - 1;
    if (found !== 1) throw new Error(`${file} holds ${found} times: ${from}`);
    return text.replace(from, () => to);
  }, source);
}

export function plant(name: string): void {
  const bug = planted.find(one => one.name === name);
  if (!bug) throw new Error(`No bug is planted as ${name}; there are ${planted.map(one => one.name).join(', ')}.`);
  const url = pathToFileURL(join(root, bug.file)).href;
  registerHooks({
    load(asked, context, next) {
      const loaded = next(asked, context);
      if (asked !== url) return loaded;
      return { ...loaded, source: changed(bug.file, String(loaded.source), bug.edits) };
    },
  });
}
