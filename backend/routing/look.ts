// What a turn begins with, in one statement: mostly nothing is over and nothing is to be brought back.
import type { Db } from '../store/db.ts';
import { DATABASE_NOW } from '../store/shared-time.ts';
import { AFTER_RUNS, type Running } from './after-clock.ts';
import { BY_AGENT } from './gather.ts';
import type { Timed } from './leases.ts';
import { SPEAKS_OUTSIDE } from './outside.ts';
import { ASIDE } from './parked.ts';

export type Look = {
  /** `ageMs`: since it was written down, by the database's clock. */
  readonly ringing: readonly { readonly offer: Timed; readonly ageMs: number }[];
  /** After-contact work that ends by itself. */
  readonly running: readonly Running[];
  /** Something is set aside, or has come back by itself. */
  readonly aside: boolean;
  /** A team has words for what comes outside its hours. */
  readonly speaks: boolean;
};

const LOOK = `SELECT
  coalesce((SELECT json_agg(json_build_object('offer',
      json_build_object('id', id, 'madeAt', made_at, 'expiresAt', expires_at), 'ageMs', ${DATABASE_NOW} - rings_since)) FROM offer
    WHERE state = 'ringing' AND ${BY_AGENT}), '[]') AS ringing,
  coalesce((SELECT json_agg(json_build_object('agentId', agent_id, 'workItemId', json->'after'->'workItemId',
      'from', json->'after'->'from', 'ms', json->'after'->'ms')) FROM presence WHERE ${AFTER_RUNS}), '[]') AS running,
  EXISTS (SELECT FROM work_item w WHERE ${ASIDE}) AS aside,
  EXISTS (SELECT FROM queue WHERE ${SPEAKS_OUTSIDE}) AS speaks`;

export async function lookAround(db: Db): Promise<Look> {
  const [look] = await db.query<Look>(LOOK);
  return look!;
}
