import type { Brought, WeighedHere } from '../../shared/contract/bridge/review.ts';
import type { Beyond } from '../../shared/contract/review.ts';
import type { FaultCode } from '../../shared/lib/fault.ts';
import { faultWords } from './shell.ts';
import { shortDay } from './time.ts';

const count = (n: number): string => n.toLocaleString('en-GB');
const some = (n: number, one: string, many: string): string => `${count(n)} ${n === 1 ? one : many}`;
const customers = (n: number): string => some(n, 'customer', 'customers');
const entries = (n: number): string => some(n, 'entry', 'entries');
const brief = (query: string): string => (query.length > 40 ? `${query.slice(0, 40)}…` : query);
const size = (megabytes: number): string =>
  megabytes < 1 ? 'less than 1 MB' : `about ${count(Math.ceil(megabytes))} MB`;
function span(from: number | null, to: number | null): string {
  if (from === null || to === null) return '';
  const [first, last] = [shortDay(from), shortDay(to)];
  return first === last ? `, ${first}` : `, ${first} to ${last}`;
}

/** Nobody would come: to bring them keeps them. */
export const isAllHere = ({ customers: all, here }: Pick<WeighedHere, 'customers' | 'here'>): boolean =>
  all > 0 && here === all;

export const beyondWords = {
  title: 'On the backend',
  part: 'What to show',
  parts: { find: 'Find a customer', sets: 'Sets' },
  field: 'Look on the backend',
  placeholder: 'A name, a number, a handle, an address, a case number, or words',
  look: 'Look',
  lookFor: (query: string) =>
    query.trim() === '' ? 'Look on the backend…' : `Look on the backend for “${brief(query.trim())}”`,
  needsNetwork: 'This needs the network.',
  asking: 'Asking the backend …',
  results: 'Customers on the backend',
  found: (n: number, more: boolean) =>
    `${customers(n)} whom you may see${more ? '. There may be more: say more of the name or the words' : ''}.`,
  nobody: (query: string) =>
    `Nobody whom you may see was found for “${brief(query)}”. Others may exist whom you may not see.`,
  leftOut: (names: readonly string[]) =>
    `${names.map(name => `${name}:`).join(', ')} ${names.length === 1 ? 'works' : 'work'} on this workstation only, so ${names.length === 1 ? 'it was' : 'they were'} left out.`,
  unread: (n: number) => `${entries(n)} came a moment ago and cannot be found by their words yet.`,
  holds: ({ entries: n, from, to }: Pick<Beyond, 'entries' | 'from' | 'to'>) => `${entries(n)}${span(from, to)}`,
  by: { name: 'name', address: 'address', case: 'case number', words: 'words' } satisfies Record<
    Beyond['by'][number],
    string
  >,
  foundBy: (ways: string) => `Found by ${ways}`,
  bring: 'Bring here',
  bringOf: (name: string) => `Bring here: ${name}`,
  coming: 'On its way',
  here: 'On this workstation',
  show: 'Search here',
  showOf: (name: string) => `Search here: ${name}`,
  audited: 'Whom you bring is written down for the audit, and goes again by itself after a time.',

  brought: 'Brought to this workstation',
  noSets: 'Nothing was brought.',
  single: 'Single customers',
  period: (from: number, to: number) => `${shortDay(from)} to ${shortDay(to - 1)}`,
  queueIn: (name: string | null, of: string) => `${name ?? 'A queue'}, ${of}`,
  anImport: 'An import',
  state: ({ customers: n, here, entries: have, older }: Brought) =>
    here === n && older === 0
      ? `${customers(n)}, ${entries(have)}, all here`
      : `${count(here)} of ${customers(n)} here, ${entries(have)}${older > 0 ? `, ${count(older)} still to come` : ''}`,
  line: (name: string, state: string) => `Brought: ${name}, ${state}.`,
  allHere: (names: readonly string[], more: number) =>
    `Brought, all here: ${new Intl.ListFormat('en-GB').format(more === 0 ? names : [...names, some(more, 'other set', 'other sets')])}.`,
  andMore: (n: number) => `${some(n, 'set', 'sets')} more brought.`,
  until: (at: number) => `until ${shortDay(at)}`,
  letGo: 'Let go',
  letGoOf: (name: string) => `Let go: ${name}`,
  unknown: 'Somebody who is on the way',

  bringSet: 'Bring a set',
  leadsOnly: 'Leads can bring whole sets. You can bring single customers.',
  what: 'What',
  kinds: { import: 'An import', period: 'A period', queue: 'A queue' },
  importField: 'Import',
  noImports: 'Nothing that you may see was imported.',
  importOf: (name: string, n: number) => `${name} (${customers(n)})`,
  queueField: 'Queue',
  from: 'From',
  to: 'To',
  weigh: 'How much is it?',
  weighs: (weighed: WeighedHere) => {
    const { customers: all, fits, here, entries: n, megabytes, from, to } = weighed;
    if (all === 0) return 'It holds nobody whom you may see.';
    if (isAllHere(weighed))
      return `${customers(all)}, ${all === 1 ? '' : 'all of them '}here already: ${entries(n)}${span(from, to)}. To keep them holds their whole history here for a time.`;
    const come = here > 0 ? 'The others would come. In all' : 'All would come';
    return `${customers(all)}${here > 0 ? `, ${count(here)} of them here already` : ''}. ${
      fits === all ? come : `There is room for ${count(fits)}: those heard of last`
    }: ${entries(n)}, ${size(megabytes)}${span(from, to)}.`;
  },
  room: (megabytes: number) => `Room for ${megabytes < 1 ? 'less than 1' : count(Math.floor(megabytes))} MB here.`,
  bringAll: (weighed: WeighedHere) =>
    isAllHere(weighed) ? `Keep ${customers(weighed.fits)} here` : `Bring ${customers(weighed.fits)}`,
  failed: (code: FaultCode) => {
    if (code === 'retry') return 'That was asked too often. Wait a little.';
    if (code === 'not-found') return 'It is not there any more, or you may not see it, or there is no room for it.';
    if (code === 'conflict') return 'There are too many sets. Let another one go first.';
    return `${faultWords[code]}.`;
  },
} as const;
