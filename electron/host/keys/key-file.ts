// The one file that keeps the keys of an agent on this workstation.
import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { makeDurableFolder } from '../../core/durable-folder.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { Unreadable } from './unreadable.ts';

const keptSchema = z.object({
  version: z.literal(1),
  by: z.enum(['file', 'passphrase', 'system']),
  sealed: z.string().max(100_000),
});
export type KeptKeys = z.infer<typeof keptSchema>;

/** Null: there is none. Throws `Unreadable` for a file that is none of ours, or cannot be read. */
export async function readKeyFile(path: string): Promise<KeptKeys | null> {
  try {
    return keptSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Unreadable(`${path} does not hold the keys of a desk`, error);
  }
}

/**
 * On the disk when it resolves, readable by its owner only. `fresh`: only where there is none yet; answers false when
 * another start was quicker.
 */
export async function writeKeyFile(path: string, kept: KeptKeys, how: 'fresh' | 'again'): Promise<boolean> {
  const folder = dirname(path);
  const making = `${path}.${randomBytes(6).toString('hex')}`;
  try {
    makeDurableFolder(folder);
    await write(making, JSON.stringify(kept));
    if (how === 'fresh') await link(making, path);
    else await rename(making, path);
    await sync(folder);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (how === 'fresh' && code === 'EEXIST') return false;
    throw new Fault('denied', `The keys of the desk cannot be written to ${folder}.`, { cause: error });
  } finally {
    await rm(making, { force: true });
  }
}

async function write(path: string, text: string): Promise<void> {
  const handle = await open(path, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** So that the name is there after a power cut too. Windows has no handle for a folder. */
async function sync(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Whether other users are kept out of a file in this folder, and out of the one that is there. */
export async function isPrivateIn(path: string): Promise<boolean> {
  const probe = join(dirname(path), `.probe-${randomBytes(6).toString('hex')}`);
  try {
    makeDurableFolder(dirname(path));
    await write(probe, '');
    return (await isPrivate(probe)) && (await isPrivate(path));
  } finally {
    await rm(probe, { force: true });
  }
}

async function isPrivate(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (found === null) return true;
  return (found.mode & 0o077) === 0 && found.uid === (process.getuid?.() ?? found.uid);
}
