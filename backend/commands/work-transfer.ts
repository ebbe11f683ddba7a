import type { CommandOf } from '../../shared/contract/commands.ts';
import type { Agent, WorkItem } from '../../shared/domain/work.ts';
import { moveWork } from '../../shared/domain/work-moves.ts';
import { partyOver } from '../routing/party.ts';
import { whyNot } from '../routing/receive.ts';
import { ring, targetOf } from '../routing/ring.ts';
import { type Effect, NOTHING_MADE, refuse, type Scene } from './command.ts';
import { freeAfterCall, handoverBy, heldItem, notAgainTo, noteFrom, putOnHold, queueOf, say } from './hand-over.ts';

type Params = CommandOf<'work.transfer'>['params'];
type Destination = Params['destination'];

/**
 * Blind: it leaves its holder at once and keeps its place and priority. To an agent it rings there; not answered, it rings
 * with its sender again, or waits in its queue for anybody, and the handover stays on it (routing/ring.ts).
 */
export const transferWork: Effect<Params> = async (scene, { workItemId, epoch, destination, note: written }) => {
  const item = await heldItem(scene, workItemId, epoch);
  const note = await noteFrom(scene, item, written);
  if (destination.to === 'agent') await toAgent(scene, item, destination.agentId, note);
  else await toSomebody(scene, item, destination, note);
  return NOTHING_MADE;
};

/** To the queue's seniors; it keeps its place. */
export const escalateWork: Effect<CommandOf<'work.escalate'>['params']> = async (scene, params) => {
  const item = await heldItem(scene, params.workItemId, params.epoch);
  const note = await noteFrom(scene, item, params.note);
  const { seniorSkill, name } = await queueOf(scene, item.queueId);
  if (seniorSkill === null) return refuse('bad-input', `${name} has no seniors to escalate to.`);
  await mustHave(scene, item, seniorSkill);
  const skills = [...new Set([...item.skills, seniorSkill])];
  await letGo(scene, item, { skills, handover: handoverBy(scene, 'escalated', note) });
  say(scene, item, 'escalated.senior', `to ${seniorSkill}`, note);
  return NOTHING_MADE;
};

async function toAgent(scene: Scene, item: WorkItem, agentId: string, note: string | null): Promise<void> {
  if (agentId === scene.agent.id) return refuse('bad-input', 'It is with you already.');
  const target = await targetOf(scene.tx, agentId);
  const no = whyNot(target, item.channel, 'work');
  if (!target || no) return refuse('conflict', no ?? '');
  const queue = await queueOf(scene, item.queueId);
  const free = await letGo(scene, item, { handover: handoverBy(scene, 'transferred', note) });
  say(scene, item, 'transferred', `to ${target.agent.name}`, note);
  await ring(scene, free, queue, target.agent, `Transferred by ${scene.agent.name}`, scene.agent.id);
}

async function toSomebody(
  scene: Scene,
  item: WorkItem,
  destination: Exclude<Destination, { to: 'agent' }>,
  note: string | null,
): Promise<void> {
  const handover = handoverBy(scene, 'transferred', note);
  if (destination.to === 'skill') {
    const { skill } = destination;
    await mustHave(scene, item, skill);
    await letGo(scene, item, { skills: [...new Set([...item.skills, skill])], handover });
    say(scene, item, 'transferred', `to somebody with ${skill}`, note);
    return;
  }
  const queue = await queueOf(scene, destination.queueId);
  if (!queue.channels.includes(item.channel)) return refuse('bad-input', `${queue.name} does not serve this channel.`);
  await letGo(scene, item, { queueId: queue.id, queueName: queue.name, skills: [], handover });
  scene.changes.grant(await serving(scene, queue.id), item.customerId);
  say(scene, item, 'transferred', `to ${queue.name}`, note);
}

async function serving({ tx }: Scene, queueId: string): Promise<string[]> {
  const agents = await tx.query<{ json: Agent }>(`SELECT json FROM agent WHERE NOT disabled`);
  return agents.filter(({ json }) => json.queueIds.includes(queueId)).map(({ json }) => json.id);
}

/** A skill that nobody of the queue has, signed in or not, would be waited for for ever. */
async function mustHave({ tx, agent }: Scene, item: WorkItem, skill: string): Promise<void> {
  const agents = await tx.query<{ json: Agent }>(`SELECT json FROM agent WHERE NOT disabled AND id <> $1`, [agent.id]);
  const somebody = agents.some(
    ({ json }) =>
      json.queueIds.includes(item.queueId) &&
      json.channels.includes(item.channel) &&
      json.skills?.some(({ name }) => name === skill),
  );
  if (!somebody) refuse('conflict', `Nobody else in ${item.queueName} has ${skill}.`);
}

/** Out of this agent's hands into nobody's. The holder of a call is free, and its customer waits on hold. */
async function letGo(scene: Scene, item: WorkItem, change: Partial<WorkItem>): Promise<WorkItem> {
  await putOnHold(scene, item);
  const alone = await partyOver(scene.tx, scene.changes, item, scene.now);
  if (item.channel === 'voice') await freeAfterCall(scene, scene.agent.id);
  await notAgainTo(scene, item, scene.agent.id);
  const free = { ...moveWork(alone, 'let-go'), ...change };
  scene.changes.workItem(free);
  return free;
}
