// Work changes hands and is answered while desk and backend are killed at random moments.
import { setTimeout as after } from 'node:timers/promises';
import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { chanceFrom } from '../bench/core-data.ts';
import { eventually } from '../core/support/desk.ts';
import { startBackend } from '../e2e/harness/backend.ts';
import { built } from '../e2e/harness/built.ts';
import { type DeskProcess, deskFolder, startDeskProcess } from './support/desk-process.ts';
import { mailbox } from './support/talk.ts';
import { ledgerVerdict } from './support/verdict.ts';
import { answerTo, customersWrite, workOnce, workUntil } from './support/worker.ts';

/** The long form is asked for: `FOREWORD_KILLS=2000`. */
const KILLS = Number(process.env['FOREWORD_KILLS'] ?? 14);
/** Of the moments and of who is killed; another one is asked for: `FOREWORD_SEED=7`. */
const SEED = Number(process.env['FOREWORD_SEED'] ?? 1);
const AT_ONCE = 2;
/** Milliseconds: from nothing done yet to all of it done. */
const LONGEST = 700;

beforeAll(async () => void (await built()));

test(
  `F14: desk or backend killed ${KILLS} times while work is taken, answered and ended: each answered once, by one holder`,
  { timeout: 90_000 + KILLS * 8_000 },
  async () => {
    const chance = chanceFrom(SEED);
    const backend = await startBackend();
    onTestFinished(() => backend.remove());
    const dataDir = deskFolder();
    const ids: string[] = [];
    let desk: DeskProcess = await startDeskProcess(backend, { dataDir });
    for (let kill = 0; kill < KILLS; kill++) {
      ids.push(...(await customersWrite(backend, ...Array.from({ length: AT_ONCE }, (_, i) => `cust-${kill}-${i}`))));
      let isOver = false;
      const working = workUntil(desk, () => isOver);
      await after(chance() * LONGEST);
      const whole = chance() < 0.5;
      isOver = true;
      if (whole) await desk.kill();
      else await backend.kill();
      await working;
      if (whole) desk = await startDeskProcess(backend, { dataDir });
      else await backend.again();
    }

    const answers = (): string[] => mailbox(backend).map(({ text }) => text).toSorted(); // prettier-ignore
    await eventually(
      async () => {
        expect(await workOnce(desk)).toEqual({ held: 0, open: 0 });
        expect(answers()).toEqual(ids.map(answerTo).toSorted());
      },
      60_000 + KILLS * 2_000,
    );
    expect((await desk.bridge.call('outbox.read', {})).filter(({ kind }) => kind === 'reply.send')).toEqual([]);
    await desk.stop();
    await backend.stop();
    const verdict = await ledgerVerdict('--data', backend.dataDir);
    expect(verdict).toContain('The promises held');
    expect(verdict).toContain(`${ids.length} sent under a held epoch; ${ids.length} finished once.`);
  },
);
