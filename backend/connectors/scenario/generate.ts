// Customers by the thousand for benches and tests: no story, but text that behaves like text. Seeded; no real data.
import type { IntakeInput } from '../../../shared/contract/intake.ts';
import type { Channel } from '../../../shared/domain/primitives.ts';
import { between, type Chance, chanceOf, oneOf } from './chance.ts';
import { everybody } from './stories/everybody.ts';

const SOURCE = 'generated';
const DAY = 86_400_000;
/** Words that occur a handful of times each make an index as large as a real one. */
const RARE_WORDS = 20_000;
const RARE_SHARE = 0.06;
const SYLLABLES = ['ka', 'lo', 'mi', 'ren', 'tas', 'ul', 'ven', 'sho', 'dra', 'bel', 'in', 'or', 'pe', 'quil', 'stan'];
const CHANNELS: readonly Channel[] = ['x', 'email', 'voice', 'whatsapp', 'x', 'email', 'chat', 'whatsapp', 'facebook'];

/**
 * `n` customers with `entriesEach` entries each, as history (`live: false`): per customer its `customer` record, then its
 * entries, ascending in time and ending before `now` (milliseconds). The same arguments give the same records.
 */
export function makeCustomers(n: number, entriesEach: number, seed: number, now: number = Date.now()): IntakeInput[] {
  const chance = chanceOf(seed);
  const words = vocabulary(chanceOf(seed + 1));
  return Array.from({ length: n }, (_, i) =>
    customerWith(`${seed}-${i}`, i, entriesEach, { chance, words, now }),
  ).flat();
}

type Making = { readonly chance: Chance; readonly words: Vocabulary; readonly now: number };

function customerWith(id: string, place: number, entries: number, making: Making): IntakeInput[] {
  const { chance } = making;
  const given = oneOf(chance, everybody).name.split(' ')[0]!;
  const name = `${given} ${capital(rareWord(chance))}`;
  const number = `+447700${String(900_000 + (place % 1_000))}`;
  const addresses = {
    email: `customer-${id}@generated.example`,
    x: `@customer_${id.replace('-', '_')}`,
    facebook: `customer.${id}`,
    // Drama numbers are few; past a thousand customers several share one, as it happens in life.
    voice: number,
  };
  const identities = Object.entries(addresses).map(([channel, address]) => ({ channel: channel as Channel, address }));
  const master: IntakeInput = { type: 'customer', source: SOURCE, externalId: id, name, language: 'en', identities };
  const span = between(chance, [30, 900]) * DAY;
  const step = span / Math.max(1, entries);
  return [
    master,
    ...Array.from({ length: entries }, (_, i) => {
      const at = Math.floor(making.now - span + i * step + chance() * step * 0.9);
      return entryOf(`${id}/${i}`, { id, name, addresses, at, conversation: Math.floor(i / 8) }, making);
    }),
  ];
}

type About = {
  readonly id: string;
  readonly name: string;
  readonly addresses: { email: string; x: string; facebook: string; voice: string };
  readonly at: number;
  readonly conversation: number;
};

function entryOf(externalId: string, about: About, { chance, words }: Making): IntakeInput {
  const { id, name, addresses, at, conversation } = about;
  // A conversation stays on its channel for a while.
  const channel = CHANNELS[(conversation * 7 + id.length) % CHANNELS.length]!;
  const key = { source: SOURCE, externalId, live: false, at, customer: id };
  if (channel === 'voice') {
    const talkMs = Math.round(between(chance, [40_000, 900_000]));
    const turns = Array.from({ length: Math.ceil(chance() * 12) }, (_, i, all = 13) => ({
      at: Math.round((talkMs * i) / all),
      speaker: i % 2 === 0 ? ('customer' as const) : ('agent' as const),
      name: i % 2 === 0 ? name : 'Tomasz Wolski',
      text: textOf(words, chance, 4 + Math.floor(chance() * 25)),
    }));
    return { type: 'call', ...key, number: addresses.voice, state: 'ended', agent: 'Tomasz Wolski', talkMs, turns };
  }
  const address = channel === 'email' || channel === 'chat' ? addresses.email : addressOn(channel, addresses);
  const direction = chance() < 0.55 ? ('in' as const) : ('out' as const);
  const text = textOf(words, chance, lengthOf(channel, chance));
  const thread = `${id}/${channel}/${conversation}`;
  const agent = direction === 'out' ? 'Priya Shah' : undefined;
  const written = { ...key, party: { address, name }, direction, agent, thread, language: 'en', text };
  if (channel === 'email')
    return { type: 'email', ...written, mailSubject: textOf(words, chance, 6).replace(/\.$/, '') };
  const open = (channel === 'x' && conversation % 2 === 0) || channel === 'facebook';
  return { type: open ? 'post' : 'message', channel, ...written };
}

const addressOn = (channel: Channel, { x, facebook, voice }: About['addresses']): string =>
  channel === 'x' ? x : channel === 'facebook' ? facebook : voice;

/** Words of one entry: log-normal around the median of its kind, as people write. */
function lengthOf(channel: Channel, chance: Chance): number {
  const median = channel === 'email' ? 90 : 16;
  const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  return Math.max(1, Math.min(1_500, Math.round(median * Math.exp(0.7 * normal))));
}

type Vocabulary = { readonly common: readonly string[]; readonly rare: readonly string[] };

/** Common words come as often as the stories use them, which is how language is distributed. */
function vocabulary(chance: Chance): Vocabulary {
  const told = everybody.filter(({ language }) => language === 'en').map(({ story }) => story);
  const common = told.join(' ').match(/[a-z’']{2,}/gi) ?? [];
  return { common, rare: Array.from({ length: RARE_WORDS }, () => rareWord(chance)) };
}

const rareWord = (chance: Chance): string =>
  Array.from({ length: 2 + Math.floor(chance() * 3) }, () => oneOf(chance, SYLLABLES)).join('');

const capital = (word: string): string => word[0]!.toUpperCase() + word.slice(1);

/** Sentences of eight to twenty words, `count` words in all. */
function textOf({ common, rare }: Vocabulary, chance: Chance, count: number): string {
  const sentences: string[] = [];
  for (let left = count; left > 0;) {
    const size = Math.min(left, 8 + Math.floor(chance() * 13));
    // A low power favours the first rare words, so that some are less rare than others.
    const word = () =>
      chance() < RARE_SHARE ? rare[Math.floor(chance() ** 3 * rare.length)]! : oneOf(chance, common).toLowerCase();
    sentences.push(`${capital(Array.from({ length: size }, word).join(' '))}.`);
    left -= size;
  }
  return sentences.join(' ');
}
