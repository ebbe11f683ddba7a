// Notes in which this agent is named, and what they are told of work that was theirs.
import { create } from 'zustand';
import type { Mention } from '../../shared/domain/mention.ts';
import { bridge } from '../bridge/bridge.ts';
import { reloader, unlessOffline } from './load.ts';
import { openEntryOfWork } from './selected.ts';

type Mentions = { readonly mentions: readonly Mention[] };

export const useMentions = create<Mentions>()(() => ({ mentions: [] }));
export const mentionsOf = ({ mentions }: Mentions) => mentions;
/** What became of work, words or acts that were this agent's; else a note that names them. */
export const isTold = ({ about = 'note' }: Mention): boolean => about !== 'note';
/** Of what a network refused after the backend had taken it. */
export const isNotDone = ({ about }: Mention): boolean => about === 'undelivered' || about === 'not-reposted';

export const loadMentions = reloader(
  async () => useMentions.setState({ mentions: await bridge.call('mentions.read', {}) }),
  unlessOffline,
);

/** They have been looked at. */
export async function see(mentionIds: string[]): Promise<void> {
  if (mentionIds.length === 0) return;
  await bridge.call('mention.see', { mentionIds });
  const at = Date.now();
  useMentions.setState(({ mentions }) => ({
    mentions: mentions.map(one => (mentionIds.includes(one.id) ? { ...one, seenAt: at } : one)),
  }));
}

/** Shows the note, and says that it has been opened. */
export async function openMention({ id, customerId, entryId, seenAt }: Mention): Promise<void> {
  const opened = openEntryOfWork(customerId, entryId);
  if (seenAt === null) await see([id]);
  await opened;
}

/** The oldest that has not been opened; nothing where there is none. */
export async function openNextMention(): Promise<void> {
  const next = useMentions.getState().mentions.findLast(({ seenAt }) => seenAt === null);
  if (next) await openMention(next);
}
export const hasUnseen = (): boolean => useMentions.getState().mentions.some(({ seenAt }) => seenAt === null);
