// A contact centre's years, made up: customers with Zipf-like histories, their cases, conversations and entries, in words
// of natural frequency. Pure and seeded: customer n of a size is the same at every run, whoever is asked for before.
import type { Case, Interaction } from '../../shared/domain/case.ts';
import type { Customer, Identity } from '../../shared/domain/customer.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import type { Channel } from '../../shared/domain/primitives.ts';
import { chanceFrom } from './core-data.ts';
import { entryOf, idOf, type Kind, KINDS, phone } from './million-entries.ts';
import { type Script, speaker } from './million-words.ts';

/** Raise when the same size would have other rows. */
export const MILLION_VERSION = 1;
export const SIZES = [10_000, 100_000, 1_000_000] as const;
export type Size = (typeof SIZES)[number];
/** What "a million" is in this run: `FOREWORD_CORPUS=100000` for a look at it, all of it for figures. */
export const MILLION: Size = SIZES.find(size => size === Number(process.env['FOREWORD_CORPUS'])) ?? 1_000_000;

const DAY = 86_400_000;
/** Everything happened in the three years before this moment. */
export const CORPUS_END = Date.parse('2026-11-01T00:00:00Z');
const YEARS = 3 * 365 * DAY;
const ENTRIES_A_CASE = 12;

export const customerCount = (size: Size): number => size / 50;
export const customerIdOf = (n: number): string => `customer-${String(n).padStart(6, '0')}`;

/**
 * How many entries each customer has: number 0 a tenth of all, the others fewer and fewer; `size` in all. What rounding
 * leaves over goes to those with the most.
 */
export function countsOf(size: Size): number[] {
  const others = customerCount(size) - 1;
  const rest = size - size / 10;
  const weights = Array.from({ length: others }, (_, i) => 1 / (i + 20) ** 0.5);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const counts = weights.map(weight => Math.max(1, Math.floor((rest * weight) / total)));
  let left = rest - counts.reduce((sum, count) => sum + count, 0);
  for (let i = 0; left > 0; i = (i + 1) % others, left--) counts[i]!++;
  return [size / 10, ...counts];
}

export type History = { readonly customer: Customer; readonly cases: Case[]; readonly interactions: Interaction[] };
type Made = History & { readonly entries: Entry[] };

const SCRIPT_OF: readonly (readonly [number, Script, string])[] = [
  [0.7, 'latin', 'en'],
  [0.84, 'accented', 'fr'],
  [0.9, 'cyrillic', 'uk'],
  [0.93, 'arabic', 'ar'],
  [0.97, 'japanese', 'ja'],
  [1, 'thai', 'th'],
];

/** A seed of its own for each customer of each size (murmur3's last step). */
const seedOf = (size: number, n: number): number => {
  let hash = Math.imul(n + 1, 0x9e3779b1) ^ size;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
};

/** Everything of customer `n`, entries oldest first. */
export function historyOf(size: Size, n: number, count: number): Made {
  const chance = chanceFrom(seedOf(size, n));
  const pick = chance();
  const [, script, language] = SCRIPT_OF.find(([upto]) => pick < upto)!;
  const person = personOf(n, script, language, chance);
  const say = speaker(script, chance);
  const english = speaker('latin', chance);
  const cases: Case[] = [];
  const interactions: Interaction[] = [];
  const entries: Entry[] = [];
  const span = YEARS * (0.05 + 0.95 * chance());
  const step = span / (count + 1);
  const first = CORPUS_END - span;
  for (let i = 0; i < count; i++) {
    const at = Math.floor(first + step * (i + chance()));
    if (i % ENTRIES_A_CASE === 0)
      cases.push(caseOf(n, cases.length, at, person.id, english.text(2 + Math.floor(chance() * 5)), chance()));
    const which = chance();
    const kind = KINDS.find(({ upto }) => which < upto)!;
    const where = interactionFor(interactions, cases[cases.length - 1]!, kind, at);
    entries.push(entryOf({ id: idOf(at, chance), at, person, kind, where, language, say, english, chance }));
  }
  return { customer: person, cases, interactions, entries };
}

function personOf(n: number, script: Script, language: string, chance: () => number): Customer {
  const say = speaker(script, chance);
  const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
  const name = `${capital(say.word())} ${capital(say.word())}`;
  const identity = (channel: Channel, address: string): Identity => ({
    id: `identity-${channel}-${n}`,
    channel,
    address,
    display: address,
    sureness: 'proven',
    sharedBy: 1,
    followers: null,
    evidence: [{ at: CORPUS_END - YEARS, kind: 'master-record', by: 'customers.csv' }],
  });
  return {
    id: customerIdOf(n),
    version: 1,
    name,
    known: true,
    language,
    timeZone: null,
    value: null,
    identities: [
      identity('voice', phone(chance)),
      identity('email', `person.${n}@post.example`),
      identity('x', `@person_${n}`),
    ],
    candidates: [],
  };
}

const caseOf = (n: number, place: number, at: number, customerId: string, subject: string, open: number): Case => ({
  id: `case-${n}-${place}`,
  version: 1,
  number: n * 10_000 + place + 1,
  customerId,
  subject,
  state: open < 0.05 ? 'open' : 'closed',
  openedAt: at,
  closedAt: open < 0.05 ? null : at + DAY,
});

/** One conversation on each channel of a case. */
function interactionFor(all: Interaction[], matter: Case, { kind, channel, audience, handle }: Kind, at: number) {
  if (kind === 'note' || kind === 'event') return { interactionId: null, caseId: matter.id };
  const id = `${matter.id}-${channel}`;
  const recent = all.slice(-ENTRIES_A_CASE).some(one => one.id === id);
  if (!recent)
    all.push({
      id,
      version: 1,
      caseId: matter.id,
      customerId: matter.customerId,
      channel,
      audience,
      subject: matter.subject,
      handle,
      startedAt: at,
    });
  return { interactionId: id, caseId: matter.id };
}
