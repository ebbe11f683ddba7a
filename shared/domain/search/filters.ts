// What a search can be narrowed by, and what a value that somebody wrote means.
import { ENTRY_KINDS, type EntryKind } from '../entry.ts';
import { type Audience, type Channel, CHANNELS, type Direction } from '../primitives.ts';
import { type Period, periodOf, type Today } from './days.ts';
import { type ScoreRange, scoreRangeOf } from './scores.ts';

/** In the order in which they are offered. */
export const FILTER_NAMES = [
  'channel',
  'from',
  'with',
  'handle',
  'before',
  'after',
  'on',
  'since',
  'until',
  'kind',
  'case',
  'has',
  'agent',
  'score',
  'direction',
  'audience',
  'is',
  'language',
] as const;
export type FilterName = (typeof FILTER_NAMES)[number];

export const HAS_VALUES = ['attachment', 'link', 'transcript'] as const;
export type HasValue = (typeof HAS_VALUES)[number];
export const AUTHOR_KINDS = ['customer', 'agent', 'system'] as const;
export type AuthorKind = (typeof AUTHOR_KINDS)[number];
export const CASE_STATES = ['open', 'closed'] as const;
export type CaseState = (typeof CASE_STATES)[number];

/**
 * Values of one `by` are alternatives, those of different ones must all hold. `name`: an author (`from`, `agent`), a
 * customer by name, address or id (`with`), or one of our accounts (`handle`).
 */
export type Meaning =
  | { readonly by: 'channel'; readonly value: Channel }
  | { readonly by: 'kind'; readonly value: EntryKind }
  | { readonly by: 'direction'; readonly value: Direction }
  | { readonly by: 'audience'; readonly value: Audience }
  | { readonly by: 'has'; readonly value: HasValue }
  | { readonly by: 'language'; readonly value: string }
  | { readonly by: 'author'; readonly value: AuthorKind }
  | { readonly by: 'from' | 'agent' | 'with' | 'handle'; readonly value: string }
  | { readonly by: 'case'; readonly value: number }
  | { readonly by: 'case-state'; readonly value: CaseState }
  | { readonly by: 'changed'; readonly value: 'edited' | 'deleted' }
  | { readonly by: 'before' | 'after' | 'on' | 'since' | 'until'; readonly value: Period }
  | { readonly by: 'score'; readonly value: ScoreRange };

const OTHER_NAMES: Readonly<Record<string, FilterName>> = {
  chan: 'channel',
  by: 'from',
  author: 'from',
  customer: 'with',
  to: 'handle',
  account: 'handle',
  type: 'kind',
  dir: 'direction',
  lang: 'language',
  date: 'on',
};
const OTHER_CHANNELS: Readonly<Record<string, Channel>> = {
  twitter: 'x',
  fb: 'facebook',
  messenger: 'facebook',
  insta: 'instagram',
  ig: 'instagram',
  wa: 'whatsapp',
  text: 'sms',
  mail: 'email',
  'e-mail': 'email',
  phone: 'voice',
  call: 'voice',
  telephone: 'voice',
  form: 'web',
  fax: 'letter',
  post: 'letter',
  note: 'internal',
};
const OTHER_KINDS: Readonly<Record<string, EntryKind>> = {
  mail: 'email',
  'e-mail': 'email',
  transcript: 'call',
  dm: 'message',
};
const OTHER_DIRECTIONS: Readonly<Record<string, Direction>> = {
  inbound: 'in',
  incoming: 'in',
  outbound: 'out',
  outgoing: 'out',
};
const OTHER_HAS: Readonly<Record<string, HasValue>> = { file: 'attachment', url: 'link', turns: 'transcript' };
const OTHER_AUTHORS: Readonly<Record<string, AuthorKind>> = { us: 'agent', we: 'agent', bot: 'system' };

/** One of a list, by its name, its plural, or another name for it. */
function oneOf<T extends string>(list: readonly T[], others: Readonly<Record<string, T>>, value: string): T | null {
  const word = value.toLowerCase();
  for (const form of [word, word.replace(/s$/, '')]) {
    const found = list.find(one => one === form) ?? (Object.hasOwn(others, form) ? others[form] : undefined);
    if (found !== undefined) return found;
  }
  return null;
}

/** Null: there is no filter of this name. */
export const filterNamed = (name: string): FilterName | null => oneOf(FILTER_NAMES, OTHER_NAMES, name);

/** What a value means under a filter; null: nothing that can be looked for. `value` without quotes. */
export function meaningOf(name: FilterName, value: string, today: Today): Meaning | null {
  switch (name) {
    case 'channel':
      return listed('channel', oneOf(CHANNELS, OTHER_CHANNELS, value));
    case 'kind':
      return listed('kind', oneOf(ENTRY_KINDS, OTHER_KINDS, value));
    case 'direction':
      return listed('direction', oneOf(DIRECTIONS, OTHER_DIRECTIONS, value));
    case 'audience':
      return listed('audience', oneOf(AUDIENCES, {}, value));
    case 'has':
      return listed('has', oneOf(HAS_VALUES, OTHER_HAS, value));
    case 'is':
      return isMeaning(value);
    case 'language':
      return /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(value) ? { by: 'language', value: value.toLowerCase() } : null;
    case 'from':
      return listed('author', oneOf(AUTHOR_KINDS, OTHER_AUTHORS, value)) ?? { by: 'from', value };
    case 'case':
      return caseMeaning(value);
    case 'score': {
      const range = scoreRangeOf(value);
      return range && { by: 'score', value: range };
    }
    case 'agent':
    case 'with':
    case 'handle':
      return { by: name, value };
    default: {
      const period = periodOf(value, today);
      return period && { by: name, value: period };
    }
  }
}

export const DIRECTIONS = ['in', 'out', 'internal'] as const satisfies readonly Direction[];
export const AUDIENCES = ['public', 'private', 'internal'] as const satisfies readonly Audience[];
export const IS_VALUES = ['public', 'private', 'internal', 'open', 'closed', 'edited', 'deleted'] as const;

const listed = <B extends Meaning['by']>(by: B, value: string | null): Meaning | null =>
  value === null ? null : ({ by, value } as Meaning);

function isMeaning(value: string): Meaning | null {
  const word = oneOf(IS_VALUES, {}, value);
  if (word === 'open' || word === 'closed') return { by: 'case-state', value: word };
  if (word === 'edited' || word === 'deleted') return { by: 'changed', value: word };
  return listed('audience', word);
}

function caseMeaning(value: string): Meaning | null {
  const state = oneOf(CASE_STATES, {}, value);
  if (state) return { by: 'case-state', value: state };
  const digits = value.normalize('NFKC').replace(/^#/, '');
  return /^\d{1,15}$/.test(digits) && Number(digits) > 0 ? { by: 'case', value: Number(digits) } : null;
}
