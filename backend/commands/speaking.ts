// Into a conversation whose work is open its holder speaks, and nobody else: not while it waits, nor while it rings.
import { isHeldBy, type Spoken, workAnswered, workInTheWay } from '../../shared/domain/speaking.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { read, ringingOffer } from '../records/read.ts';
import { askAll, type Tx } from '../store/db.ts';
import { refuse, type Scene } from './command.ts';

/** Whose and of which case: their open work is looked at together. */
type Matter = { readonly customerId: string; readonly caseId: string };
type Row = { json: WorkItem };

const OPEN = `customer_id = $1 AND json->>'caseId' = $2 AND state IN ('waiting', 'offered', 'held')`;
const LOCK_WORK = `SELECT json FROM work_item WHERE (${OPEN}) OR id = $3 ORDER BY id FOR UPDATE`;
/** The intake writes the case of what it takes in: new work of the matter begins before this, or after the words. */
const LOCK_CASE = `SELECT id FROM "case" WHERE id = $1 FOR NO KEY UPDATE`;
const OPEN_WORK = `SELECT json FROM work_item WHERE ${OPEN} ORDER BY id`;

/** What is open in the matter. It, and the item named, stay as they are until the transaction ends, and nothing is added. */
export async function lockMatter(tx: Tx, { customerId, caseId }: Matter, named: string | null): Promise<WorkItem[]> {
  const of = [customerId, caseId];
  const [, , rows] = await askAll<[Row, object, Row]>(tx, [
    { text: LOCK_WORK, params: [...of, named] },
    { text: LOCK_CASE, params: [caseId] },
    { text: OPEN_WORK, params: of },
  ]);
  return rows.map(({ json }) => json);
}

/**
 * Of a command under work that its agent holds, which is locked: that it speaks into no conversation whose own work is
 * another's. @throws Fault denied, saying what to do
 */
export async function mustSpeakFor(scene: Scene, held: WorkItem, spoken: Spoken): Promise<void> {
  await scene.tx.query(LOCK_CASE, [held.caseId]);
  const rows = await scene.tx.query<Row>(OPEN_WORK, [held.customerId, held.caseId]);
  const open = rows.map(({ json }) => json);
  await mustBeOwn(scene, open, [spoken], held.id);
}

/**
 * `open`: all that is open in the matter. `into`: the conversations that the words are an answer in. `named`: the work under
 * which it is said; null: none.
 * @throws Fault denied, saying what to do; conflict where it is the agent's own, and they did not know yet
 */
export async function mustBeOwn(
  scene: Scene,
  open: readonly WorkItem[],
  into: readonly Spoken[],
  named: string | null,
): Promise<void> {
  for (const spoken of into) {
    const other = workInTheWay(open, spoken, scene.agent.id);
    if (other) refuse('denied', await whyNotYours(scene, other));
  }
  const own = into.flatMap(spoken => workAnswered(open, spoken)).filter(item => isHeldBy(item, scene.agent.id));
  if (own.length > 0 && !own.some(({ id }) => id === named)) refuse('conflict', 'You hold this by now. Send it again.');
}

export const atStart = (what: string): string => `${what.charAt(0).toUpperCase()}${what.slice(1)}`;

/** Whose it is, for who does not hold it, and what they can do. `what`: it, where nobody would know otherwise. */
export async function whyNotYours({ tx, agent }: Scene, item: WorkItem, what = 'this'): Promise<string> {
  const start = atStart(what);
  if (item.state === 'waiting') return `${start} waits in ${item.queueName}. Take it first.`;
  if (item.state === 'held') return `${await nameOf(tx, item.holderId)} holds ${what}.`;
  if (item.state !== 'offered') return `${what === 'this' ? 'This work' : start} is over.`;
  const agentId = (await ringingOffer(tx, item.id))?.agentId ?? null;
  if (agentId === agent.id) return `${start} rings at your desk. Accept it first.`;
  return `${start} rings at ${await nameOf(tx, agentId)}.`;
}

/** Of who was removed too. */
async function nameOf(tx: Tx, agentId: string | null): Promise<string> {
  return (agentId && (await read(tx, 'agent', agentId))?.name) || 'A colleague';
}
