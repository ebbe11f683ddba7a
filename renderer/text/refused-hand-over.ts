import type { Act } from '../stores/hand-over.ts';
import { handOverWords } from './hand-over.ts';

/** A handing over that the backend refused, and what can still be done with its words. */
export const refusedHandOverWords = {
  title: (act: Act, name: string | null) =>
    name === null ? `${handOverWords.refused(act)}.` : `${handOverWords.refused(act)}: the work for ${name}.`,
  over: 'It is not with you any more.',
  open: 'Open the customer',
  copy: 'Copy your note',
  copied: 'Copied',
  intoNote: 'Put it into a note',
} as const;
