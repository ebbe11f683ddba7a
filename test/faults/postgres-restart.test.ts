// PostgreSQL ends every session at once and comes back, several times, under a backend and a desk that work.
import { setTimeout as after } from 'node:timers/promises';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { chanceFrom } from '../bench/core-data.ts';
import { eventually } from '../core/support/desk.ts';
import { startBackend } from '../e2e/harness/backend.ts';
import { built } from '../e2e/harness/built.ts';
import { withPostgres } from '../fixtures/postgres.ts';
import { deskFolder, startDeskProcess } from './support/desk-process.ts';
import { mailbox } from './support/talk.ts';
import { ledgerVerdict } from './support/verdict.ts';
import { answerTo, customersWrite, workOnce, workUntil } from './support/worker.ts';

/** The long form is asked for: `FOREWORD_RESTARTS=200`. */
const RESTARTS = Number(process.env['FOREWORD_RESTARTS'] ?? 5);
const SEED = Number(process.env['FOREWORD_SEED'] ?? 1);
const AT_ONCE = 2;
const LONGEST = 700;

const postgres = withPostgres();

describe.skipIf(postgres === null)('PostgreSQL restarts', () => {
  beforeAll(async () => void (await built()));

  test(
    `F19: ${RESTARTS} times while work is taken, answered and ended: each answered once, by one holder, by the same backend`,
    { timeout: 90_000 + RESTARTS * 10_000 },
    async () => {
      const chance = chanceFrom(SEED);
      const databaseUrl = await postgres!().newDatabase();
      const backend = await startBackend('none', ['--database', databaseUrl]);
      onTestFinished(() => backend.remove());
      const desk = await startDeskProcess(backend, { dataDir: deskFolder() });
      const ids: string[] = [];
      let isOver = false;
      const working = workUntil(desk, () => isOver);
      for (let n = 0; n < RESTARTS; n++) {
        const who = Array.from({ length: AT_ONCE }, (_, i) => `cust-${n}-${i}`);
        await eventually(async () => ids.push(...(await customersWrite(backend, ...who))), 20_000);
        await after(chance() * LONGEST);
        await postgres!().restart();
      }
      const answers = (): string[] => mailbox(backend).map(({ text }) => text).toSorted(); // prettier-ignore
      await eventually(() => expect(answers()).toEqual(ids.map(answerTo).toSorted()), 60_000 + RESTARTS * 2_000);
      isOver = true;
      await working;
      await eventually(async () => expect(await workOnce(desk)).toEqual({ held: 0, open: 0 }), 20_000);
      const verdict = await ledgerVerdict('--database', databaseUrl);
      expect(verdict).toContain(`${ids.length} sent under a held epoch; ${ids.length} finished once.`);
    },
  );
});
