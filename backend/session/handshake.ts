// Whether a desk may connect. Decided before anything else is said.
import * as z from 'zod';
import { handshakeSchema, WIRE_VERSION } from '../../shared/contract/wire.ts';
import type { Erasure } from '../../shared/domain/erasure.ts';
import type { Paused } from '../../shared/domain/sleep.ts';
import type { Agent } from '../../shared/domain/work.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { Refused } from '../audit/refused.ts';
import { erasuresFor } from '../erasure/receipts.ts';
import type { Services } from '../services.ts';
import type { Queryable } from '../store/db.ts';
import { goneFor, type Tokens } from './tokens.ts';

export type Admitted = {
  readonly agent: Agent;
  readonly deskId: string;
  readonly expiresAt: number;
  /** By the database's clock, milliseconds since the epoch: nodes' own clocks do not say which of two sessions is newer. */
  readonly at: number;
  /** What the desk knows of a pause since its session before. */
  readonly paused: Paused | null;
  /** What this desk has not confirmed as erased. */
  readonly erasures: readonly Erasure[];
};
type Parts = { readonly tokens: Tokens; readonly agentById: Services['agentById']; readonly db: Queryable };

const versionSchema = z.object({ version: z.number().int() });

/** Looked at first and alone: a desk of another version may well send another handshake. */
function checkVersion(auth: unknown): void {
  const { data } = versionSchema.safeParse(auth);
  if (!data) throw new Fault('bad-input', 'the handshake is not understood');
  if (data.version === WIRE_VERSION) return;
  const older = data.version < WIRE_VERSION ? 'the desk' : 'the backend';
  const speaks = `the desk speaks version ${data.version} of the protocol and the backend ${WIRE_VERSION}`;
  throw new Fault('upgrade-required', `${speaks}: update ${older}`);
}

/** @throws Fault of the code that the desk is refused with */
export async function admit({ tokens, agentById, db }: Parts, auth: unknown): Promise<Admitted> {
  checkVersion(auth);
  const handshake = handshakeSchema.safeParse(auth);
  if (!handshake.success)
    throw new Refused('bad-input', 'the handshake is not understood', { kind: 'token.refused', what: 'none given' });
  const { agentId, expiresAt } = await tokens.verify(handshake.data.token);
  const agent = await agentById(agentId);
  if (!agent) throw goneFor(agentId);
  const [clock] = await db.query<{ now: number }>(
    'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS now',
  );
  if (!clock) throw new Fault('retry', 'the database did not say what time it is');
  const { deskId, paused = null } = handshake.data;
  const erasures = await erasuresFor(db, { agentId, deskId }, clock.now);
  return { agent, deskId, expiresAt, at: clock.now, paused, erasures };
}
