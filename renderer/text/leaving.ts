import type { Output } from '../../shared/contract/bridge.ts';
import { waitingWords } from './shell.ts';

type Leaving = Output<'session.leaving'>;

const count = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`;

export const leavingWords = {
  signOut: 'Sign out',
  title: 'Sign out?',
  stay: 'Stay signed in',
  ends: 'The session ends: nothing rings and nothing comes in until somebody signs in again.',
  history: {
    stays: 'The history on this workstation stays readable.',
    goes: 'The history is removed from this workstation. It is fetched again when you sign in.',
  } satisfies Record<Leaving['history'], string>,
  /** Work stays with who leaves. */
  call: (name: string) =>
    `You are on a call with ${name}. It goes on by telephone, and nothing here can hold, mute or end it until you sign in again.`,
  /** `left`: how long it still lasts, where its queue gives it a time, which runs on. */
  wrapUp: (name: string, left: string | null) =>
    left === null
      ? `Your wrap-up for ${name} is not finished. It stays with you and waits.`
      : `Your wrap-up for ${name} is not finished. Its time runs on: it ends by itself in ${left}, with what you have written.`,
  afterWritten: (left: string) =>
    `Your after-contact work for a written contact is not over. Its time runs on: it ends by itself in ${left}.`,
  held: (n: number) =>
    n === 1 ? 'One open item stays with you and waits.' : `${n} open items stay with you and wait.`,
  unsent: ({ waiting, drafts }: Leaving): string =>
    [waitingWords(waiting), drafts > 0 ? count(drafts, 'draft', 'drafts') : ''].filter(Boolean).join(' and '),
  words: {
    stay: (what: string) => `Not sent yet: ${what}. Nothing of that is lost: it goes on when you sign in again.`,
    go: (what: string) => `Not sent yet: ${what}. That is removed as well and cannot be had again.`,
  } satisfies Record<Leaving['words'], (what: string) => string>,
  failed: 'You could not be signed out',
} as const;
