// Somebody is asked in: they see the case and talk, and the holder stays the one who sends.
import type { CommandOf } from '../../shared/contract/commands.ts';
import type { Among, AskingAmong } from '../../shared/domain/among.ts';
import { controlled, otherLeg } from '../../shared/domain/call.ts';
import type { Offer } from '../../shared/domain/offer.ts';
import type { Participant, WorkItem } from '../../shared/domain/work.ts';
import type { Ask } from '../connectors/telephony/adapter.ts';
import { callOf, next, read, readPresence } from '../records/read.ts';
import { whomToAsk } from '../routing/ask-among.ts';
import { askIn } from '../routing/ask-on.ts';
import { withoutParticipant } from '../routing/consult.ts';
import { serversOf } from '../routing/gather.ts';
import { movePresence } from '../../shared/domain/presence.ts';
import { whyNot } from '../routing/receive.ts';
import { targetOf } from '../routing/ring.ts';
import { askExchange } from './call-ask.ts';
import { type Effect, NOTHING_MADE, refuse, type Scene } from './command.ts';
import { freeAfterCall, handoverBy, heldItem, noteFrom, queueOf, say, withdrawOf } from './hand-over.ts';

/** Rings at the colleague's desk. Their right to see the customer is that they stand among the participants. */
export const consult: Effect<CommandOf<'work.consult'>['params']> = async (scene, params) => {
  const { agent } = scene;
  const item = await heldItem(scene, params.workItemId, params.epoch);
  const note = await noteFrom(scene, item, params.note);
  const asking = params.agentId === null ? await askingOf(scene, item, params.among) : null;
  const agentId = params.agentId ?? asking?.asked[0] ?? '';
  if (agentId === agent.id) return refuse('bad-input', 'You cannot ask yourself.');
  const target = await targetOf(scene.tx, agentId);
  const no = whyNot(target, item.channel, 'consult');
  if (!target || no) return refuse('conflict', no ?? '');
  if (item.participants.length > 0) return refuse('conflict', 'Somebody has been asked already.');
  const call = item.channel === 'voice' ? await callOf(scene.tx, item.interactionId) : null;
  if (call && otherLeg(call.call)) return refuse('conflict', 'Another telephone is in this call.');
  const queue = await queueOf(scene, item.queueId);
  askIn(scene, item, target.agent, { queue, handover: handoverBy(scene, 'consulted', note), asking });
  say(scene, item, 'consult.asked', target.agent.name, note);
  return NOTHING_MADE;
};

/** Who of a queue, or with a skill, is asked first: who has been free the longest. The others follow (routing/ask-on.ts). */
async function askingOf({ tx, agent }: Scene, item: WorkItem, among: Among | null): Promise<AskingAmong> {
  if (!among) return refuse('bad-input', 'Choose whom to ask.');
  const rows = await tx.query<{ agentId: string }>(
    `SELECT agent_id AS "agentId" FROM offer
     WHERE work_item_id = $1 AND json->>'kind' = 'consult' AND state IN ('missed', 'declined')`,
    [item.id],
  );
  const before = new Set(rows.map(({ agentId }) => agentId));
  const found = whomToAsk(await serversOf(tx), { item, among, byId: agent.id, before });
  const name = among.to === 'skill' ? among.skill : ((await read(tx, 'queue', among.queueId))?.name ?? 'that queue');
  return found === null ? refuse('conflict', `Nobody of ${name} can be asked now.`) : { among, name, asked: [found] };
}

/** Whom it was asked of says yes. Of a call they are on it from now on, with the customer on hold. */
export async function joinConsult(scene: Scene, offer: Offer, item: WorkItem): Promise<void> {
  const { changes, agent, now, tx } = scene;
  const participants = item.participants.map(one =>
    one.agentId === offer.agentId ? { ...one, role: 'consulted' as const, since: now } : one,
  );
  changes.workItem(next(item, { participants }));
  say(scene, item, 'consult.joined');
  if (!(await askLine(scene, item, { do: 'join', agent: agent.name }, 'hold'))) return;
  const row = await readPresence(tx, agent.id, 'lock');
  if (row) changes.presence(movePresence(row, 'answer', now));
}

/** All three are on; of a call, the customer comes off hold. */
export const conference: Effect<CommandOf<'work.conference'>['params']> = async (scene, params) => {
  const item = await heldItem(scene, params.workItemId, params.epoch);
  const other = present(item, params.agentId);
  const participants = item.participants.map(one =>
    one === other ? { ...one, role: 'conference' as const, since: scene.now } : one,
  );
  scene.changes.workItem(next(item, { participants }));
  say(scene, item, 'conference', other.name);
  await askLine(scene, item, { do: 'conference' }, 'resume');
  return NOTHING_MADE;
};

/** The holder lets a colleague go, or takes the question back before it is answered. */
export const endConsult: Effect<CommandOf<'work.endConsult'>['params']> = async (scene, params) => {
  const item = await heldItem(scene, params.workItemId, params.epoch);
  const other = item.participants.find(({ agentId }) => agentId === params.agentId);
  if (!other) return refuse('conflict', 'This colleague has left already.');
  if (other.role === 'asked') {
    await withdrawOf(scene, item, 'no longer needed');
    scene.changes.workItem(withoutParticipant(item, other.agentId));
    return NOTHING_MADE;
  }
  say(scene, item, 'consult.left', other.name);
  await goes(scene, item, other);
  return NOTHING_MADE;
};

/** Who was asked in goes by themselves. */
export const leaveWork: Effect<CommandOf<'work.leave'>['params']> = async (scene, { workItemId }) => {
  const { tx, agent } = scene;
  const item = await read(tx, 'work_item', workItemId, 'lock');
  const mine = item?.participants?.find(({ agentId, role }) => agentId === agent.id && role !== 'asked');
  if (!item || !mine) return refuse('conflict', 'You are not in this any more.');
  say(scene, item, 'consult.left');
  await goes(scene, item, mine);
  return NOTHING_MADE;
};

async function goes(scene: Scene, item: WorkItem, { agentId }: Participant): Promise<void> {
  scene.changes.workItem(withoutParticipant(item, agentId));
  if (await askLine(scene, item, { do: 'cancel' }, 'resume')) await freeAfterCall(scene, agentId);
}

/** @throws Fault('conflict') who has not come in cannot be put through */
export function present(item: WorkItem, agentId: string): Participant {
  const other = item.participants.find(one => one.agentId === agentId);
  if (!other) return refuse('conflict', 'This colleague has left already.');
  return other.role === 'asked' ? refuse('conflict', `${other.name} has not come in yet.`) : other;
}

/** Asks something of the line of a call. False: it has none, or it is over. */
async function askLine(scene: Scene, item: WorkItem, ask: Ask, line: 'hold' | 'resume'): Promise<boolean> {
  if (item.channel !== 'voice') return false;
  const entry = await callOf(scene.tx, item.interactionId);
  const change = entry && controlled(entry.call, line, scene.now);
  if (!entry || !change) return false;
  scene.changes.entry(next(entry, { call: { ...entry.call, ...change, trouble: null } }));
  askExchange(scene, entry, ask);
  return true;
}
