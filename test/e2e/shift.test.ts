// A shift: two agents and a lead at three desks in Chromium, by keyboard alone, every channel and most of what one does with
// work, while the network of each is cut, the backend killed, and a desk too. In the end the ledger's checker, the exchange,
// the customers' mailboxes and the timelines must agree. What is written in each way a channel has is `shift-ways.test.ts`'s.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startProxy, type Proxy } from '../faults/support/proxy.ts';
import { mailbox } from '../faults/support/talk.ts';
import { ledgerOf, ledgerVerdict } from '../faults/support/verdict.ts';
import { type AtWork, noMemory, workAt } from './harness/at-work.ts';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { type Desk, startDesk } from './harness/desk.ts';
import { forgedCall } from './harness/forged-call.ts';
import { countPointers, press } from './harness/keys.ts';
import type { Doing } from './harness/looking.ts';
import { connection, region, untilLive } from './harness/screen.ts';
import {
  again,
  answer,
  hasNote,
  isAnswered,
  isCall,
  knownAs,
  type Matter,
  matterOf,
  noteOn,
  question,
  rings,
  wave,
  writes,
} from './harness/shift-customers.ts';

const SIZE = { width: 1280, height: 800 };
/** A longer shift is asked for: `FOREWORD_WAVES=2`. */
const WAVES = Number(process.env['FOREWORD_WAVES'] ?? 1);
const AGENTS = ['Mara Lindholm', 'Priya Shah', 'Ruth Okafor'] as const;
type Fault = { readonly do: 'kill backend' } | { readonly do: 'cut' | 'kill desk'; readonly desk: number };
/** Of each wave, in this order; besides, each desk loses the answer to a command. */
const FAULTS: readonly Fault[] = [
  { do: 'cut', desk: 0 },
  { do: 'kill backend' },
  { do: 'cut', desk: 2 },
  { do: 'kill desk', desk: 0 },
  { do: 'cut', desk: 1 },
  { do: 'kill backend' },
  { do: 'cut', desk: 0 },
  { do: 'cut', desk: 2 },
  { do: 'kill backend' },
  { do: 'cut', desk: 1 },
];
/** So many things are done between two faults. */
const BETWEEN = 4;
const KEYS = Array.from({ length: WAVES }, (_, n) => wave(n)).flat();
const ANSWERED = KEYS.filter(isAnswered);
const about = (matter: Matter): string[] => KEYS.filter(key => matterOf(key) === matter);

type Timeline = { readonly words: readonly string[]; readonly waits: boolean };
type Read = { value: { items: { entry: { text: string; kind: string }; pending: unknown }[] } };

/** What this desk has of a customer: nothing where they are none of its agent's. */
async function timelineOf(page: Page, customerId: string): Promise<Timeline[]> {
  const read = await forgedCall(page, 'timeline.page', JSON.stringify({ customerId, limit: 100 }), 1);
  if (!('ok' in read) || !read.ok) return [];
  const said = (read as Read).value.items.filter(({ entry }) => entry.kind !== 'event' && entry.kind !== 'call');
  return [{ words: said.map(({ entry }) => entry.text), waits: said.some(({ pending }) => pending !== null) }];
}

describe('a shift of two agents and a lead', () => {
  let backend: TestBackend;
  const desks: Desk[] = [];
  const proxies: Proxy[] = [];
  const people: AtWork[] = [];
  const folders: string[] = [];
  const pointers: (() => Promise<number>)[] = [];
  const customers = new Set<string>();
  const calls: string[] = [];
  const wroteAgain = new Set<string>();

  beforeAll(async () => {
    await built();
    backend = await startBackend();
    for (const at of AGENTS.keys()) {
      proxies.push(await startProxy(backend.url));
      folders.push(await mkdtemp(join(tmpdir(), 'foreword-shift-')));
      await deskStarts(at);
    }
  });
  /** Over whatever its folder has. */
  async function deskStarts(at: number): Promise<void> {
    const options = { agent: AGENTS[at]!, dataDir: folders[at]!, viewport: SIZE };
    desks[at] = await startDesk('browser', { ...backend, url: proxies[at]!.url }, options);
    await untilLive(desks[at].page());
    pointers[at] = await countPointers(desks[at].page());
  }
  afterAll(async () => {
    await Promise.allSettled(people.map(person => person.stop()));
    for (const desk of desks) await desk.stop();
    for (const proxy of proxies) await proxy.stop();
    await backend?.remove();
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });

  async function customersAsk(n: number): Promise<void> {
    const keys = wave(n);
    const asking = keys.filter(key => !isCall(key));
    await backend.intake(...keys.filter(key => matterOf(key) === 'canned').map(knownAs));
    for (const result of await backend.intake(...asking.map(key => writes(key, question(key))))) {
      expect(result).toMatchObject({ outcome: 'imported', workItemId: expect.any(String) });
      if (result.outcome === 'imported') customers.add(result.customerId!);
    }
    for (const key of keys.filter(isCall)) calls.push(await backend.exchange({ do: 'ring', ring: rings(key) }));
  }

  /** Whose work is parked until their next word say it, once. */
  async function customersGoOn(): Promise<void> {
    const parked = people.flatMap(({ memory }) => [...memory.parked]);
    for (const key of parked.filter(one => matterOf(one) === 'park' && !wroteAgain.has(one))) {
      wroteAgain.add(key);
      await backend.intake(writes(key, again(key)));
    }
  }
  /** Whatever stood above it, as a canned text: what is left is the agent's own. */
  const own = (text: string): string => text.split('\n').at(-1)!;
  const answers = (): string[] => mailbox(backend).map(({ text }) => own(text)).toSorted(); // prettier-ignore
  const answered = async (): Promise<number> => {
    await customersGoOn();
    return new Set(answers()).size;
  };

  const stepsDone = (): number => people.reduce((sum, { memory }) => sum + memory.steps.length, 0);
  async function somethingIsDone(times: number): Promise<void> {
    const before = stepsDone();
    const more = async (): Promise<number> => {
      await customersGoOn();
      return stepsDone() - before;
    };
    await expect.poll(more, { timeout: 60_000 }).toBeGreaterThanOrEqual(times);
  }
  const untilNotLive = (desk: Desk): Promise<void> =>
    connection(desk.page()).and(desk.page().locator(':not([data-state=live])')).waitFor({ timeout: 30_000 });

  /** Its agent and the others go on meanwhile. */
  async function cut(at: number): Promise<void> {
    await untilLive(desks[at]!.page());
    proxies[at]!.down();
    await untilNotLive(desks[at]!);
    await somethingIsDone(1);
    proxies[at]!.up();
  }
  async function killBackend(): Promise<void> {
    await backend.kill();
    await Promise.all(desks.map(untilNotLive));
    await backend.again();
  }
  /** With its core, whatever its agent is just doing; who then sits down before the next one. */
  async function killDesk(at: number): Promise<void> {
    expect(await pointers[at]!()).toBe(0);
    const { memory, leave } = people[at]!;
    leave();
    await desks[at]!.kill();
    await deskStarts(at);
    beginAt(at, memory);
  }
  const does: { readonly [K in Fault['do']]: (at: number) => Promise<void> } = {
    cut,
    'kill desk': killDesk,
    'kill backend': killBackend,
  };

  let giveUp: (why: unknown) => void;
  /** Who cannot go on ends the day at once, and not by what they leave undone. */
  const failed = new Promise<never>((_, reject) => (giveUp = reject));
  failed.catch(() => undefined);
  function beginAt(at: number, memory = noMemory()): void {
    people[at] = workAt(desks[at]!.page(), AGENTS[at]!, memory);
    people[at].failed.catch((error: unknown) => giveUp(error));
  }

  async function theDay(): Promise<void> {
    for (let n = 0; n < WAVES; n++) {
      await customersAsk(n);
      for (const proxy of proxies) proxy.cutNextAnswer();
      for (const fault of FAULTS) {
        await somethingIsDone(BETWEEN);
        await does[fault.do]('desk' in fault ? fault.desk : -1);
      }
    }
    await expect.poll(answered, { timeout: 300_000 }).toBe(ANSWERED.length);
    const open = async (): Promise<number> => {
      const counts = desks.map(desk => region(desk.page(), 'Work').locator('a[data-work-item]').count());
      return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    };
    await expect.poll(open, { timeout: 180_000 }).toBe(0);
  }

  test('works on while networks are cut, and the backend and a desk are killed', { timeout: 900_000 }, async () => {
    for (const at of AGENTS.keys()) beginAt(at);
    await Promise.race([theDay(), failed]).catch((error: unknown) => {
      throw new Error(people.map(person => person.story()).join('\n'), { cause: error });
    });
    for (const person of people) await expect(person.stop()).resolves.toBeUndefined();
    const cutsOf = (at: number): number => FAULTS.filter(fault => fault.do === 'cut' && fault.desk === at).length;
    for (const [at, { seen }] of proxies.entries()) expect(seen.cuts).toBeGreaterThanOrEqual(WAVES * (1 + cutsOf(at)));
  });

  test('every agent had a part in it, everything was done by somebody, and nothing with a mouse', async () => {
    for (const { memory } of people)
      expect(memory.steps.map(step => step.do)).toEqual(expect.arrayContaining(['decline', 'accept', 'finish']));
    const done = new Set(people.flatMap(({ memory }) => memory.steps.map(step => step.do)));
    const all: Doing[] = [
      ...([
        'transfer',
        'to queue',
        'escalate',
        'consult',
        'confer',
        'hand warm',
        'park',
        'bring back',
        'praise',
        'no response',
      ] as const),
      ...([
        'reply',
        'note',
        'see mention',
        'hold',
        'resume',
        'end call',
        'hang up',
        'choose disposition',
        'wrap up',
      ] as const),
    ];
    expect(all.filter(one => !done.has(one))).toEqual([]);
    expect(await Promise.all(pointers.map(count => count()))).toEqual([0, 0, 0]);
  });

  test('the customers have one answer each, from one agent, and those who were left alone none', () => {
    expect(answers()).toEqual(ANSWERED.map(answer).toSorted());
    const canned = mailbox(backend).filter(({ text }) => text.startsWith('Dear Customer email'));
    expect(canned.map(({ text }) => own(text)).toSorted()).toEqual(about('canned').map(answer).toSorted());
    expect([...wroteAgain].toSorted()).toEqual(about('park').toSorted());
  });

  test('the calls were answered, held and ended once on the exchange', async () => {
    const lines = await backend.exchange<{ id: string; state: string; end: string }[]>({ do: 'calls' });
    const ended = lines.filter(({ id }) => calls.includes(id)).map(({ state, end }) => [state, end]);
    expect(ended).toEqual(calls.map(() => ['ended', 'agent hung up']));
    const heard = await backend.exchange<{ callId: string; ask: { do: string }; refused: string | null }[]>({
      do: 'heard',
    });
    const asked = calls.map(id => heard.filter(one => one.callId === id).map(({ ask }) => ask.do));
    for (const one of asked)
      expect(one.filter(what => what !== 'hold' && what !== 'resume')).toEqual(['answer', 'end']);
    expect(asked.map(one => one.join(' '))).toContain('answer hold resume end');
  });

  test('the lead sees that nobody waits any more', async () => {
    const page = desks[2]!.page();
    await press(page, 'Escape');
    await press(page, 'G Q');
    await region(page, 'Queues').getByText('Nothing waits here').first().waitFor({ timeout: 15_000 });
    await expect.poll(() => page.getByText(/^Waiting in all queues/).count()).toBeGreaterThan(0);
    await press(page, 'G W');
  });

  test('the timelines have question and answer once each, and nothing that still waits', async () => {
    const shown: Timeline[] = [];
    for (const desk of desks) {
      await untilLive(desk.page());
      for (const customerId of customers) shown.push(...(await timelineOf(desk.page(), customerId)));
    }
    const texts = (key: string): (readonly string[])[] =>
      shown.filter(({ words }) => words.includes(question(key))).map(({ words }) => words);
    for (const key of KEYS.filter(one => !isCall(one))) {
      expect(texts(key).length).toBeGreaterThan(0);
      const said = [question(key), ...(matterOf(key) === 'park' ? [again(key)] : [])];
      if (isAnswered(key)) said.push(answer(key), ...(hasNote(key) ? [noteOn(key)] : []));
      for (const words of texts(key))
        expect(words.map(own).map(text => text.replace(/^(Note on \w+:).*/, '$1'))).toEqual(said);
    }
    expect(shown.filter(({ waits }) => waits)).toEqual([]);
  });

  test('the ledger: each work item had one holder at a time and was ended once', async () => {
    for (const desk of desks) await desk.stop();
    await backend.stop();
    const verdict = await ledgerVerdict('--data', backend.dataDir);
    expect(verdict).toContain(`The promises held`);
    expect(verdict).toContain(`${KEYS.length} work items, each with one holder at a time`);
    expect(verdict).toContain(`${ANSWERED.length} sent under a held epoch; ${KEYS.length} finished once.`);
    const rows = (await ledgerOf('--data', backend.dataDir)).trim().split('\n');
    const moved = rows
      .map(row => JSON.parse(row) as { kind: string; why: string })
      .filter(({ kind }) => kind === 'item');
    const times = (command: string): number => moved.filter(({ why }) => why === command).length;
    expect([times('work.praise'), times('work.noResponse')]).toEqual([
      about('praise').length,
      about('no response').length,
    ]);
    const transferred = [...about('transfer'), ...about('to queue')];
    expect(times('work.transfer')).toBeGreaterThanOrEqual(transferred.length);
    expect(times('work.escalate')).toBeGreaterThanOrEqual(about('escalate').length);
  });
});
