import type { CommandOf } from '../../shared/contract/commands.ts';
import { FRESH_LINE } from '../../shared/domain/call.ts';
import type { Case, Interaction } from '../../shared/domain/case.ts';
import type { Customer, Identity } from '../../shared/domain/customer.ts';
import type { EntryOf } from '../../shared/domain/entry.ts';
import type { Channel } from '../../shared/domain/primitives.ts';
import { FRESH_WORK, type Queue, type WorkItem } from '../../shared/domain/work.ts';
import { isGranted } from '../feed/scopes.ts';
import { newChanges } from '../records/changes.ts';
import { read, readPresence } from '../records/read.ts';
import { withdrawRinging } from '../routing/withdraw.ts';
import { movePresence } from '../../shared/domain/presence.ts';
import { takeWork } from '../../shared/domain/work-moves.ts';
import { askExchange } from './call-ask.ts';
import { type Effect, type Made, refuse, type Scene } from './command.ts';
import { ownWords } from './own-words.ts';

type Params = CommandOf<'call.dial'>['params'];
type Callee = { readonly customer: Customer; readonly about: Case; readonly identity: Identity; readonly queue: Queue };

const RUNG: readonly Channel[] = ['voice', 'sms', 'whatsapp'];
const CALL_PRIORITY = 100;

export const dialCall: Effect<Params> = (scene, params) => dial(scene, params, null);

/** The conversation that goes on in the call; null: it begins one of its own. */
type GoesOn = NonNullable<EntryOf<'call'>['call']['goesOnFrom']> | null;

/** Rings a number of the customer's own, as a conversation of the case that the agent holds from the start. */
export async function dial(scene: Scene, params: Params, goesOn: GoesOn): Promise<Made> {
  const { exchange } = scene;
  if (exchange === null) return refuse('denied', 'There is no exchange to ring from.');
  const callee = await calleeOf(scene, params);
  await beFree(scene);
  const line = await ownLine(scene, callee.about.id);
  const interaction = interactionOf(scene, callee, line);
  const entry = entryOf(scene, callee, interaction, exchange, goesOn);
  await begin(scene, callee, interaction, entry);
  askExchange(scene, entry, { do: 'dial', number: callee.identity.address, line: line ?? '', agent: scene.agent.name });
  return { entryId: entry.id };
}

async function calleeOf({ tx, agent }: Scene, { customerId, caseId, number }: Params): Promise<Callee> {
  if (!(await isGranted(tx, agent.id, customerId)))
    return refuse('not-found', 'This customer is not yours to see any more.');
  const customer = await read(tx, 'customer', customerId);
  const about = await read(tx, 'case', caseId);
  if (!customer || about?.customerId !== customerId) return refuse('not-found', 'This matter is not this customer’s.');
  const identity = customer.identities.find(
    ({ channel, address, display }) => RUNG.includes(channel) && (address === number || display === number),
  );
  if (!identity) return refuse('denied', 'Only a number of this customer can be rung.');
  const queues = await tx.query<{ json: Queue }>(`SELECT json FROM queue WHERE id = ANY($1) ORDER BY place`, [
    agent.queueIds,
  ]);
  const queue = queues.map(({ json }) => json).find(({ channels }) => channels.includes('voice'));
  if (!queue || !agent.channels.includes('voice')) return refuse('denied', 'You do not serve calls.');
  return { customer, about, identity, queue };
}

/** One call at a time. What rings meanwhile goes back to its place. */
async function beFree(scene: Scene): Promise<void> {
  const { tx, changes, agent, now } = scene;
  await withdrawRinging(scene, agent.id, 'agent on a call');
  const held = await tx.query(
    `SELECT 1 AS yes FROM work_item WHERE holder_id = $1 AND state = 'held' AND channel = 'voice' LIMIT 1`,
    [agent.id],
  );
  const row = await readPresence(tx, agent.id, 'lock');
  if (held.length > 0 || row?.presence.state === 'on-contact') return refuse('conflict', 'You are on a call already.');
  if (row) changes.presence(movePresence(row, 'answer', now));
}

/** The number that the customer knows us by in this case; else the team's. */
async function ownLine({ tx }: Scene, caseId: string): Promise<string | null> {
  const [known] = await tx.query<{ handle: string }>(
    `SELECT handle FROM interaction WHERE case_id = $1 AND channel = 'voice' AND handle IS NOT NULL
     ORDER BY started_at DESC LIMIT 1`,
    [caseId],
  );
  if (known) return known.handle;
  const [team] = await tx.query<{ handle: string | null }>(
    `SELECT (SELECT h->>'address' FROM json_array_elements(json->'handles') h WHERE h->>'channel' = 'voice' LIMIT 1)
       AS handle FROM team LIMIT 1`,
  );
  return team?.handle ?? null;
}

const interactionOf = ({ id, now }: Scene, { customer, about }: Callee, line: string | null): Interaction => ({
  id: id(),
  version: 1,
  caseId: about.id,
  customerId: customer.id,
  channel: 'voice',
  audience: 'private',
  subject: null,
  handle: line,
  startedAt: now,
});

function entryOf(
  scene: Scene,
  { customer, about, identity, queue }: Callee,
  { id: interactionId, handle }: Interaction,
  exchange: string,
  goesOn: GoesOn,
): EntryOf<'call'> {
  const place = {
    customerId: customer.id,
    caseId: about.id,
    interactionId,
    channel: 'voice',
    audience: 'private',
  } as const;
  const words = ownWords(scene, { ...place, handle, replyTo: null, text: '' });
  const number = identity.display;
  return {
    ...words,
    kind: 'call',
    delivery: null,
    call: {
      number,
      state: 'live',
      queueName: queue.name,
      queueMs: null,
      talkMs: null,
      holdMs: null,
      answeredAt: null,
      agentName: scene.agent.name,
      wrapUp: null,
      turns: [],
      ...(goesOn ? { goesOnFrom: goesOn } : {}),
      ...FRESH_LINE,
      exchange,
      exchangeId: words.id,
      legs: [{ id: '1', who: 'customer', name: number, state: 'dialling', end: null }],
    },
  };
}

/** An item begins in nobody's hands, also in the ledger; in the same transaction the agent takes it. */
async function begin(scene: Scene, callee: Callee, interaction: Interaction, entry: EntryOf<'call'>): Promise<void> {
  const { tx, changes, agent, now, commandId } = scene;
  const first = newChanges({ why: entry.call.goesOnFrom ? 'case.move' : 'call.dial', agentId: agent.id, commandId });
  const item = workItemOf(scene, callee, interaction);
  first.interaction(interaction);
  first.entry(entry);
  first.workItem(item);
  const key = { source: entry.call.exchange, external_id: entry.id, type: 'call' };
  first.put('intakeKey', { ...key, record_id: entry.id, customer_id: callee.customer.id });
  await first.flush(tx);
  changes.workItem(takeWork(item, 'take', agent.id, now));
  await tx.query(`UPDATE "case" SET last_at = greatest(last_at, $2::bigint) WHERE id = $1`, [callee.about.id, now]);
}

const workItemOf = (
  { id, now }: Scene,
  { customer, about, identity, queue }: Callee,
  { id: interactionId }: Interaction,
): WorkItem => ({
  id: id(),
  version: 1,
  customerId: customer.id,
  caseId: about.id,
  interactionId,
  channel: 'voice',
  queueId: queue.id,
  queueName: queue.name,
  state: 'waiting',
  subject: about.subject,
  from: identity.display,
  customerName: customer.name,
  priority: CALL_PRIORITY,
  enteredAt: now,
  holderId: null,
  epoch: 0,
  heldAt: null,
  finishedAt: null,
  ...FRESH_WORK,
});
