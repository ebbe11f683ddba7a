// What a backend keeps is for the account that runs it: whoever else has one on the machine reaches nothing of it.
import { chmod, readdir, stat } from 'node:fs/promises';

const OTHERS = 0o077;
const STICKY = 0o1000;
/** How the names of all that we put into a data directory begin. */
const OURS =
  /^(?:agents|backend|browser|database|desk|electron|erasure|exchange|foreword|intake|keys|mailbox|session)\b/;

/** Closes a folder of ours to everybody but its owner. One that is another account's is left to that one. */
export async function closeToOthers(folder: string): Promise<void> {
  const { mode, uid } = await stat(folder);
  if ((mode & OTHERS) !== 0 && uid === process.getuid?.()) await chmod(folder, mode & 0o700);
}

/**
 * The same for a data directory that was there before us, unless others use it too: who names `/var/lib` or `/tmp` does not
 * lose it. What is ours in such a one is closed by itself.
 */
export async function closeDataDirectory(directory: string): Promise<void> {
  const isShared = ((await stat(directory)).mode & STICKY) !== 0;
  if (isShared || !(await readdir(directory)).every(name => OURS.test(name))) return;
  await closeToOthers(directory);
}
