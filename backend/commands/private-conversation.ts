import { channelNames } from '../../shared/domain/export/words.ts';
import type { Interaction } from '../../shared/domain/case.ts';
import type { Channel } from '../../shared/domain/primitives.ts';
import { reachOn } from '../../shared/domain/reach.ts';
import { read } from '../records/read.ts';
import { refuse, type Scene } from './command.ts';

/** The private one of a case on this channel, begun where there is none. `from`: what goes on in it. */
export async function privateConversation(scene: Scene, from: Interaction, channel: Channel): Promise<Interaction> {
  const customer = await read(scene.tx, 'customer', from.customerId);
  if (!customer || !reachOn(channel, customer.identities))
    return refuse('bad-input', `No address of this customer is known for ${channelNames[channel]}.`);
  const [known] = await scene.tx.query<{ id: string }>(
    `SELECT id FROM interaction WHERE case_id = $1 AND channel = $2 AND audience = 'private'
     ORDER BY started_at DESC, id DESC LIMIT 1`,
    [from.caseId, channel],
  );
  const there = known && (await read(scene.tx, 'interaction', known.id));
  if (there) return there;
  const begun: Interaction = {
    id: scene.id(),
    version: 1,
    caseId: from.caseId,
    customerId: from.customerId,
    channel,
    audience: 'private',
    subject: from.subject,
    handle: channel === from.channel ? from.handle : await handleOn(scene, channel),
    startedAt: scene.now,
  };
  scene.changes.interaction(begun);
  return begun;
}

async function handleOn({ tx }: Scene, channel: Channel): Promise<string | null> {
  const [row] = await tx.query<{ json: { handles?: { channel: Channel; address: string }[] } }>(
    `SELECT json FROM team LIMIT 1`,
  );
  return row?.json.handles?.find(one => one.channel === channel)?.address ?? null;
}
