// Files of a desk as tests of what is read back have them: filled and closed, written over, set aside.
import { closeSync, openSync, readdirSync, writeFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Kept } from '../../../electron/core/cache/commands.ts';
import { openMark } from '../../../electron/core/cache/files/file-aside.ts';
import type { OpenedCache } from '../../../electron/core/cache/files/open.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { NOW } from './records.ts';

/** Bytes of the file are something else from now on. */
export function scribble(file: string, at: number, bytes: number): void {
  const handle = openSync(file, 'r+');
  writeSync(handle, Buffer.alloc(bytes, 0xa5), 0, bytes, at);
  closeSync(handle);
}

/** Names beside the file of what could not be used of it, oldest first. */
export const asideOf = (file: string, why: 'damaged' | 'other-key' = 'damaged'): string[] =>
  readdirSync(dirname(file))
    .filter(name => name.includes(`.${why}-`))
    .toSorted();

/** A note that waits in an outbox, as its row has it. */
export const noteOf = (text: string): Kept => ({
  command: {
    id: uuidv7(),
    kind: 'note.add',
    params: { customerId: 'sam', caseId: 'c', interactionId: null, text, writtenAt: NOW },
  },
  lane: 'l',
  state: 'queued',
  at: NOW,
  customerId: 'sam',
  expiresAt: null,
  entryId: null,
  reason: null,
  code: null,
});

/** As a process that was killed leaves it, but that its lock is gone with it. */
export function endWithoutOrder(opened: Pick<OpenedCache, 'close'>, file: string): void {
  opened.close();
  writeFileSync(openMark(file), '');
}
