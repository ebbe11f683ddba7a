import type { CommandOf } from '../../shared/contract/commands.ts';
import type { EntryOf } from '../../shared/domain/entry.ts';
import type { Mention } from '../../shared/domain/mention.ts';
import { giveCustomer } from '../history/give.ts';
import { next, read } from '../records/read.ts';
import { type Effect, NOTHING_MADE, refuse, type Scene } from './command.ts';

/** Milliseconds for which who is named may see the customer, whatever their queues. */
const GIVEN_MS = 30 * 86_400_000;
const BEGINNING = 300;

/** Who is named; refused for one who is no colleague (any more). Oneself needs no notice. */
export async function namedIn({ tx, agent }: Scene, mentions: readonly string[]): Promise<string[]> {
  const others = [...new Set(mentions)].filter(id => id !== agent.id);
  if (others.length === 0) return [];
  const rows = await tx.query<{ id: string }>(`SELECT id FROM agent WHERE id = ANY($1) AND NOT disabled ORDER BY id`, [
    others,
  ]);
  if (rows.length < others.length)
    return refuse('not-found', 'Somebody named here is no colleague any more. Take the name out.');
  return rows.map(({ id }) => id);
}

/** Each is told, and may see the customer from now on, so that the note can be opened. */
export async function tellNamed(scene: Scene, note: EntryOf<'note'>, agentIds: readonly string[]): Promise<void> {
  const { tx, changes, agent, now, id } = scene;
  if (agentIds.length === 0) return;
  const { customerId, id: entryId, text } = note;
  const customer = await read(tx, 'customer', customerId);
  for (const agentId of agentIds) {
    await giveCustomer(tx, { agentId, customerId, why: 'named in a note', until: now + GIVEN_MS, by: agent.id });
    changes.mention({
      id: id(),
      version: 1,
      agentId,
      fromId: agent.id,
      fromName: agent.name,
      customerId,
      customerName: customer?.name ?? '',
      entryId,
      words: text.slice(0, BEGINNING),
      at: now,
      seenAt: null,
    });
  }
}

export const seeMentions: Effect<CommandOf<'mention.see'>['params']> = async (scene, { mentionIds }) => {
  const { tx, changes, agent, now } = scene;
  const rows = await tx.query<{ json: Mention }>(
    `SELECT json FROM mention WHERE id = ANY($1) AND agent_id = $2 ORDER BY id FOR UPDATE`,
    [mentionIds, agent.id],
  );
  for (const { json } of rows) if (json.seenAt === null) changes.mention(next(json, { seenAt: now }));
  return NOTHING_MADE;
};
