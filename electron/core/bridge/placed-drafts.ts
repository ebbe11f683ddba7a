// Drafts that were written before they were kept by case, or while no case was known.
import type { CaseDrafts, Draft } from '../../../shared/contract/bridge/draft.ts';
import { joinedWords } from '../../../shared/domain/writing/joined-words.ts';
import type { Cache } from '../cache/cache.ts';
import type { DeskFile } from '../cache/desk-file.ts';
import { isFull } from '../cache/files/check.ts';

type Known = {
  readonly caseOf: (interactionId: string) => string | null;
  /** Of this customer. */
  readonly held: readonly string[];
  readonly cases: readonly string[];
};
const only = (ids: readonly string[]): string | null => (new Set(ids).size === 1 ? ids[0]! : null);

/** The case that a draft is about: of the conversation it goes to, else the only one in hand, else their only one. */
export function caseOfDraft({ target }: Pick<Draft, 'target'>, { caseOf, held, cases }: Known): string | null {
  return (target ? caseOf(target.interactionId) : null) ?? only(held) ?? only(cases);
}

type Options = { readonly cache: Cache; readonly file: DeskFile; readonly agentId: string | null };

/** Puts what is of no known case to the case it is about, where that is known now; answers with all of the customer. */
export function placedDrafts({ cache, file, agentId }: Options, customerId: string): CaseDrafts[] {
  const unplaced = file.drafts.read(customerId).find(({ caseId }) => caseId === null);
  // The one last written in first: the mode goes with it.
  const modes = unplaced?.mode === 'note' ? (['note', 'reply'] as const) : (['reply', 'note'] as const);
  const drafts = modes.map(mode => unplaced?.[mode]).filter(draft => draft != null);
  if (drafts.length > 0) {
    const items = agentId === null ? [] : cache.workItems.heldBy(agentId);
    const known: Known = {
      caseOf: interactionId => cache.interactions.get(interactionId)?.caseId ?? null,
      held: items.filter(item => item.customerId === customerId).map(({ caseId }) => caseId),
      cases: cache.cases.ofCustomer(customerId).map(({ id }) => id),
    };
    try {
      file.write(() => {
        for (const draft of drafts) place(file, customerId, draft, caseOfDraft(draft, known));
      });
    } catch (error) {
      // They stay where they are, and can be read: another time there is room.
      if (!isFull(error)) throw error;
    }
  }
  return file.drafts.read(customerId);
}

function place(file: DeskFile, customerId: string, draft: Draft, caseId: string | null): void {
  if (caseId === null) return;
  const here = file.drafts.get(customerId, caseId, draft.mode);
  file.drafts.remove(customerId, null, draft.mode);
  file.drafts.placeMode(customerId, caseId);
  file.drafts.write(customerId, caseId, here ? joinedWords(here, draft) : draft);
  if (draft.mode === 'reply') file.outFiles.placeDraft(customerId, caseId);
}
