// Who is in the benchmark's contact centre, and what they wrote. Seeded: the same words at every run.
import { makeCustomers } from '../../backend/connectors/scenario/generate.ts';
import type { IntakeInput, IntakeResult } from '../../shared/contract/intake.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { chanceFrom } from './core-data.ts';

/** Entries that the backend has of everybody; what is older stands in the desk's cache alone. */
export const IN_BACKEND = 50;
export const CALLERS = 44;
const OTHERS = 40;
const SEED = 7;

/** `long` has 10,000 entries on the desk, `short` 100, each caller 2,000, each of the others 50: 100,100 in all. */
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly x: string;
  readonly cached: number;
};
export type People = {
  readonly long: Person;
  readonly short: Person;
  readonly callers: readonly Person[];
  readonly others: readonly Person[];
};

const cachedOf = (place: number): number =>
  place === 0 ? 10_000 : place === 1 ? 100 : place < 2 + CALLERS ? 2_000 : 50;

/** A case that the foreword has something to say about. Shuffled words alone promise nothing. */
const told = (customer: string, now: number, address: string): IntakeInput[] => {
  const written = (n: number, direction: 'in' | 'out', text: string): IntakeInput => ({
    type: 'message',
    source: 'bench',
    externalId: `${customer}/told/${n}`,
    live: false,
    at: now - (10 - n) * 60_000,
    channel: 'x',
    direction,
    party: { address },
    agent: direction === 'out' ? 'Priya Shah' : undefined,
    thread: `${customer}/told`,
    customer,
    text,
  });
  return [
    written(1, 'in', 'Where is my suitcase? It did not arrive in Lisbon and nobody tells me anything.'),
    written(2, 'out', 'We are sorry. We will call you back by tomorrow noon with news of your suitcase.'),
    written(3, 'in', `It is past noon and nobody has called. This is the third time! My number is ${customer}.`),
  ];
};

/** Intake records of everybody, customers before their entries. `now`: milliseconds; all of it happened before. */
export function recordsOfAll(now: number): IntakeInput[] {
  const all = makeCustomers(2 + CALLERS + OTHERS, IN_BACKEND - 3, SEED, now - 3_600_000);
  const people = all.filter((record): record is Master => record.type === 'customer');
  return [...all, ...people.flatMap(person => told(person.externalId, now, addressOf(person, 'x')))];
}
type Master = Extract<IntakeInput, { type: 'customer' }>;

const addressOf = (person: Master, channel: string): string => {
  const found = person.identities.find(identity => identity.channel === channel);
  if (!found) throw new Error(`the generator gave no ${channel}`);
  return found.address;
};

/** Who they have become in the backend; `results` as the intake answered `records`. */
export function peopleOf(records: readonly IntakeInput[], results: readonly IntakeResult[]): People {
  const people = records.flatMap((record, i) => (record.type === 'customer' ? [personOf(record, results[i]!)] : []));
  const placed = people.map((person, place) => ({ ...person, cached: cachedOf(place) }));
  const [long, short, ...rest] = placed;
  return { long: long!, short: short!, callers: rest.slice(0, CALLERS), others: rest.slice(CALLERS) };
}

function personOf(record: Master, result: IntakeResult): Omit<Person, 'cached'> {
  if (result.outcome !== 'imported' || !result.customerId) throw new Error(`a customer was ${result.outcome}`);
  return {
    id: result.customerId,
    name: record.name,
    phone: addressOf(record, 'voice'),
    x: addressOf(record, 'x'),
  };
}

const DAY = 86_400_000;

/** `n` entries older than the first of `newest`, of the same kinds and threads, with the words of `words`. */
export function olderThan(newest: readonly Entry[], n: number, words: readonly string[], seed: number): Entry[] {
  const chance = chanceFrom(seed);
  const first = Math.min(...newest.map(entry => entry.at));
  const step = (700 * DAY) / Math.max(1, n);
  return Array.from({ length: n }, (_, i) => {
    const like = newest[Math.floor(chance() * newest.length)]!;
    const id = `0000${i.toString(16).padStart(4, '0')}-${like.customerId.slice(-12)}-${seed}`;
    const text = like.text === '' ? '' : words[Math.floor(chance() * words.length)]!;
    return { ...like, id, version: 1, at: Math.floor(first - (i + 1) * step), text, replyTo: null };
  });
}
