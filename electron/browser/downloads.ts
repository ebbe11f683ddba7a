// Files on their way out of the browser host: each has a path that nobody can guess and that works once.
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { HandedOut } from '../host/own-calls.ts';
import { fileHeaders, printHeaders } from '../host/policy.ts';
import type { Printable } from '../host/print-shelf.ts';
import { newKey } from './trust.ts';

const PREFIX = '/attachment/';
const MAX_WAITING = 32;

export const isDownloadPath = (path: string): boolean => path.startsWith(PREFIX);
export type Downloads = ReturnType<typeof downloads>;

export function downloads() {
  const waiting = new Map<string, HandedOut>();
  return {
    put(file: HandedOut): string {
      const path = `${PREFIX}${newKey()}`;
      waiting.set(path, file);
      while (waiting.size > MAX_WAITING) waiting.delete([...waiting.keys()][0]!);
      return path;
    },
    /** Null when there is none, or it has been taken. */
    take(path: string): HandedOut | null {
      const file = waiting.get(path) ?? null;
      waiting.delete(path);
      return file;
    },
  };
}

/** Rejects, before anything was sent, when the file has gone since. */
export async function sendFile(file: HandedOut, response: ServerResponse): Promise<void> {
  const { path, name, read, done } = file;
  const { size } = await stat(path);
  response.writeHead(200, fileHeaders(name, read ? file.size : size));
  await pipeline(read?.() ?? createReadStream(path), response);
  done?.();
}

/** To be shown in a frame and printed. As `sendFile`. */
export async function sendPrint({ path, done }: Printable, response: ServerResponse): Promise<void> {
  await stat(path);
  response.writeHead(200, printHeaders());
  await pipeline(createReadStream(path), response);
  done?.();
}
