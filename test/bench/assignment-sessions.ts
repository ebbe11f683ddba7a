// Agents who do nothing but take what is next: claim and offer by the router, accept and finish by the commands.
import type { ContactCentre } from '../../backend/contact-centre.ts';
import type { Store } from '../../backend/store/db.ts';
import type { Command } from '../../shared/contract/commands.ts';
import { uuidv7 } from '../../shared/lib/ids.ts';

export type Worked = {
  /** Milliseconds of each cycle, in the order of their ends. */
  readonly cycles: number[];
  /** When the first began and the last ended, milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
};
type Ringing = { readonly id: string; readonly item: string; readonly epoch: number };

/**
 * What is offered may be so to whoever asks, since they looked. By the order of what waits, as the router asks: without one
 * the table is read from its beginning, through all that is finished.
 */
const OPEN = `SELECT 1 FROM offer WHERE state = 'ringing' AND agent_id > ''
  UNION ALL (SELECT 1 FROM work_item WHERE state = 'waiting' ORDER BY priority DESC, entered_at, id LIMIT 1) LIMIT 1`;

/** Milliseconds since the epoch. */
export const now = (): number => performance.timeOrigin + performance.now();

/** What a desk is told of its offer by the feed; here it asks. */
const ringingAt = async (db: Store, agentId: string): Promise<Ringing | undefined> =>
  (
    await db.query<Ringing>(
      `SELECT id, work_item_id AS item, (json->>'epoch')::integer AS epoch FROM offer
       WHERE agent_id = $1 AND state = 'ringing'`,
      [agentId],
    )
  )[0];

async function done(node: ContactCentre, agentId: string, command: Omit<Command, 'id'>): Promise<void> {
  const reply = await node.runCommand(agentId, { id: uuidv7(), ...command } as Command);
  if (!reply.ok) throw new Error(`${command.kind}: ${reply.code}, ${reply.reason}`);
}

/** Turns asked for while one is under way are one more turn, as the router's own loop does it. */
function turnsOf(node: ContactCentre): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  return () =>
    (next ??= running.then(() => {
      next = null;
      return (running = node.router.turn());
    }));
}

/** Until nothing waits any more. Agents of one node work side by side. */
export async function workOff(node: ContactCentre, db: Store, agentIds: readonly string[]): Promise<Worked> {
  const cycles: number[] = [];
  const turn = turnsOf(node);
  const from = now();

  async function session(agentId: string): Promise<void> {
    for (let start = performance.now(); ;) {
      await turn();
      const offer = await ringingAt(db, agentId);
      if (!offer && (await db.query(OPEN)).length === 0) return;
      if (!offer) continue;
      const { id: offerId, item: workItemId, epoch } = offer;
      await done(node, agentId, { kind: 'offer.accept', params: { offerId, epoch } });
      const ended = { workItemId, epoch: epoch + 1, wrapUp: null, disposition: null };
      await done(node, agentId, { kind: 'work.finish', params: ended });
      const end = performance.now();
      cycles.push(end - start);
      start = end;
    }
  }

  await Promise.all(agentIds.map(session));
  return { cycles, from, to: now() };
}
