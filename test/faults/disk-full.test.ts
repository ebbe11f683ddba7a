// F11 on a disk that is full. Without the right to mount one these tests run in a process of their own: see support/small-disk.ts.
import { execFile } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, symlinkSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { draftsAt } from '../core/support/drafts.ts';
import { filesOf } from '../../electron/core/config.ts';
import {
  connectionIs,
  type Desk,
  eventually,
  logLines,
  startBackend,
  startDesk,
  tempFolder,
} from '../core/support/desk.ts';
import { contentHash } from '../core/support/hash.ts';
import { openCache } from '../../electron/core/cache/files/open.ts';
import { entryChanged, granted, message, messages, NOW } from '../core/support/records.ts';
import { smallDisk, smallDiskVariables } from './support/small-disk.ts';

const canHave = ((): boolean => {
  const disk = smallDisk();
  disk?.remove();
  return disk !== null;
})();
const elsewhere = canHave ? null : smallDiskVariables();

function disk(): string {
  const { folder, remove } = smallDisk()!;
  onTestFinished(remove);
  return folder;
}

/** Writes until there is no room for another byte; answers with what makes room again. */
function fill(folder: string): () => void {
  const path = join(folder, 'filler');
  const file = openSync(path, 'w');
  for (let size = 65_536; size >= 1;) {
    try {
      if (writeSync(file, Buffer.alloc(size)) < size) size = Math.floor(size / 2);
    } catch {
      size = Math.floor(size / 2); // ENOSPC is what it is after
    }
  }
  closeSync(file);
  return () => rmSync(path);
}

const target = { interactionId: 'thread-sam', channel: 'x', audience: 'private', handle: null, replyTo: null } as const;
const send = ({ bridge }: Desk, text: string) =>
  bridge.call('reply.send', { customerId: 'sam', target, subject: null, text });
const kinds = async ({ bridge }: Desk) => (await bridge.call('notices.read', {})).map(notice => notice.kind);
const shown = async ({ bridge }: Desk) =>
  (await bridge.call('timeline.page', { customerId: 'sam', limit: 500 })).items.map(({ entry }) => entry.id);
const MANY = 400;
const many = (name = 'big') =>
  Array.from({ length: MANY }, (_, i) =>
    entryChanged(message('sam', `${name}-${String(i).padStart(3, '0')}`, NOW + i, { text: 'w'.repeat(8_000) })),
  );

/** A live desk that has three entries of one customer. */
async function greeted(dataDir: string) {
  const backend = await startBackend();
  const desk = startDesk(backend.url, { dataDir });
  await connectionIs(desk, 'live');
  backend.append([granted('sam', messages('sam', 3))]);
  await eventually(async () => expect(await shown(desk)).toHaveLength(3));
  return { backend, desk };
}

test.skipIf(!canHave)(
  'F11: the disk of cache and outbox is full: the page is rolled back and said, reading goes on, words are refused to whoever wrote them, and all goes on when there is room',
  async () => {
    const folder = disk();
    const { backend, desk } = await greeted(folder);
    await desk.bridge.call('draft.write', {
      caseId: null,
      customerId: 'sam',
      mode: 'reply',
      text: 'Dear Sam',
      target: null,
    });
    const makeRoom = fill(folder);
    backend.append(many());
    await eventually(async () => expect(await kinds(desk)).toEqual(['disk-full']));
    await connectionIs(desk, 'catching-up');
    expect((await desk.bridge.call('connection.read', {})).reason).toBe('This desk could not store what came.');
    expect(await shown(desk)).toHaveLength(3);
    const words = 'x'.repeat(19_000);
    await expect(send(desk, words)).rejects.toMatchObject({ code: 'not-kept' });
    expect(await desk.bridge.call('outbox.read', {})).toEqual([]);
    expect((await draftsAt(desk, 'sam')).reply?.text).toBe('Dear Sam');
    expect((await desk.bridge.call('history.search', { query: 'words' })).hits).toHaveLength(3);

    makeRoom();
    await connectionIs(desk, 'live', 10_000);
    expect(await shown(desk)).toHaveLength(3 + MANY);
    await eventually(async () => expect(await kinds(desk)).toEqual([]));
    const { commandId } = await send(desk, words);
    await eventually(() => expect(backend.effects.map(({ id }) => id)).toEqual([commandId]));
    // Never dropped the connection for it.
    expect(backend.seen.signIns).toBe(1);

    await desk.core.stop();
    const other = startDesk(backend.url, { dataDir: tempFolder() });
    await eventually(async () => expect(await shown(other)).toHaveLength(3 + MANY));
    await other.core.stop();
    const [full, fresh] = [desk, other].map(({ files }) => openCache(files.cache, { now: Date.now }));
    expect(contentHash(full!.cache)).toBe(contentHash(fresh!.cache));
    full!.close();
    fresh!.close();
  },
);

test.skipIf(!canHave)(
  'F11: only the cache has no room: the call goes on, and what is written is kept and sent',
  async () => {
    const [folder, dataDir] = [disk(), tempFolder()];
    const { cache } = filesOf({ dataDir, agentName: 'Mara Lindholm' });
    mkdirSync(dirname(cache), { recursive: true });
    symlinkSync(join(folder, 'cache.db'), cache);
    const { backend, desk } = await greeted(dataDir);
    const makeRoom = fill(folder);
    backend.append(many());
    await eventually(async () => expect(await kinds(desk)).toEqual(['disk-full']));
    const ids = [await send(desk, 'One.'), await send(desk, 'Two.')].map(({ commandId }) => commandId);
    await eventually(() => expect(backend.effects.map(({ id }) => id)).toEqual(ids));
    expect(await shown(desk)).toEqual([...(await shown(desk)).slice(0, 3), ...ids]);
    makeRoom();
    await connectionIs(desk, 'live', 10_000);
    expect((await shown(desk)).filter(id => id.startsWith('big-'))).toHaveLength(MANY);
  },
);

test.skipIf(!canHave)(
  'F11: that the disk is full and was seen is not told again by the next connection, and by the next full disk it is',
  async () => {
    const folder = disk();
    const { backend, desk } = await greeted(folder);
    const makeRoom = fill(folder);
    backend.append(many());
    await eventually(async () => expect(await kinds(desk)).toEqual(['disk-full']));
    const [notice] = await desk.bridge.call('notices.read', {});
    await desk.bridge.call('notices.dismiss', { at: notice!.at });
    const failures = () => logLines.filter(line => line.includes('cache.failed')).length;
    const before = failures();
    backend.cut();
    await eventually(() => expect(backend.hellos).toHaveLength(2));
    await eventually(() => expect(failures()).toBeGreaterThan(before + 1));
    expect(await kinds(desk)).toEqual([]);
    makeRoom();
    await connectionIs(desk, 'live', 10_000);
    const makeRoomAgain = fill(folder);
    backend.append(many('more'));
    await eventually(async () => expect(await kinds(desk)).toEqual(['disk-full']));
    makeRoomAgain();
    await connectionIs(desk, 'live', 10_000);
  },
);

test.skipIf(!canHave)(
  'F11: started on a full disk, what was there can be read, and words are refused until there is room',
  async () => {
    const folder = disk();
    const { backend, desk } = await greeted(folder);
    await desk.core.stop();
    await backend.stop();
    const makeRoom = fill(folder);
    const again = startDesk(backend.url, { dataDir: folder });
    expect(await shown(again)).toHaveLength(3);
    await expect(send(again, 'x'.repeat(19_000))).rejects.toMatchObject({ code: 'not-kept' });
    expect(await kinds(again)).toEqual(['disk-full']);
    makeRoom();
    expect(await send(again, 'Now.')).toMatchObject({ state: 'queued' });
  },
);

test.each(elsewhere === null ? [] : [elsewhere])(
  'F11: where no disk can be mounted, the same on a folder that is kept small',
  async variables => {
    const vitest = fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url));
    const told = join(tempFolder(), 'told.json');
    const reporter = ['--reporter=json', `--outputFile.json=${told}`];
    const args = [vitest, 'run', '--project', 'faults', ...reporter, fileURLToPath(import.meta.url)];
    const env = { ...process.env, ...variables };
    await promisify(execFile)(process.execPath, args, { env, maxBuffer: 100_000_000 });
    expect(JSON.parse(readFileSync(told, 'utf8'))).toMatchObject({ numPassedTests: 4, numFailedTests: 0 });
  },
);
