import { beforeAll, describe, expect, test } from 'vitest';
import { built } from '../e2e/harness/built.ts';
import { withPostgres } from '../fixtures/postgres.ts';
import { killBackend, LETTERS } from './support/backend-killing.ts';

/** Of those asked for, `FOREWORD_KILLS=200`, the half; the other one is of a backend with the embedded database. */
const KILLS = Math.floor(Number(process.env['FOREWORD_KILLS'] ?? 12) / 2);

const postgres = withPostgres();

describe.skipIf(postgres === null)('over PostgreSQL', () => {
  beforeAll(async () => void (await built()));

  test(
    `F14: the backend killed ${KILLS} times while it takes in records and replies: what it said it has, it has once`,
    { timeout: 120_000 + KILLS * 10_000 },
    async () => {
      const databaseUrl = await postgres!().newDatabase();
      expect(await killBackend(KILLS, ['--database', databaseUrl])).toBe(KILLS * LETTERS);
    },
  );
});
