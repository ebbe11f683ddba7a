import type { Audience } from '../primitives.ts';

/** What is written and where it goes; `subject` null: as the thread has it. */
type Words = {
  readonly text: string;
  readonly target: { readonly interactionId: string; readonly audience: Audience } | null;
  readonly subject: string | null;
};

const below = (...texts: readonly string[]): string => texts.filter(text => text !== '').join('\n\n');

const isWordless = ({ text, subject }: Words): boolean => text === '' && !subject;
/** Words for one person never get into what anybody can read. */
const isSafer = (one: Words, other: Words): boolean =>
  other.target?.audience === 'private' && one.target?.audience === 'public';

/**
 * Two drafts of one place as one: the words of `first` above those of `second`, none lost. They go where `first` goes, in the
 * manner of `first`, unless that is public and `second` is private, or `first` goes nowhere yet. A subject that cannot stay
 * one stands above its words.
 */
export function joinedWords<T extends Words>(first: T, second: T): T {
  if (isWordless(second)) return first;
  if (isWordless(first)) return second;
  const leads = (first.target === null && second.target !== null) || isSafer(first, second) ? second : first;
  const follows = leads === first ? second : first;
  const isLost = Boolean(follows.subject) && follows.subject !== leads.subject && Boolean(leads.subject);
  const wordsOf = (one: T): string => (one === follows && isLost ? below(one.subject ?? '', one.text) : one.text);
  return { ...leads, subject: leads.subject || follows.subject, text: below(wordsOf(first), wordsOf(second)) };
}
