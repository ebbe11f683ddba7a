// A disk that can lose what was not synced: disk-log.c writes down what a program does to its files, and this makes of it the
// files that a power cut at one moment would have left.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const SOURCE = fileURLToPath(new URL('disk-log.c', import.meta.url));
/** What a disk writes whole or not at all. */
const SECTOR = 512;
const HEAD = 25;

/** Null where there is no C compiler, or the system knows no LD_PRELOAD: such tests are listed as not run. */
export function diskLogger(): string | null {
  if (process.platform !== 'linux') return null;
  const folder = mkdtempSync(join(tmpdir(), 'foreword-disk-log-'));
  const library = join(folder, 'disk-log.so');
  try {
    execFileSync('cc', ['-shared', '-fPIC', '-O1', '-Wall', '-Werror', '-o', library, SOURCE, '-ldl', '-lpthread']);
    return library;
  } catch (error) {
    rmSync(folder, { recursive: true });
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    if (process.env['FOREWORD_REQUIRE_CC'] === '1')
      throw new Error('a C compiler is missing, and these tests must run here', { cause: error });
    return null;
  }
}

/** What a program is started with, so that all it does below `root`, an empty folder, is written down in `log`. */
export const watched = (library: string, root: string, log: string): Record<string, string> => ({
  LD_PRELOAD: library,
  FOREWORD_DISK_ROOT: root,
  FOREWORD_DISK_LOG: log,
});

type Step = { readonly kind: string; readonly file: bigint; readonly place: number; readonly bytes: Buffer };
/** `end`: how long the log was when it had been written down. */
export type DiskStep = Step & { readonly end: number };

/** In the order in which they were done. A last one that was cut off by a kill is left out. */
export function readDiskLog(log: string): DiskStep[] {
  const all = readFileSync(log);
  const steps: DiskStep[] = [];
  for (let at = 0; at + HEAD <= all.length;) {
    const [kind, file] = [String.fromCharCode(all[at]!), all.readBigUInt64LE(at + 1)];
    const [place, length] = [Number(all.readBigUInt64LE(at + 9)), Number(all.readBigUInt64LE(at + 17))];
    const end = at + HEAD + length;
    if (end > all.length) break;
    steps.push({ kind, file, place, bytes: all.subarray(at + HEAD, end), end });
    at = end;
  }
  return steps;
}

type Change = (content: Content, survives: () => boolean) => void;
type Content = { bytes: Buffer; size: number };
type FileState = { readonly synced: Content; pending: Change[] };
type Name = FileState | 'folder';
type NameChange = { readonly folders: readonly string[]; readonly change: (names: Map<string, Name>) => void };
type Disk = { readonly names: Map<string, Name>; pending: NameChange[] };

function grow(content: Content, size: number): void {
  if (content.bytes.length < size) {
    const bytes = Buffer.alloc(Math.max(size, 2 * content.bytes.length));
    content.bytes.copy(bytes);
    content.bytes = bytes;
  }
  content.size = Math.max(content.size, size);
}

/** Sector by sector: a cut may come in the middle of a write, and a disk writes in the order that it likes. */
const writing =
  (place: number, bytes: Buffer): Change =>
  (content, survives) => {
    for (let at = 0; at < bytes.length;) {
      const until = Math.min(bytes.length, at + SECTOR - ((place + at) % SECTOR));
      if (survives()) {
        grow(content, place + until);
        bytes.copy(content.bytes, place + at, at, until);
      }
      at = until;
    }
  };
const cutting =
  (size: number): Change =>
  (content, survives) => {
    if (!survives()) return;
    grow(content, size);
    content.bytes.fill(0, size);
    content.size = size;
  };

const all = (): boolean => true;

/** What the step does to names; null: nothing. A name is on the disk once its folder is synced, not when its file is. */
function nameChange({ kind, bytes }: Step, opened: FileState | undefined, seen: Map<string, Name>): NameChange | null {
  const [first = '', second = ''] = bytes.toString('utf8').split('\0');
  const folders = [dirname(first), ...(second === '' ? [] : [dirname(second)])];
  const put = (name: string, is: Name): NameChange => ({ folders, change: names => void names.set(name, is) });
  if (kind === 'c') return put(first, opened!);
  if (kind === 'm') return put(first, 'folder');
  if (kind === 'u') return { folders, change: names => void names.delete(first) };
  const moved = seen.get(first);
  if (moved === undefined) throw new Error(`${first} was never made`);
  if (kind === 'l') return { folders: [dirname(second)], change: names => void names.set(second, moved) };
  if (moved === 'folder') throw new Error(`no folder of a desk is renamed: ${first}`);
  return { folders, change: names => void (names.delete(first), names.set(second, moved)) };
}

function syncFolder(disk: Disk, folder: string): void {
  for (const { change } of disk.pending.filter(({ folders }) => folders.includes(folder))) change(disk.names);
  disk.pending = disk.pending.filter(({ folders }) => !folders.includes(folder));
}

export type Cut = {
  /** So many steps were done. */
  readonly after: number;
  /** Of what was not synced, this part survives, 0 to 1: by sectors, and of names the first ones. */
  readonly survives: number;
  readonly chance: () => number;
  /** False: a disk that says synced and is not; to see that the test sees what is lost. */
  readonly isHonest?: boolean;
};

/** Writes what is left of `root` after a power cut into the folder `into`. */
export function afterPowerCut(steps: readonly DiskStep[], root: string, into: string, cut: Cut): void {
  const disk: Disk = { names: new Map([[root, 'folder']]), pending: [] };
  const seen = new Map(disk.names);
  const files = new Map<bigint, FileState>();
  const folders = new Map<bigint, string>();
  for (const step of steps.slice(0, cut.after)) {
    const { kind, file, place, bytes } = step;
    // A number may be given again to another file once its own is gone.
    if (kind === 'c') files.set(file, { synced: { bytes: Buffer.alloc(0), size: 0 }, pending: [] });
    const state = files.get(file);
    if (kind === 'd') folders.set(file, bytes.toString('utf8'));
    else if (kind === 'w') state?.pending.push(writing(place, bytes));
    else if (kind === 't') state?.pending.push(cutting(place));
    else if (kind === 's' && cut.isHonest === false) continue;
    else if (kind === 's' && state) for (const change of state.pending.splice(0)) change(state.synced, all);
    else if (kind === 's') syncFolder(disk, folders.get(file)!);
    else {
      const change = nameChange(step, state, seen);
      change?.change(seen);
      if (change) disk.pending.push(change);
    }
  }
  const survives = (): boolean => cut.chance() < cut.survives;
  for (const { change } of disk.pending.slice(0, Math.round(cut.survives * disk.pending.length))) change(disk.names);
  for (const { synced, pending } of files.values()) for (const change of pending) change(synced, survives);
  layOut(disk.names, root, into);
}

function layOut(names: ReadonlyMap<string, Name>, root: string, into: string): void {
  const isThere = (path: string): boolean => path === root || (names.has(path) && isThere(dirname(path)));
  for (const [path, is] of [...names].filter(([name]) => isThere(name)).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const to = join(into, relative(root, path));
    if (is === 'folder') mkdirSync(to, { recursive: true, mode: 0o700 });
    else writeFileSync(to, is.synced.bytes.subarray(0, is.synced.size), { mode: 0o600 });
  }
}
