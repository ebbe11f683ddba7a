// One entry of the made-up contact centre: kinds and channels as often as they come, numbers and references among the words.
import { FRESH_LINE } from '../../shared/domain/call.ts';
import type { Customer } from '../../shared/domain/customer.ts';
import type { Entry, EntryKind, EntryOf } from '../../shared/domain/entry.ts';
import type { Channel } from '../../shared/domain/primitives.ts';
import type { speaker } from './million-words.ts';

export type Kind = {
  readonly upto: number;
  readonly kind: EntryKind;
  readonly channel: Channel;
  readonly audience: Entry['audience'];
  readonly handle: string | null;
};
export const KINDS: readonly Kind[] = [
  { upto: 0.22, kind: 'message', channel: 'whatsapp', audience: 'private', handle: '+44 20 7946 0100' },
  { upto: 0.34, kind: 'message', channel: 'chat', audience: 'private', handle: 'larkwing.example' },
  { upto: 0.44, kind: 'message', channel: 'sms', audience: 'private', handle: '+44 20 7946 0101' },
  { upto: 0.58, kind: 'post', channel: 'x', audience: 'public', handle: '@LarkwingCare' },
  { upto: 0.64, kind: 'post', channel: 'facebook', audience: 'public', handle: '@LarkwingAir' },
  { upto: 0.82, kind: 'email', channel: 'email', audience: 'private', handle: 'care@larkwing.example' },
  { upto: 0.89, kind: 'call', channel: 'voice', audience: 'private', handle: '+44 20 7946 0100' },
  { upto: 0.94, kind: 'note', channel: 'internal', audience: 'internal', handle: null },
  { upto: 0.99, kind: 'event', channel: 'internal', audience: 'internal', handle: null },
  { upto: 1, kind: 'survey', channel: 'web', audience: 'private', handle: null },
];

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const AGENTS = ['Priya Shah', 'Mara Lindholm', 'Tom Becker', 'Ana Sousa', 'Yuki Mori', 'Lena Fischer'] as const;

const hex = (length: number, chance: () => number): string =>
  Math.floor(chance() * 16 ** length)
    .toString(16)
    .padStart(length, '0');

/** As a UUIDv7 of that moment. */
export function idOf(at: number, chance: () => number): string {
  const time = at.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(3, chance)}-9${hex(3, chance)}-${hex(6, chance)}${hex(6, chance)}`;
}

export const digits = (count: number, chance: () => number): string =>
  String(Math.floor(chance() * 10 ** count)).padStart(count, '0');
export const phone = (chance: () => number): string => `+44 7${digits(3, chance)} ${digits(6, chance)}`;
/** Six letters and figures, as airlines give them. */
const reference = (chance: () => number): string =>
  Array.from({ length: 6 }, () => LETTERS[Math.floor(chance() * LETTERS.length)]).join('');

type Making = {
  readonly id: string;
  readonly at: number;
  readonly person: Customer;
  readonly kind: Kind;
  readonly where: { readonly interactionId: string | null; readonly caseId: string };
  readonly language: string;
  readonly say: ReturnType<typeof speaker>;
  readonly english: ReturnType<typeof speaker>;
  readonly chance: () => number;
};

/** Most words are few, some are many. */
const lengthOf = (chance: () => number): number => 3 + Math.floor(Math.exp(1 + 2.6 * chance()));

function textOf({ say, chance }: Making): string {
  const words = say.text(lengthOf(chance));
  const which = chance();
  if (which < 0.04) return `${words} ${reference(chance)}`;
  if (which < 0.06) return `${words} ${phone(chance)}`;
  return which < 0.07 ? `LW${digits(4, chance)} ${words}` : words;
}

export function entryOf(making: Making): Entry {
  const { id, at, person, kind, where, language, chance, english } = making;
  const inside = kind.audience === 'internal';
  const inward = !inside && chance() < 0.55;
  const agent = AGENTS[Math.floor(chance() * AGENTS.length)]!;
  const address = person.identities.find(one => one.channel === kind.channel)?.display ?? null;
  const base = {
    id,
    version: 1,
    customerId: person.id,
    ...where,
    at,
    channel: kind.channel,
    direction: inside ? ('internal' as const) : inward ? ('in' as const) : ('out' as const),
    audience: kind.audience,
    handle: kind.handle,
    author: inward
      ? { kind: 'customer' as const, name: person.name, address, agentId: null }
      : { kind: 'agent' as const, name: agent, address: null, agentId: `agent-${agent.split(' ')[0]!.toLowerCase()}` },
    text: kind.kind === 'event' || kind.kind === 'call' || kind.kind === 'survey' ? '' : textOf(making),
    language,
    replyTo: null,
    sourceUrl: null,
    attachments: [],
    editedAt: null,
    deletedAt: null,
    truncated: false,
    delivery: null,
  };
  switch (kind.kind) {
    case 'post':
      return { kind: 'post', ...base, reach: { reposts: 0, likes: Math.floor(chance() * 9), views: null } };
    case 'email':
      return { kind: 'email', ...base, email: emailOf(person, english.text(4), chance) };
    case 'call':
      return { kind: 'call', ...base, call: callOf(making, agent, address) };
    case 'event':
      return { kind: 'event', ...base, event: { name: 'finished', detail: english.text(3) } };
    case 'survey':
      return { kind: 'survey', ...base, survey: { measure: 'csat', score: 1 + Math.floor(chance() * 5), of: 5 } };
    case 'note':
      return { kind: 'note', ...base };
    case 'message':
      return { kind: 'message', ...base };
  }
}

function emailOf(person: Customer, subject: string, chance: () => number): EntryOf<'email'>['email'] {
  return {
    subject,
    from: person.identities[1]!.display,
    to: ['care@larkwing.example'],
    cc: [],
    messageId: `<${digits(12, chance)}@post.example>`,
    inReplyTo: null,
    quoted: null,
    signature: person.name,
    html: null,
    hasHtml: false,
    automatic: false,
  };
}

function callOf({ at, say, chance }: Making, agentName: string, number: string | null): EntryOf<'call'>['call'] {
  const turns = Array.from({ length: 2 + Math.floor(chance() * 6) }, (_, i) => ({
    at: i * 8_000,
    speaker: i % 2 === 0 ? ('customer' as const) : ('agent' as const),
    name: i % 2 === 0 ? 'Customer' : agentName,
    text: say.text(lengthOf(chance)),
  }));
  return {
    number,
    state: 'ended',
    queueName: 'Priority care',
    queueMs: 12_000,
    talkMs: turns.length * 8_000,
    holdMs: 0,
    answeredAt: at + 12_000,
    agentName,
    wrapUp: null,
    turns,
    ...FRESH_LINE,
  };
}
