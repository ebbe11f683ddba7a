import { setTimeout as after } from 'node:timers/promises';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import type { IntakeInput } from '../../shared/contract/intake.ts';
import { type Desk, eventually } from '../core/support/desk.ts';
import { startBackend, type TestBackend } from '../e2e/harness/backend.ts';
import { built } from '../e2e/harness/built.ts';
import { deskOf, greeted, mailbox, reply, said, settledAs } from './support/talk.ts';

const KILLS = 8;
const PER_BATCH = 4;
const WHO = ['nora', 'omar', 'pia'];

type Taken = { readonly who: string; readonly text: string; readonly record: IntakeInput; acknowledged: boolean };

const acknowledgedOf = (taken: readonly Taken[]): number => taken.filter(one => one.acknowledged).length;

/** Sends batches until the backend is gone. A batch without an answer may or may not have been taken in. */
async function takeInUntilGone(backend: TestBackend, round: number, taken: Taken[]): Promise<void> {
  for (let batch = 0; ; batch++) {
    const sent = Array.from({ length: PER_BATCH }, (_, i): Taken => {
      const [who, text] = [WHO[i % WHO.length]!, `${round}/${batch}/${i}`];
      return { who, text, record: said(who, text), acknowledged: false };
    });
    taken.push(...sent);
    const results = await backend.intake(...sent.map(({ record }) => record)).catch((error: unknown) => {
      if (error instanceof TypeError) return null; // what fetch throws when nobody answers any more
      throw error;
    });
    if (results === null) return;
    expect(results.map(result => result.outcome)).toEqual(sent.map(() => 'imported'));
    for (const one of sent) one.acknowledged = true;
  }
}

/** Everything again, as a source does that had no answer: what was acknowledged is there already. */
async function sendAgain(backend: TestBackend, taken: Taken[]): Promise<void> {
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

beforeAll(async () => void (await built()));

test(`F14: the backend killed ${KILLS} times while it takes in records and replies: what it said it has, it has once`, async () => {
  const backend = await startBackend();
  onTestFinished(() => backend.remove());
  const customers = await greeted(backend, ...WHO);
  const desk = await deskOf(backend, backend.url);
  await eventually(async () => expect((await desk.bridge.call('connection.read', {})).state).toBe('live'));
  const taken: Taken[] = [];
  const ours: string[] = [];
  const ids: string[] = [];
  for (let round = 0; round < KILLS; round++) {
    const confirmed = await confirmedOf(desk, ids);
    for (const text of [`${round} a`, `${round} b`, `${round} c`]) {
      ours.push(text);
      for (const customerId of customers) ids.push(await reply(desk, customerId, text));
    }
    const gone = takeInUntilGone(backend, round, taken);
    await eventually(async () => expect(await confirmedOf(desk, ids)).toBeGreaterThan(confirmed), 15_000);
    // Every other time soon after an acknowledged batch, else soon after a confirmed reply: said, and surely written?
    const wanted = acknowledgedOf(taken) + (round % 2 === 0 ? 1 : 0);
    await eventually(() => expect(acknowledgedOf(taken)).toBeGreaterThanOrEqual(wanted), 15_000);
    await after(Math.random() * 40); // the moment is the fault: anywhere in a transaction, a delivery, a page
    await backend.kill();
    await gone;
    await backend.again();
    await sendAgain(backend, taken);
  }

  expect(taken.length).toBeGreaterThan(KILLS * PER_BATCH);
  for (const [i, customerId] of customers.entries()) {
    const words = taken.filter(({ who }) => who === WHO[i]).map(({ text }) => text);
    await settledAs(backend, desk, customerId, { theirs: ['Hello?', ...words], ours }, 30_000);
  }
  const arrived = mailbox(backend).map(mail => mail.entryId);
  expect(new Set(arrived).size).toBe(arrived.length);
});
