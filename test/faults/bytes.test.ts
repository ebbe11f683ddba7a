// Connections that end in the middle of whatever is on them: a head, a frame, a letter.
import { setTimeout as after } from 'node:timers/promises';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { chanceFrom } from '../bench/core-data.ts';
import { connectionIs } from '../core/support/desk.ts';
import { startBackend } from '../e2e/harness/backend.ts';
import { built } from '../e2e/harness/built.ts';
import { type ByteCut, startByteProxy } from './support/byte-proxy.ts';
import { deskOf, greeted, reply, said, settledAs } from './support/talk.ts';

/** The long form is asked for: `FOREWORD_CUTS=2000`. */
const CUTS = Number(process.env['FOREWORD_CUTS'] ?? 60);
/** Of the bytes that are cut at; another one is asked for: `FOREWORD_SEED=7`. */
const SEED = Number(process.env['FOREWORD_SEED'] ?? 1);
const WHO = ['ida', 'jon', 'kai'];
/** Commands that wait at once: a connection that brought nothing would not come to its end. */
const MOST_WAITING = 6;

beforeAll(async () => void (await built()));

/** A third of them within a handshake, the others anywhere in some kilobytes of what follows. */
function cutsFrom(chance: () => number): ByteCut[] {
  return Array.from({ length: CUTS }, () => ({
    of: chance() < 0.5 ? 'desk' : 'backend',
    after: 1 + Math.floor(chance() * (chance() < 0.33 ? 600 : 6_000)),
    by: chance() < 0.5 ? 'reset' : 'end',
  }));
}

test(
  `cut ${CUTS} times at any byte while both sides write: each word arrives once, in order`,
  { timeout: 60_000 + CUTS * 2_000 },
  async () => {
    const backend = await startBackend();
    onTestFinished(() => backend.remove());
    const customers = await greeted(backend, ...WHO);
    const proxy = await startByteProxy(backend.url);
    const desk = await deskOf(backend, proxy.url);
    await connectionIs(desk, 'live', 15_000);
    const ours: string[] = [];
    const theirs: string[] = [];
    proxy.plan(cutsFrom(chanceFrom(SEED)));
    while (proxy.left() > 0) {
      await after(20);
      const waiting = (await desk.bridge.call('outbox.read', {})).filter(({ state }) => state !== 'confirmed').length;
      if (waiting >= MOST_WAITING) continue;
      const text = `Word ${ours.length}`;
      ours.push(text);
      theirs.push(`${text}?`);
      await backend.intake(...WHO.map(who => said(who, `${text}?`)));
      for (const customerId of customers) await reply(desk, customerId, text);
    }
    for (const customerId of customers)
      await settledAs(backend, desk, customerId, { theirs: ['Hello?', ...theirs], ours }, 60_000);
    expect(proxy.cuts()).toBeGreaterThan(CUTS / 2);
  },
);
