import { beforeAll, expect, test } from 'vitest';
import { built } from '../e2e/harness/built.ts';
import { killBackend, LETTERS } from './support/backend-killing.ts';

/** Of those asked for, `FOREWORD_KILLS=200`, the half; the other one is of a backend over PostgreSQL. */
const KILLS = Math.ceil(Number(process.env['FOREWORD_KILLS'] ?? 12) / 2);

beforeAll(async () => void (await built()));

test(
  `F14: the backend with its own database killed ${KILLS} times while it takes in records and replies: what it said it has, it has once`,
  { timeout: 120_000 + KILLS * 10_000 },
  async () => expect(await killBackend(KILLS)).toBe(KILLS * LETTERS),
);
