import type { FaultCode } from '../../shared/lib/fault.ts';
import { faultWords } from './shell.ts';

const count = (n: number): string => n.toLocaleString('en-GB');

export const reviewWords = {
  region: 'Review',
  search: 'Search history',
  hint: 'Words, "an exact phrase", or the beginning of a word*',
  results: 'Results',
  hits: (hits: number, more: boolean, cases: number) =>
    `${count(hits)}${more ? ' or more' : ''} ${hits === 1 && !more ? 'hit' : 'hits'} in ${count(cases)}${more ? ' or more' : ''} ${cases === 1 && !more ? 'case' : 'cases'}`,
  order: 'Order of the hits',
  orders: { newest: 'Newest first', case: 'By case' },
  /** What the order means, where its name does not say all of it. */
  orderHints: { newest: null, case: 'The case with the newest hit first. Its older hits stand under it.' },
  again: 'again',
  inCase: (hits: number) => `${count(hits)} hits`,
  took: (ms: number) => `${ms < 1 ? '< 1' : Math.round(ms)} ms`,
  searched: (entries: number, from: string | null) =>
    from ? `Searched ${count(entries)} entries from ${from}.` : 'This workstation holds no history yet.',
  missing: (customers: number) =>
    customers === 0
      ? 'Nothing older is missing.'
      : `Older history of ${count(customers)} ${customers === 1 ? 'customer' : 'customers'} is not on this workstation.`,
  nothing: (query: string) => `Nothing found for “${query}”`,
  nothingHint: 'Everything on this workstation was searched. Fewer or shorter words find more.',
  start: 'Search everything on this workstation',
  startHint: 'Posts, messages, emails, notes and call transcripts, newest first. It works without a network.',
  choose: 'Choose a hit to read it where it stands',
  hit: (place: number, total: number) => `Hit ${count(place)} of ${count(total)}`,
  previous: 'Previous hit',
  next: 'Next hit',
  openInWork: 'Open in Work',
  back: 'Back to the results',
  more: 'More, older',
  noCase: 'Without a case',
  open: 'Open',
  closed: 'Closed',
  failed: (code: FaultCode) => `The search failed: ${faultWords[code].toLowerCase()}.`,
  we: 'We:',
} as const;
