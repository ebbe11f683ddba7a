// F15: the power goes. A library between the program and its disk writes down what was synced (support/disk-log.c), and the files
// that each of many cuts would have left are opened by the program itself.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { draftsAt } from '../core/support/drafts.ts';
import { attachmentFiles } from '../../electron/core/cache/attachments.ts';
import { headOf } from '../../electron/core/cache/files/driver.ts';
import { openCache } from '../../electron/core/cache/files/open.ts';
import { openDeskFile } from '../../electron/core/cache/files/open-desk-file.ts';
import { standingOf } from '../../electron/core/cache/files/standing.ts';
import { readSealed } from '../../electron/core/sealed-file.ts';
import { chanceFrom } from '../bench/core-data.ts';
import { connectionIs, eventually } from '../core/support/desk.ts';
import { startBackend } from '../e2e/harness/backend.ts';
import { built } from '../e2e/harness/built.ts';
import { takePage } from './support/core-pages.ts';
import { expectWhole, pagesOf } from './support/core-whole.ts';
import { type DeskProcess, startDeskProcess } from './support/desk-process.ts';
import { afterPowerCut, type Cut, type DiskStep, diskLogger, readDiskLog, watched } from './support/power.ts';
import { greeted, reply, settledAs } from './support/talk.ts';

const program = (name: string): string => fileURLToPath(new URL(`support/${name}.ts`, import.meta.url));
const WRITER = program('core-writer');
const KEEPER = program('attachment-keeper');
/** Of an attachment: more than one piece of a sealed file. */
const BYTES = 100_000;
/** The long form is asked for: `FOREWORD_CUTS=2000`. */
const CUTS = Number(process.env['FOREWORD_CUTS'] ?? 40);
/** Of the moments and of what survives them; another one is asked for: `FOREWORD_SEED=7`. */
const SEED = Number(process.env['FOREWORD_SEED'] ?? 1);
const PAGES = 50;
/** The making of both files is within these; a quarter of the cuts too. */
const FIRST_STEPS = 400;
const KEY = Buffer.alloc(32, 7);

const library = diskLogger();
afterAll(() => library !== null && rmSync(join(library, '..'), { recursive: true }));

/** `by`: how long the log of the disk was then. */
type Said = { readonly line: string; readonly by: number };
type Ran = { readonly root: string; readonly steps: readonly DiskStep[]; readonly said: readonly Said[] };

/** Runs a program whose disk is watched until it has said so many things, and kills it. */
async function runUntil(folder: string, times: number, program: (root: string) => string[]): Promise<Ran> {
  const [root, log] = [join(folder, 'disk'), join(folder, 'disk.log')];
  mkdirSync(root);
  const child = spawn(process.execPath, ['--no-warnings', ...program(root)], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ...watched(library!, root, log) },
  });
  const gone = once(child, 'exit');
  const said: Said[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push({ line, by: statSync(log).size });
    if (said.length === times) child.kill('SIGKILL');
  }
  await gone;
  return { root, steps: readDiskLog(log), said };
}

/** What had been said when so many steps were done. */
const saidBefore = ({ steps, said }: Ran, { after }: Cut): string[] =>
  said.filter(({ by }) => after > 0 && by <= steps[after - 1]!.end).map(({ line }) => line);

/** Ids that were said to be kept before the cut, and are not in the outbox after it. */
function lostWords(run: Ran, cut: Cut, image: string): string[] {
  const kept = saidBefore(run, cut).map(line => (JSON.parse(line) as { commandId?: string }).commandId);
  const outbox = openDeskFile(join(image, 'a.outbox.db'), { now: Date.now, key: KEY });
  try {
    expect(outbox.notices).toEqual([]);
    const there = new Set(outbox.file.commands.all().map(({ command }) => command.id));
    return kept.filter(id => id !== undefined && !there.has(id)) as string[];
  } finally {
    outbox.close();
  }
}

/** What survived of the cache is whole, and the feed brings the rest. */
function expectRefilled(image: string): void {
  const opened = openCache(join(image, 'a.cache.db'), { now: Date.now, key: KEY });
  try {
    expect(opened.notices).toEqual([]);
    expectWhole(opened.cache);
    for (let page = pagesOf(opened.cache) + 1; page <= PAGES; page++) takePage(opened.cache, page);
    expectWhole(opened.cache);
  } finally {
    opened.close();
  }
}

function imageOf({ steps, root }: Ran, folder: string, cut: Cut): string {
  const image = mkdtempSync(join(folder, 'cut-'));
  afterPowerCut(steps, root, image, cut);
  return image;
}

function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'foreword-power-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** So many cuts, one after the other: of what was not synced nothing, some or all survives. */
function* cutsOf({ steps }: Ran, times: number): Generator<Cut> {
  const chance = chanceFrom(SEED);
  for (let n = 0; n < times; n++) {
    const most = n % 4 === 0 ? Math.min(FIRST_STEPS, steps.length) : steps.length;
    yield { after: Math.floor(chance() * (most + 1)), survives: [0, 0.5, 1][n % 3]!, chance };
  }
}
/** A disk that only says that it has synced loses what the tests see to hold: they could have failed. */
const lying = ({ steps }: Ran): Cut => ({ after: steps.length, survives: 0, chance: () => 0.5, isHonest: false });

describe.skipIf(library === null)('F15: the power goes', () => {
  test(
    `${CUTS} times while the core writes, prunes, checkpoints and indexes: no word that was said to be kept is lost, and the cache goes on from where it was`,
    { timeout: 60_000 + CUTS * 3_000 },
    async () => {
      const folder = folderOfTest();
      const files = (root: string) => ['a.cache.db', 'a.outbox.db'].map(name => join(root, name));
      const run = await runUntil(folder, PAGES + 1, root => [WRITER, ...files(root), KEY.toString('hex')]);
      for (const cut of cutsOf(run, CUTS)) {
        const image = imageOf(run, folder, cut);
        expect([cut.after, lostWords(run, cut, image)]).toEqual([cut.after, []]);
        expectRefilled(image);
        rmSync(image, { recursive: true });
      }
      // All but the first line, which says that the files are there, tell of words; more than were waited for where the kill came late.
      expect(lostWords(run, lying(run), imageOf(run, folder, lying(run)))).toHaveLength(run.said.length - 1);
    },
  );

  test('at each step of making the files: nobody takes them for files of another key', async () => {
    const folder = folderOfTest();
    const files = (root: string) => ['a.cache.db', 'a.outbox.db'].map(name => join(root, name));
    const run = await runUntil(folder, 2, root => [WRITER, ...files(root), KEY.toString('hex')]);
    const seen = new Set<string>();
    for (let after = 0; after <= FIRST_STEPS; after++) {
      const image = imageOf(run, folder, { after, survives: after % 2, chance: () => 0.5 });
      for (const file of files(image)) seen.add(`${headOf(file).kind} ${standingOf(file, 1_000, KEY)}`);
      rmSync(image, { recursive: true });
    }
    expect([...seen].toSorted()).toEqual(['none own', 'sealed own']);
  });

  test('while attachments are kept: what has its name is whole', async () => {
    const folder = folderOfTest();
    const run = await runUntil(folder, 12, root => [KEEPER, join(root, 'a'), KEY.toString('hex'), `${BYTES}`]);
    const brokenIn = async (image: string): Promise<string[]> => {
      const files = attachmentFiles({ folder: join(image, 'a'), now: Date.now, key: KEY });
      const places = run.said.map(({ line: n }) => ({ customerId: `sam-${Number(n) % 3}`, attachmentId: n }));
      const broken: string[] = [];
      for (const place of places.filter(files.has)) {
        const content = await buffer(readSealed(join(image, 'a', files.fileOf(place)), KEY)).catch(() => null);
        if (!content?.equals(Buffer.alloc(BYTES, Number(place.attachmentId)))) broken.push(place.attachmentId);
      }
      return broken;
    };
    for (const cut of cutsOf(run, CUTS)) expect(await brokenIn(imageOf(run, folder, cut))).toEqual([]);
    const named = { ...lying(run), survives: 1, chance: () => 1 };
    expect(await brokenIn(imageOf(run, folder, named))).toHaveLength(run.said.length);
  });

  test('of a whole desk, at its first start too: its keys, words and drafts are there, and the words go out once', async () => {
    await built();
    const backend = await startBackend();
    onTestFinished(() => backend.remove());
    const [ada = ''] = await greeted(backend, 'ada');
    const folder = folderOfTest();
    const [dataDir, log] = [join(folder, 'disk'), join(folder, 'disk.log')];
    mkdirSync(dataDir);
    const desk = await startDeskProcess(backend, { dataDir, variables: watched(library!, dataDir, log) });
    await eventually(() => desk.bridge.call('customer.open', { customerId: ada }), 15_000);
    await backend.kill();
    await connectionIs(desk, 'offline', 15_000);
    const words = ['Written first.', 'Written second.', 'Written third.'];
    const kept: Said[] = [];
    for (const text of words) {
      const id = await reply(desk, ada, text);
      kept.push({ line: id, by: statSync(log).size });
    }
    await desk.bridge.call('draft.write', {
      caseId: null,
      customerId: ada,
      mode: 'note',
      text: 'Half a note',
      target: null,
    });
    await desk.kill();
    const run: Ran = { root: dataDir, steps: readDiskLog(log), said: kept };

    const cutAfter = (by: number): Cut => ({
      after: run.steps.filter(({ end }) => end <= by).length,
      survives: 0,
      chance: () => 0.5,
    });
    const startedFrom = async (cut: Cut): Promise<DeskProcess> => {
      const again = await startDeskProcess(backend, { dataDir: imageOf(run, folder, cut) });
      expect(await again.bridge.call('notices.read', {})).toEqual([]);
      const queued = (await again.bridge.call('outbox.read', {})).map(({ commandId }) => commandId);
      expect(queued).toEqual(expect.arrayContaining(saidBefore(run, cut)));
      return again;
    };
    await (await startedFrom(cutAfter(kept[0]!.by))).kill();
    const last = await startedFrom(cutAfter(statSync(log).size));
    expect((await draftsAt(last, ada)).note?.text).toBe('Half a note');
    await backend.again();
    await settledAs(backend, last, ada, { theirs: ['Hello?'], ours: words });
  });
});
