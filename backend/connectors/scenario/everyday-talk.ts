// Talks put together for any customer, so that a story that goes on for hours does not say the same words again.
import type { Channel } from '../../../shared/domain/primitives.ts';
import { type Chance, oneOf } from './chance.ts';
import type { LiveTalk } from './live-talk.ts';
import type { Person } from './person.ts';
import { CITIES, everyday, type Everyday, type Matter } from './stories/everyday.ts';

/** Where somebody writes or rings of their own; a network's words are public or not. */
const CHANNELS: readonly Channel[] = ['voice', 'whatsapp', 'sms', 'email', 'x', 'facebook', 'instagram', 'mastodon'];
const NETWORKS: readonly Channel[] = ['x', 'facebook', 'instagram', 'mastodon'];
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

const channelsOf = ({ at }: Person): Channel[] => CHANNELS.filter(channel => at[channel] !== undefined);
const wordsFor = ({ language }: Person): Everyday | undefined => everyday[language.slice(0, 2)];

type Facts = Readonly<Record<string, string>>;
const factsFor = (chance: Chance, days: readonly string[]): Facts => ({
  flight: `LW ${20 + Math.floor(chance() * 880)}`,
  city: oneOf(chance, CITIES),
  day: oneOf(chance, days),
  seat: `${2 + Math.floor(chance() * 28)}${oneOf(chance, [...'ABCDEF'])}`,
  ref: `LW${Array.from({ length: 4 }, () => oneOf(chance, [...LETTERS])).join('')}`,
  sum: String(18 + Math.floor(chance() * 380)),
});
const filled = (text: string, facts: Facts): string =>
  text.replaceAll(/\{(\w+)\}/gu, (_, fact: string) => facts[fact]!);

function talkOf(chance: Chance, person: Person, words: Everyday, matter: Matter): LiveTalk {
  const facts = factsFor(chance, words.days);
  const one = (list: readonly string[]): string => filled(oneOf(chance, list), facts);
  const [ask, reply, thanks] = [one(matter.asks), one(matter.replies), one(matter.thanks)];
  const said = `${one(words.begins)} ${ask} ${one(words.ends)}`;
  const channel = oneOf(chance, channelsOf(person));
  const about = { who: person.id, channel, subject: filled(matter.subject, facts) };
  if (channel === 'voice') return { ...about, text: '', turns: [`c: ${said}`, `a: ${reply}`, `c: ${thanks}`] };
  const isOpen = NETWORKS.includes(channel) && chance() < 0.6;
  return { ...about, text: said, reply, thanks, ...(isOpen && { open: true as const }) };
}

/** Each is of somebody who can be reached there, in their language; of its words there are more than many days take. */
export function everydayTalks(chance: Chance, people: readonly Person[]): () => LiveTalk {
  const able = people.filter(person => wordsFor(person) !== undefined && channelsOf(person).length > 0);
  return () => {
    const person = oneOf(chance, able);
    const words = wordsFor(person)!;
    return talkOf(chance, person, words, oneOf(chance, words.matters));
  };
}
