// A shift: two agents and a lead at three desks in Chromium, by keyboard alone, every channel, while the network is cut and
// the backend killed. In the end the ledger's checker, the customers' mailboxes and the timelines must agree.
import { setTimeout as after } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IntakeInput } from '../../shared/contract/intake.ts';
import type { Channel } from '../../shared/domain/primitives.ts';
import { startProxy, type Proxy } from '../faults/support/proxy.ts';
import { mailbox } from '../faults/support/talk.ts';
import { ledgerVerdict } from '../faults/support/verdict.ts';
import { answer, type AtWork, customerName, note, question, workAt } from './harness/short-shift.ts';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { type Desk, startDesk } from './harness/desk.ts';
import { forgedCall } from './harness/forged-call.ts';
import { countPointers, press } from './harness/keys.ts';
import { region, untilLive } from './harness/screen.ts';

const SIZE = { width: 1280, height: 800 };
const WAVES = 2;
const FAULTS_EACH = 2;
const AGENTS = ['Mara Lindholm', 'Priya Shah', 'Ruth Okafor'] as const;

const PUBLIC: readonly Channel[] = ['x', 'facebook', 'instagram', 'mastodon'];
const PRIVATE: readonly Channel[] = ['whatsapp', 'sms', 'chat'];
const QUEUE: Partial<Record<Channel, string>> = { review: 'Reviews and forums', web: 'Email, general' };

/** One customer of each channel; each asks once. */
function wave(n: number): { key: string; channel: Channel; record: IntakeInput }[] {
  const asked = (type: 'post' | 'message' | 'email', channel: Channel) => {
    const key = `${channel}${n}`;
    const address =
      PRIVATE.includes(channel) && channel !== 'chat' ? `+4477009001${channel.length}${n}` : `${key}@post.example`;
    const record = {
      type,
      externalId: `asks-${key}`,
      channel,
      party: { address, name: customerName(key) },
      thread: `thread-${key}`,
      queue: QUEUE[channel],
      ...(type === 'email' ? { mailSubject: 'My suitcase', messageId: `<${key}@post.example>` } : {}),
      text: question(key),
    } as IntakeInput;
    return { key, channel, record };
  };
  const key = `voice${n}`;
  const number = `+44770090020${n}`;
  return [
    ...PUBLIC.map(channel => asked('post', channel)),
    ...PRIVATE.map(channel => asked('message', channel)),
    asked('email', 'email'),
    asked('message', 'web'),
    asked('post', 'review'),
    { key, channel: 'voice', record: { type: 'call', externalId: key, number, name: customerName(key), state: 'ringing', queue: 'Priority care' } },
  ]; // prettier-ignore
}

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
  const pointers: (() => Promise<number>)[] = [];
  const customers = new Set<string>();
  const written: string[] = [];
  const work: string[] = [];

  beforeAll(async () => {
    await built();
    backend = await startBackend();
    for (const agent of AGENTS) {
      const proxy = await startProxy(backend.url);
      proxies.push(proxy);
      const desk = await startDesk('browser', { ...backend, url: proxy.url }, { agent, viewport: SIZE });
      desks.push(desk);
      await untilLive(desk.page());
      pointers.push(await countPointers(desk.page()));
    }
  });
  afterAll(async () => {
    await Promise.allSettled(people.map(person => person.stop()));
    for (const desk of desks) await desk.stop();
    for (const proxy of proxies) await proxy.stop();
    await backend?.remove();
  });

  async function customersAsk(n: number): Promise<void> {
    const asked = wave(n);
    const results = await backend.intake(...asked.map(({ record }) => record));
    for (const [i, { key, channel }] of asked.entries()) {
      const result = results[i]!;
      expect(result).toMatchObject({ outcome: 'imported', workItemId: expect.any(String) });
      if (result.outcome !== 'imported') continue;
      work.push(result.workItemId!);
      customers.add(result.customerId!);
      if (channel !== 'voice') written.push(key);
    }
  }
  const answers = (): string[] => mailbox(backend).map(({ text }) => text).toSorted(); // prettier-ignore
  const answered = (): number => new Set(answers()).size;

  /** While there is something to do; each time some more has been done. */
  async function cutAndKill(proxy: Proxy): Promise<void> {
    const before = answered();
    await expect.poll(answered, { timeout: 60_000 }).toBeGreaterThan(before);
    proxy.down();
    await after(1_500);
    proxy.up();
    await expect.poll(answered, { timeout: 60_000 }).toBeGreaterThan(before + 1);
    await backend.kill();
    await after(500);
    await backend.again();
  }

  test('works on while the network is cut and the backend is killed', { timeout: 300_000 }, async () => {
    people.push(...desks.map(desk => workAt(desk.page())));
    for (let n = 0; n < WAVES; n++) {
      await customersAsk(n);
      for (let fault = 0; fault < FAULTS_EACH; fault++) await cutAndKill(proxies[(n + fault) % proxies.length]!);
    }
    await expect.poll(answered, { timeout: 90_000 }).toBe(written.length);
    const open = async (): Promise<number> => {
      const counts = desks.map(desk => region(desk.page(), 'Work').locator('a[href]').count());
      return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
    };
    await expect.poll(open, { timeout: 60_000 }).toBe(0);
    for (const person of people) await person.stop();
  });

  test('every agent had a part in it, and none a mouse', async () => {
    for (const { steps } of people)
      expect(steps.map(step => step.do)).toEqual(expect.arrayContaining(['decline', 'accept', 'reply', 'finish']));
    expect(await Promise.all(pointers.map(count => count()))).toEqual([0, 0, 0]);
  });

  test('the customers have one answer each, from one agent', () => {
    expect(answers()).toEqual(written.map(answer).toSorted());
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
    for (const key of written) {
      expect(texts(key).length).toBeGreaterThan(0);
      const said = [question(key), answer(key), note(key)].filter(words => words !== null);
      for (const words of texts(key)) expect(words).toEqual(said);
    }
    expect(shown.filter(({ waits }) => waits)).toEqual([]);
  });

  test('the ledger: each work item had one holder at a time and was ended once', async () => {
    for (const desk of desks) await desk.stop();
    await backend.stop();
    const verdict = await ledgerVerdict('--data', backend.dataDir);
    expect(verdict).toContain(`The promises held`);
    expect(verdict).toContain(`${work.length} work items, each with one holder at a time`);
    expect(verdict).toContain(`${written.length} sent under a held epoch; ${work.length} finished once.`);
  });
});
