// A backend that is killed at random moments while it takes in records and replies, and what it had said it has.
import { setTimeout as after } from 'node:timers/promises';
import { expect, onTestFinished } from 'vitest';
import type { IntakeInput } from '../../../shared/contract/intake.ts';
import { type Desk, eventually } from '../../core/support/desk.ts';
import { startBackend, type TestBackend } from '../../e2e/harness/backend.ts';
import { deskOf, greeted, mailbox, reply, said, settledAs } from './talk.ts';

const PER_BATCH = 4;
const PAUSE_MS = 10;
const NAMES = ['nora', 'omar', 'pia'];
const PARTS = ['a', 'b'];
/** That an agent writes before each kill. */
export const LETTERS = NAMES.length * PARTS.length;
/** With other customers after so many kills: what is shown and compared of one stays of a size that a person has too. */
const PER_DAY = 20;

type Taken = { readonly who: string; readonly text: string; readonly record: IntakeInput; acknowledged: boolean };

const acknowledgedOf = (taken: readonly Taken[]): number => taken.filter(one => one.acknowledged).length;

/** Sends batches until the backend is gone. A batch without an answer may or may not have been taken in. */
async function takeInUntilGone(
  backend: TestBackend,
  who: readonly string[],
  round: number,
  taken: Taken[],
): Promise<void> {
  for (let batch = 0; ; batch++) {
    const sent = Array.from({ length: PER_BATCH }, (_, i): Taken => {
      const [name, text] = [who[i % who.length]!, `${round}/${batch}/${i}`];
      return { who: name, text, record: said(name, text), acknowledged: false };
    });
    taken.push(...sent);
    const results = await backend.intake(...sent.map(({ record }) => record)).catch((error: unknown) => {
      if (error instanceof TypeError) return null; // what fetch throws when nobody answers any more
      throw error;
    });
    if (results === null) return;
    expect(results.map(result => result.outcome)).toEqual(sent.map(() => 'imported'));
    for (const one of sent) one.acknowledged = true;
    await after(PAUSE_MS); // the backend has its replies to take in too
  }
}

/** Again, as a source does that had no answer: what was acknowledged is there already. */
async function sendAgain(backend: TestBackend, taken: readonly Taken[]): Promise<void> {
  const results = await backend.intake(...taken.map(({ record }) => record));
  const lost = taken.filter((one, i) => one.acknowledged && results[i]!.outcome !== 'already-there');
  expect(lost).toEqual([]);
  for (const [i, one] of taken.entries()) {
    expect(results[i]!.outcome).toMatch(/^(?:imported|already-there)$/);
    one.acknowledged = true;
  }
}

/** Confirmed by the backend: no longer in the outbox, or waiting there for its entry alone. */
async function confirmedOf(desk: Desk, ids: readonly string[]): Promise<number> {
  const open = (await desk.bridge.call('outbox.read', {})).filter(({ state }) => state !== 'confirmed');
  return ids.length - open.length;
}

type Day = { readonly first: number; readonly kills: number; readonly who: string[]; readonly customers: string[] };

/** In the end all of the day is looked at, on the desk and in the mailbox. */
async function killOn(backend: TestBackend, desk: Desk, { first, kills, who, customers }: Day): Promise<void> {
  const taken: Taken[] = [];
  const ours: string[] = [];
  const ids: string[] = [];
  for (let round = first; round < first + kills; round++) {
    const confirmed = await confirmedOf(desk, ids);
    for (const text of PARTS.map(part => `${round} ${part}`)) {
      ours.push(text);
      for (const customerId of customers) ids.push(await reply(desk, customerId, text));
    }
    const before = taken.length;
    const gone = takeInUntilGone(backend, who, round, taken);
    await eventually(async () => expect(await confirmedOf(desk, ids)).toBeGreaterThan(confirmed), 30_000);
    // Every other time soon after an acknowledged batch, else soon after a confirmed reply: said, and surely written?
    const wanted = acknowledgedOf(taken) + (round % 2 === 0 ? 1 : 0);
    await eventually(() => expect(acknowledgedOf(taken)).toBeGreaterThanOrEqual(wanted), 30_000);
    await after(Math.random() * 40); // the moment is the fault: anywhere in a transaction, a delivery, a page
    await backend.kill();
    await gone;
    await backend.again();
    await sendAgain(backend, taken.slice(before));
  }

  expect(taken.length).toBeGreaterThan(kills * PER_BATCH);
  await sendAgain(backend, taken);
  for (const [i, customerId] of customers.entries()) {
    const words = taken.filter(one => one.who === who[i]).map(({ text }) => text);
    await settledAs(backend, desk, customerId, { theirs: ['Hello?', ...words], ours }, 60_000);
  }
}

/** `where`: its database, as the program's options; none: the embedded one. Returns how many letters reached customers. */
export async function killBackend(kills: number, where: readonly string[] = []): Promise<number> {
  const backend = await startBackend('none', where);
  onTestFinished(() => backend.remove());
  const days: Day[] = [];
  for (let first = 0; first < kills; first += PER_DAY) {
    const who = NAMES.map(name => `${name}-${first}`);
    days.push({ first, kills: Math.min(PER_DAY, kills - first), who, customers: await greeted(backend, ...who) });
  }
  const desk = await deskOf(backend, backend.url);
  await eventually(async () => expect((await desk.bridge.call('connection.read', {})).state).toBe('live'));
  // What was committed while another transaction ran is told once that has ended, which a desk does not wait for to be live.
  for (const customerId of days.flatMap(day => day.customers))
    await eventually(() => desk.bridge.call('customer.open', { customerId }));
  for (const day of days) await killOn(backend, desk, day);
  const arrived = mailbox(backend).map(mail => mail.entryId);
  expect(new Set(arrived).size).toBe(arrived.length);
  return arrived.length;
}
