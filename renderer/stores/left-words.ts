// Words that stand unsent in matters which are not among the open work: the list of work is the one place that tells of them.
import { create } from 'zustand';
import type { LeftWords } from '../../shared/contract/bridge/draft.ts';
import { bridge } from '../bridge/bridge.ts';
import { useDerived } from './derived.ts';
import { type About, isLoaded, type Mode, useDrafts, type Writings, writingsIn } from './drafts.ts';
import { reloader, unlessOffline } from './load.ts';
import { openCustomer } from './view.ts';
import { openItems, useWork } from './work.ts';
import { pickCase } from './written-case.ts';

type Draft = { readonly mode: Mode; readonly text: string; readonly savedAt: number };

/** What is being written and not sent: the one at hand, else the other. */
export function draftOf(writings: Writings): Draft | null {
  const mode = writings[writings.mode].text ? writings.mode : writings.reply.text ? 'reply' : 'note';
  const { text, savedAt } = writings[mode];
  return text ? { mode, text, savedAt } : null;
}

type Left = { readonly kept: readonly LeftWords[] };
/** As the core has them written down; what is on this page too may be newer there. */
export const useLeftWords = create<Left>()(() => ({ kept: [] }));

export const loadLeftWords = reloader(
  async () => useLeftWords.setState({ kept: await bridge.call('draft.list', {}) }),
  unlessOffline,
);

export const hasLeftWordsOf = (customerId: string): boolean =>
  useLeftWords.getState().kept.some(left => left.customerId === customerId);
/** The customer was erased. */
export const forgetLeftWords = (customerId: string): void =>
  useLeftWords.setState(({ kept }) => ({ kept: kept.filter(left => left.customerId !== customerId) }));

const isSame = (a: About, b: About): boolean => a.customerId === b.customerId && a.caseId === b.caseId;
/** What is open says so itself. */
const isOpen = (about: About): boolean => openItems(useWork.getState()).some(item => isSame(item, about));
/** Sent, or taken out of its field, since the core was asked. */
const isGone = (about: About): boolean => {
  const drafts = useDrafts.getState();
  return isLoaded(about.customerId)(drafts) && draftOf(writingsIn(about)(drafts)) === null;
};

const STORES = [useLeftWords, useDrafts, useWork];
export const useWordsLeft = (): readonly LeftWords[] =>
  useDerived(STORES, () => useLeftWords.getState().kept.filter(about => !isGone(about) && !isOpen(about)));

const isWrittenDown = ({ reply, note }: Writings): boolean =>
  reply.isKept && note.isKept && (reply.text.trim() !== '' || note.text.trim() !== '');

/** Matters of this page in which words have been written down since the core was asked, each by its name. */
export const useUnlisted = (): readonly string[] =>
  useDerived(STORES, () => {
    const { kept } = useLeftWords.getState();
    return Object.entries(useDrafts.getState().byCustomer).flatMap(([customerId, { byCase }]) =>
      Object.entries(byCase).flatMap(([place, writings]) => {
        const about = { customerId, caseId: place || null };
        const isNew = isWrittenDown(writings) && !isOpen(about) && !kept.some(one => isSame(one, about));
        return isNew ? [`${customerId} ${place}`] : [];
      }),
    );
  });

/** The conversation, with these words in its field. */
export function openLeftWords({ customerId, caseId }: About): void {
  openCustomer(customerId);
  pickCase({ customerId, caseId });
}
