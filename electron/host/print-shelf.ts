// Exports on their way to paper: each has a path that nobody can guess and that works once.
import { randomBytes } from 'node:crypto';

const PREFIX = '/print/';
const MAX_WAITING = 4;

export const isPrintPath = (path: string): boolean => path.startsWith(PREFIX);

/** An export as HTML, on this machine; `done`: it is not needed any more. */
export type Printable = { readonly path: string; readonly done?: () => void };
export type PrintShelf = ReturnType<typeof printShelf>;

export function printShelf() {
  const waiting = new Map<string, Printable>();
  return {
    put(file: Printable): string {
      const path = `${PREFIX}${randomBytes(24).toString('base64url')}`;
      waiting.set(path, file);
      while (waiting.size > MAX_WAITING) waiting.delete([...waiting.keys()][0]!);
      return path;
    },
    /** Null when there is none, or it has been taken. */
    take(path: string): Printable | null {
      const file = waiting.get(path) ?? null;
      waiting.delete(path);
      return file;
    },
  };
}
