import type { ErasureReason } from '../../shared/domain/erasure.ts';
import { shortDay } from './time.ts';

const reasons: Readonly<Record<ErasureReason, string>> = {
  request: 'They asked for it',
  retention: 'The time for which it may be kept is over',
  mistake: 'It came here by mistake',
  court: 'A court or an authority ordered it',
};

export const erasureWords = {
  title: 'Erasure',
  hint: 'For a customer who asks to be forgotten.',
  open: 'Erase customer',
  queued: 'Being erased: queued',
  dialog: (name: string) => `Erase ${name} for good?`,
  what: 'Everything said, every file, every address and every case of theirs goes: here, at the backend and on every desk. Nobody can bring it back.',
  stays: 'Work that somebody has in hand goes on without its history. Files that were exported before are not reached.',
  reason: 'Why',
  choose: 'Choose a reason',
  reasons,
  erase: 'Erase for good',
  cancel: 'Keep',
  failed: 'The customer could not be erased',
  /** In the place of a name, and of words that were found. */
  nameless: 'Erased customer',
  hit: 'Erased',
  /** In the place of a conversation. */
  gone: ({ at, reason }: { readonly at: number; readonly reason: ErasureReason | null }) =>
    reason === 'request'
      ? `This customer was erased on request on ${shortDay(at)}`
      : `This customer was erased on ${shortDay(at)}`,
  nothing: 'Nothing of them is kept here.',
  work: 'The work you have in hand goes on: finish it, or hand it over. New words of theirs come as a new customer.',
} as const;

/** `last4`: of each card number in the words, in order. */
export const cardWords = (last4: readonly string[]): string =>
  last4.length === 1
    ? `A card number is not kept: it is replaced by •••• ${last4[0]}.`
    : `Card numbers are not kept: they are replaced by ${last4.map(four => `•••• ${four}`).join(', ')}.`;
