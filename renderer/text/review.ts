import { FILTER_NAMES, type FilterName } from '../../shared/domain/search/filters.ts';
import { LONGEST_QUERY, MOST_PARTS, type QueryProblem } from '../../shared/domain/search/query.ts';
import type { FaultCode } from '../../shared/lib/fault.ts';
import { faultWords } from './shell.ts';

const count = (n: number): string => n.toLocaleString('en-GB');
const some = (n: number, one: string, many: string): string => `${count(n)} ${n === 1 ? one : many}`;
const listed = (names: readonly string[]): string => new Intl.ListFormat('en-GB').format(names);

export const reviewWords = {
  region: 'Review',
  search: 'Search history',
  hint: 'Words, "an exact phrase", the beginning of a word*, -without, channel:, from:, before: …',
  results: 'Results',
  /** `cases` null: not all hits are here yet, so nobody knows. */
  hits: (total: { count: number; exact: boolean }, cases: number | null) =>
    total.exact && total.count === 0
      ? 'No hits on this workstation'
      : `${total.exact ? '' : 'At least '}${some(total.count, 'hit', 'hits')}${cases === null ? '' : ` in ${some(cases, 'case', 'cases')}`}`,
  order: 'Order of the hits',
  orders: { newest: 'Newest first', best: 'Best match', case: 'By case' },
  /** What the order means, where its name does not say all of it. */
  orderHints: { newest: null, best: null, case: 'The case with the newest hit first. Its older hits stand under it.' },
  ranked: ({ count: n, all }: { count: number; all: boolean }) =>
    all ? 'Best match first, of all hits.' : `Best match first, of the newest ${some(n, 'hit', 'hits')}.`,
  again: 'again',
  inCase: (hits: number) => some(hits, 'hit', 'hits'),
  took: (ms: number) => `${ms < 1 ? '< 1' : Math.round(ms)} ms`,
  searched: (entries: number, from: string | null) =>
    from ? `Searched ${some(entries, 'entry', 'entries')} from ${from}.` : 'This workstation holds no history yet.',
  /** Of whom it is known: of customers who are not here it is not. */
  missing: (incomplete: number, all: number) => {
    if (all === 0) return '';
    const ofAll = `of the ${some(all, 'customer', 'customers')} on this workstation`;
    return incomplete === 0
      ? `Nothing older is missing ${ofAll}.`
      : `${count(incomplete)} ${ofAll} ${incomplete === 1 ? 'has' : 'have'} older entries that are not here.`;
  },
  offline: 'No network: what is on this workstation is searched.',
  unknownBeyond: 'What there is of other customers cannot be known now.',
  unindexed: (entries: number) =>
    `The search index is being made anew: ${some(entries, 'entry is', 'entries are')} not in it yet, so hits may be missing.`,
  bounded: (filters: readonly string[]) =>
    `${filters.map(name => `${name}:`).join(' and ')} ${filters.length === 1 ? 'fits' : 'fit'} more than can be looked at, so hits may be missing. Say more of the name.`,
  nothingYet: 'Nothing among the newest',
  lookingFurther: (back: string) => `Older entries are being looked at, back to ${back} by now.`,
  nothing: (query: string) =>
    `Nothing on this workstation for “${query.length > 80 ? `${query.slice(0, 80)}…` : query}”`,
  nothingHint: 'Other customers may be on the backend. Here, fewer or shorter words, or fewer filters, find more.',
  start: 'Search everything on this workstation',
  startHint: 'Posts, messages, emails, notes and call transcripts. It works without a network.',
  choose: 'Choose a hit to read it where it stands',
  hit: (place: number, total: number, exact: boolean) =>
    `Hit ${count(place)} of ${count(total)}${exact ? '' : ' or more'}`,
  notAmong: 'Not among the hits',
  previous: 'Previous hit',
  next: 'Next hit',
  openInWork: 'Open in Work',
  export: 'Export…',
  beside: 'Keep beside',
  besideHint: 'Keep this case on the screen and read others beside it',
  kept: 'Kept beside',
  keptSaid: (name: string) => `${name} is kept beside`,
  close: (name: string) => `Close ${name}`,
  pane: (called: string) => `Case of ${called}`,
  /** Where several cases of one person are open. */
  paneOfSeveral: (name: string, number: number | null) => (number === null ? name : `${name}, ${number}`),
  alone: 'Case only',
  aloneHint: 'This case only',
  panes: 'Cases that are open',
  timelineOf: (name: string) => `Timeline of ${name}`,
  back: 'Back to the results',
  noCase: 'Without a case',
  open: 'Open',
  closed: (day: string | null) => (day === null ? 'Closed' : `Closed ${day}`),
  failed: (code: FaultCode) =>
    code === 'offline'
      ? 'The search could not be asked: Foreword’s own program on this machine does not answer. It is asked when that is back.'
      : `The search failed: ${faultWords[code].charAt(0).toLowerCase()}${faultWords[code].slice(1)}. Press Enter in the field to try again.`,
  we: 'We:',
  /** Before an entry that does not hold the words itself. */
  byCase: 'By its case:',
  byName: 'By its customer:',
} as const;

export const filterSearchWords = {
  menu: 'Filters',
  used: 'Filters of this search',
  remove: (written: string) => `Remove ${written}`,
  suggestions: 'Filters and values',
  /** Said to those who listen. */
  offered: (n: number) => (n === 0 ? '' : `${some(n, 'suggestion', 'suggestions')}; the arrows choose, Tab takes one`),
  about: {
    channel: 'Where it was said: x, email, voice …',
    from: 'Who wrote it: a name, customer, agent',
    with: 'The customer: a name or an address',
    handle: 'Our account: @…, an address, a number',
    before: 'Older than a day, a month, a year',
    after: 'Newer than a day, a month, a year',
    on: 'Of a day, a week, a month, a year',
    since: 'From a day on',
    until: 'Up to a day, that day included',
    kind: 'post, message, email, call, note …',
    case: 'A case number, open or closed',
    has: 'attachment, link or transcript',
    agent: 'The colleague who wrote it',
    score: 'A survey’s score: <3, csat>=4, nps',
    direction: 'in, out or internal',
    audience: 'public, private or internal',
    is: 'public, private, edited, deleted …',
    language: 'A language by its code: de, ja',
  } satisfies Record<FilterName, string>,
  unknown: (names: readonly string[]) =>
    `There is no filter ${listed(names.map(name => `${name}:`))}, so ${names.length === 1 ? 'its words are' : 'their words are'} looked for. There are ${listed(FILTER_NAMES.map(name => `${name}:`))}.`,
  problem: (kind: QueryProblem['kind'], written: string): string | null =>
    ({
      'bad-value': `“${written}” means nothing that can be looked for, so it is left out.`,
      'too-long': `Only the first ${count(LONGEST_QUERY)} characters are looked at.`,
      'too-many': `Only the first ${count(MOST_PARTS)} words, phrases and filters are looked at.`,
      'open-quote': null,
    })[kind],
} as const;

export const keptSearchWords = {
  saved: 'Saved searches',
  recent: 'Recent searches',
  noSaved: 'None yet. “Save search” keeps what is in the field under a name.',
  noRecent: 'None yet. A search is kept here when one of its hits is opened.',
  private: 'They stay on this workstation.',
  save: 'Save search',
  saveTitle: 'Save this search',
  renameTitle: 'Rename this search',
  name: 'Name',
  query: 'Search',
  keep: 'Save',
  cancel: 'Cancel',
  renameShort: 'Rename',
  rename: (name: string) => `Rename ${name}`,
  remove: (name: string) => `Remove ${name}`,
  forget: (query: string) => `Forget ${query}`,
  forgetAll: 'Clear all',
  run: (name: string) => `Search: ${name}`,
  failures: {
    save: 'The search could not be saved',
    rename: 'The search could not be renamed',
    remove: 'The search could not be removed',
    forget: 'It could not be forgotten',
  },
} as const;
