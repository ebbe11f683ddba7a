import type { IntakeOf, IntakeRecord, IntakeResult } from '../../shared/contract/intake.ts';
import type { Clock } from '../../shared/lib/clock.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { logger } from '../../shared/lib/log.ts';
import type { Region } from '../identity/address.ts';
import { INTAKE_TURN } from '../records/turns.ts';
import type { Db, Tx } from '../store/db.ts';
import { amendEntry, endCall } from './amend.ts';
import { writeAttempts } from './codes.ts';
import { decide } from './decide.ts';
import { gather } from './gather.ts';
import { joinHistory } from './join.ts';
import { putMaster } from './master.ts';
import { type Parsed, parseRecord, refused } from './parse.ts';
import { putAgent } from './roster.ts';
import { type Had, pair, putCase, type State } from './state.ts';

const log = logger('intake');

/** Records decided together. More are faster, and hold the one writer longer. */
const BATCH = 250;

export type IntakeSetting = {
  readonly db: Db;
  readonly clock: Clock;
  readonly id: () => string;
  readonly region: Region;
};
type Good = Extract<Parsed, { ok: true }>;

/** Each record by itself, in order: a bad one is refused with its reason and the rest goes on. */
export async function takeIn(setting: IntakeSetting, raws: readonly unknown[]): Promise<IntakeResult[]> {
  const results: IntakeResult[] = [];
  for (let from = 0; from < raws.length; from += BATCH) {
    const parsed = raws.slice(from, from + BATCH).map(parseRecord);
    const good = parsed.filter(one => one.ok);
    const decided = (await takeGood(setting, good)).values();
    for (const one of parsed) results.push(one.ok ? decided.next().value! : one.result);
  }
  return results;
}

/** All in one transaction; should one of them break it, each in its own, so that only that one is lost. */
async function takeGood(setting: IntakeSetting, good: readonly Good[]): Promise<IntakeResult[]> {
  if (good.length === 0) return [];
  try {
    return await takeTogether(setting, good);
  } catch (error) {
    // The store is away or busy, which is no record's fault: whoever sent them asks again, and gets "already there".
    if (Fault.from(error).code === 'retry') throw error;
    log.warn('batch.failed', { records: good.length }, error);
    const [only] = good;
    if (good.length === 1 && only) return [refusedByStore(only.record, error)];
  }
  const results: IntakeResult[] = [];
  for (const one of good) results.push(...(await takeGood(setting, [one])));
  return results;
}

/** The store would not have it. What it says may hold a customer's words, so only its code is passed on. */
function refusedByStore(record: IntakeRecord, error: unknown): IntakeResult {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown';
  return refused('externalId' in record ? record.externalId : record.target, `the store refused it (${code})`);
}

async function takeTogether(setting: IntakeSetting, good: readonly Good[]): Promise<IntakeResult[]> {
  return setting.db.transaction(async tx => {
    await tx.query(INTAKE_TURN);
    const results: IntakeResult[] = [];
    while (results.length < good.length) results.push(...(await takeSome(tx, setting, good.slice(results.length))));
    return results;
  });
}

/** Decides up to and including the first record that must see the store itself, or changes it by statements. */
async function takeSome(tx: Tx, setting: IntakeSetting, rest: readonly Good[]): Promise<IntakeResult[]> {
  const { id, region } = setting;
  const state = await gather(
    tx,
    { id, region, now: setting.clock.now() },
    rest.map(one => one.record),
  );
  const results: IntakeResult[] = [];
  for (const { record, truncated } of rest) {
    const amends = amendsOf(state, record);
    if (amends && results.length > 0) break; // what it amends may be in this very batch: write that first
    if (amends) {
      results.push(await amends(tx, truncated));
      break;
    }
    if (record.type !== 'customer') {
      results.push(decide(state, record as Parameters<typeof decide>[1], truncated));
      continue;
    }
    const { result, joins } = putMaster(state, record);
    results.push(result);
    if (joins.length === 0) continue;
    await write(tx, state);
    for (const join of joins) await joinHistory(tx, join, record.name);
    return results;
  }
  await write(tx, state);
  return results;
}

type Amend = (tx: Tx, truncated: boolean) => Promise<IntakeResult>;

function amendsOf(state: State, record: IntakeRecord): Amend | null {
  if (record.type === 'edit' || record.type === 'delete') {
    const had = state.had.get(pair(record.source, record.target));
    return (tx, truncated) => amendEntry(tx, state, record, had, truncated);
  }
  if (record.type === 'agent') return tx => putAgent(tx, state, record);
  const had = record.type === 'call' && record.state !== 'ringing' ? hadOf(state, record) : undefined;
  return had && state.openCalls.has(had.recordId) ? tx => endCall(tx, state, record as IntakeOf<'call'>, had) : null;
}

const hadOf = (state: State, { source, externalId }: IntakeOf<'call'>): Had | undefined =>
  state.had.get(pair(source, externalId));

async function write(tx: Tx, state: State): Promise<void> {
  await numberCases(tx, state);
  await state.changes.flush(tx);
  await writeAttempts(tx, state);
}

/** Numbers come from the store's sequence, so two nodes never give the same; a rolled-back batch leaves a hole. */
async function numberCases(tx: Tx, state: State): Promise<void> {
  if (state.opened.size === 0) return;
  const numbers = await tx.query<{ number: number | string }>(
    `SELECT nextval('case_number') AS number FROM generate_series(1, $1::int)`,
    [state.opened.size],
  );
  const opened = [...state.cases.values()].flat().filter(one => state.opened.has(one.case.id));
  const inOrder = opened.toSorted((a, b) => (a.case.id < b.case.id ? -1 : 1));
  for (const [i, one] of inOrder.entries())
    putCase(state, { ...one.case, number: Number(numbers[i]!.number) }, one.lastAt);
}
