import { channelNames } from '../../shared/domain/export/words.ts';
import type { CommandOf } from '../../shared/contract/commands.ts';
import type { Interaction } from '../../shared/domain/case.ts';
import { hasMessages } from '../../shared/domain/reach.ts';
import { mayTakeWaiting, workInTheWay } from '../../shared/domain/speaking.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { takeWork } from '../../shared/domain/work-moves.ts';
import { eventEntry } from '../records/events.ts';
import { read } from '../records/read.ts';
import { dial } from './call-dial.ts';
import { type Effect, type Made, NOTHING_MADE, refuse, type Scene } from './command.ts';
import { mustHold } from './held.ts';
import { privateConversation } from './private-conversation.ts';
import { say } from './hand-over.ts';
import { atStart, lockMatter, whyNotYours } from './speaking.ts';
import { unskilledFor } from './work-take.ts';

type Params = CommandOf<'case.move'>['params'];

const WORDS: Readonly<Record<Params['way'], string>> = {
  'direct-message': 'Direct message',
  email: 'Email',
  phone: 'Phone',
};

/**
 * What began in public goes on where nobody reads along: the same case, the same work item, the same clock. The event
 * names the conversation it goes on in, and so makes it the one that is answered by default. Where work of that one waits,
 * it comes along into the same hands.
 */
export const moveCase: Effect<Params> = async (scene, params) => {
  const named = await read(scene.tx, 'work_item', params.workItemId);
  // For who does not hold it the same is done as for work that is not there.
  const own = named?.holderId === scene.agent.id ? named : null;
  const open = own ? await lockMatter(scene.tx, own, own.id) : [];
  const item = await mustHold(scene, params);
  if (!own) return refuse('conflict', 'You hold this by now. Move it again.');
  const from = await read(scene.tx, 'interaction', item.interactionId);
  if (!from) return refuse('not-found', 'This conversation is not here any more.');
  if (params.number !== undefined) return ring(scene, item, from, params);
  const to = params.way === 'phone' ? null : await conversationFor(scene, from, params.way);
  const other = to && workInTheWay(open, to, scene.agent.id);
  if (other) await takeAlong(scene, other, nounOf(params.way, other));
  const about = { id: item.caseId, customerId: item.customerId };
  const by = { kind: 'agent', name: scene.agent.name, address: null, agentId: scene.agent.id } as const;
  const event = eventEntry(scene.id(), about, scene.now, 'moved.private', WORDS[params.way], by);
  scene.changes.entry({ ...event, interactionId: to?.id ?? null });
  return NOTHING_MADE;
};

/** A mail answers forms and letters too. */
const nounOf = (way: Params['way'], { channel }: WorkItem): string =>
  `their ${(way === 'email' ? channelNames[channel] : WORDS[way]).toLowerCase()}`;

/** What waits, and may be taken by a holder of other work of its customer. @throws Fault denied, saying what is in the way */
async function takeAlong(scene: Scene, other: WorkItem, what: string): Promise<void> {
  if (!mayTakeWaiting(other, scene.agent, true)) return refuse('denied', await whyNotYours(scene, other, what));
  const unskilled = await unskilledFor(scene, other);
  const waits = `${atStart(what)} waits in ${other.queueName}.`;
  if (unskilled !== null) return refuse('denied', [waits, unskilled].join(' '));
  scene.changes.workItem(takeWork(other, 'take', scene.agent.id, scene.now));
  say(scene, other, 'assigned', `from ${other.queueName}`);
}

/**
 * The call is the entry of the move: it names the conversation that goes on in it. The work stays in the same hands and
 * its clock goes on, whatever becomes of the call, which is work of its own in the same case.
 */
async function ring(scene: Scene, item: WorkItem, from: Interaction, { way, number = '' }: Params): Promise<Made> {
  if (way !== 'phone') return refuse('bad-input', 'A number is rung only by phone.');
  if (item.channel === 'voice') return refuse('bad-input', 'This is a call already.');
  const customer = await read(scene.tx, 'customer', item.customerId);
  const own = customer?.identities.find(({ address, display }) => address === number || display === number);
  if (own?.sureness === 'shared')
    return refuse('bad-input', 'Others have this number too: nobody knows who would answer.');
  const { id: interactionId, channel, audience } = from;
  const { customerId, caseId } = item;
  return dial(scene, { customerId, caseId, number }, { interactionId, channel, audience });
}

async function conversationFor(scene: Scene, from: Interaction, way: 'direct-message' | 'email'): Promise<Interaction> {
  const channel = way === 'email' ? 'email' : from.channel;
  if (way === 'direct-message' && !hasMessages(channel))
    return refuse('bad-input', `${channelNames[channel]} has no direct messages.`);
  return privateConversation(scene, from, channel);
}
