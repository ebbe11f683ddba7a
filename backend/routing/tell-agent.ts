// One agent is told what has become of work that was theirs: durable, and opened like a note that names them.
import type { Mention } from '../../shared/domain/mention.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { giveCustomer } from '../history/give.ts';
import type { Changes } from '../records/changes.ts';
import type { Tx } from '../store/db.ts';

/** Milliseconds for which they may still look: at what they were told, and for the words they had begun. */
const LOOK_MS = 24 * 3_600_000;
const LONGEST = 300;

type Telling = {
  readonly agentId: string;
  readonly about: NonNullable<Mention['about']>;
  /** By whose doing. */
  readonly from: { readonly id: string; readonly name: string };
  readonly item: Pick<WorkItem, 'customerId' | 'customerName'>;
  /** The event that says so in the timeline. */
  readonly entryId: string;
  readonly words: string;
};
type Parts = { readonly tx: Tx; readonly changes: Changes; readonly now: number; readonly id: () => string };

export async function tellAgent({ tx, changes, now, id }: Parts, telling: Telling): Promise<void> {
  const { agentId, about, from, item, entryId, words } = telling;
  const { customerId, customerName } = item;
  await giveCustomer(tx, { agentId, customerId, why: 'had it in hand', until: now + LOOK_MS, by: from.id });
  changes.mention({
    id: id(),
    version: 1,
    agentId,
    fromId: from.id,
    fromName: from.name,
    customerId,
    customerName,
    entryId,
    words: words.slice(0, LONGEST),
    about,
    at: now,
    seenAt: null,
  });
}
