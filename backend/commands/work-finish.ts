import type { CommandOf } from '../../shared/contract/commands.ts';
import { controlled } from '../../shared/domain/call.ts';
import { movePresence } from '../../shared/domain/presence.ts';
import type { Queue, WorkItem } from '../../shared/domain/work.ts';
import { whyNotFinish, wrapUpLine } from '../../shared/domain/wrap-up.ts';
import { endWork } from '../../shared/domain/work-moves.ts';
import { eventEntry } from '../records/events.ts';
import { callOf, next, reading, readPresence } from '../records/read.ts';
import { beginAfterWritten } from '../routing/after-contact.ts';
import { partyOver } from '../routing/party.ts';
import { askExchange } from './call-ask.ts';
import { talked } from './call-control.ts';
import { type Effect, type First, NOTHING_MADE, refuse, type Scene } from './command.ts';

type Params = CommandOf<'work.finish'>['params'];

/**
 * The holder is done. Of a call, its end, talk time and wrap-up are written; the agent is free, or as they had asked. After a
 * written item comes the work after it, where its queue gives a time and nothing else is open.
 * Words that come when the time for them has ended the work are still taken: the agent had written them.
 */
export const finishWork: Effect<Params> = async (scene, params) => {
  const { tx, agent, changes, now } = scene;
  const { epoch, disposition } = params;
  const [[row], [beside]] = scene.first as Locked;
  const item = row?.json;
  if (item?.holderId !== agent.id) return refuse('not-found', 'You do not hold this any more.');
  const isLate = isTimedOut(item, epoch);
  const words = saidOf(beside?.queue ?? null, params, isLate);
  const said = beside?.erased ? null : words;
  if (isLate) {
    changes.workItem(next(item, { disposition: disposition ?? item.disposition }));
    if (item.channel === 'voice') await wrapUpCall(scene, item, said);
    return tellFinished(scene, item, said);
  }
  if (item.state !== 'held' || item.epoch !== epoch)
    return refuse('conflict', 'It was finished already, or has changed hands since.', 'old epoch');
  const alone = await partyOver(tx, changes, item, now);
  changes.workItem({
    ...endWork(alone, 'finish', now),
    disposition,
    outcome: 'done',
    answered: beside?.answered ?? true,
    endedBy: 'agent',
  });
  if (item.channel === 'voice') await endContact(scene, item, said);
  else await beginAfterWritten(tx, changes, item, beside?.queue ?? null, now);
  return tellFinished(scene, item, said);
};

/** Of a row of `entry e`: words of an agent. What was not delivered is no answer. */
export const IS_ANSWER = `e.json->>'direction' = 'out' AND e.json->'author'->>'kind' = 'agent'
      AND e.json->'delivery'->>'state' IS DISTINCT FROM 'failed'`;

type Beside = { queue: Queue; erased: boolean; answered: boolean };
/** Asked with the item locked: whoever erases its customer or moves it elsewhere has that lock too. */
const BESIDE = `SELECT q.json AS queue, c.erased_at IS NOT NULL AS erased,
    w.channel = 'voice' OR EXISTS (SELECT FROM entry e WHERE e.customer_id = w.customer_id AND e.at >= w.entered_at
      AND e.case_id = w.json->>'caseId' AND ${IS_ANSWER}) AS answered
  FROM work_item w
  JOIN queue q ON q.id = w.queue_id JOIN customer c ON c.id = w.customer_id WHERE w.id = $1`;

type Locked = readonly [items: { json: WorkItem }[], besides: Beside[]];

export const finishFirst: First<Params> = (_agentId, { workItemId }) => [
  reading('work_item', workItemId, 'lock'),
  { text: BESIDE, params: [workItemId] },
];

/** @throws Fault bad-input where the queue asks for another disposition, or for one at all */
function saidOf(queue: Queue | null, ended: Params, isLate: boolean): string | null {
  const policy = queue?.wrapUp ?? NO_POLICY;
  const whyNot = whyNotFinish(isLate ? { ...policy, required: false } : policy, ended);
  return whyNot ? refuse('bad-input', whyNot) : wrapUpLine(policy, ended);
}
/** Of a queue that was stored before there was one. */
const NO_POLICY = { required: false, acwMs: null, dispositions: [] };

const isTimedOut = (item: WorkItem, epoch: number): boolean =>
  item.state === 'finished' && item.endedBy === 'time' && item.epoch === epoch + 1;

function tellFinished({ id, agent, changes, now }: Scene, item: WorkItem, said: string | null): typeof NOTHING_MADE {
  const about = { id: item.caseId, customerId: item.customerId };
  const by = { kind: 'agent', name: agent.name, address: null, agentId: agent.id } as const;
  changes.entry(eventEntry(id(), about, now, 'finished', said, by));
  return NOTHING_MADE;
}

async function wrapUpCall({ tx, changes }: Scene, item: WorkItem, said: string | null): Promise<void> {
  const entry = said === null ? null : await callOf(tx, item.interactionId);
  if (entry) changes.entry(next(entry, { call: { ...entry.call, wrapUp: said } }));
}

async function endContact(scene: Scene, item: WorkItem, said: string | null): Promise<void> {
  const { tx, changes, agent, now } = scene;
  const entry = await callOf(tx, item.interactionId);
  if (entry) {
    const { call } = entry;
    const over = controlled(call, 'end', now);
    const talkMs = talked(entry, now);
    changes.entry(next(entry, { call: { ...call, ...over, talkMs, wrapUp: said ?? call.wrapUp } }));
    if (over) askExchange(scene, entry, { do: 'end' });
  }
  const row = await readPresence(tx, agent.id, 'lock');
  if (row) changes.presence(movePresence(row, 'finish', now));
}
