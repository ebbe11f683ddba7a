// What people ask of a history, 500 times, of every kind; the same at every run.
import { chanceFrom } from './core-data.ts';
import { CORPUS_END, customerCount, customerIdOf, historyOf, type Size } from './million.ts';
import { type Script, vocabularyOf } from './million-words.ts';

export type Asked = { readonly kind: string; readonly query: string; readonly order: 'newest' | 'best' };

const DAY = 86_400_000;
const AGENTS = ['Priya Shah', 'Mara', 'Becker', '"Ana Sousa"'];
const HANDLES = ['@LarkwingCare', 'larkwingair', 'care@larkwing.example', '"+44 20 7946 0101"'];

/** `size`: of the corpus that is asked. */
export function someQueries(size: Size, count = 500, seed = 7): Asked[] {
  const chance = chanceFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)]!;
  /** Of rank `from` to `to` among the words of a script: common words have low ranks. */
  const word = (from: number, to: number, script: Script = 'latin'): string =>
    vocabularyOf(script)[from + Math.floor(chance() * (to - from))]!;
  const common = (): string => word(0, 40);
  const usual = (): string => word(40, 2_000);
  const rare = (): string => word(5_000, 50_000);
  const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '');
  const customer = (): number => Math.floor(chance() * customerCount(size));
  const nameOf = (n: number): string => historyOf(size, n, 0).customer.name;
  const day = (): string => new Date(CORPUS_END - Math.floor(chance() * 900) * DAY).toISOString().slice(0, 10);

  const kinds: Record<string, () => string> = {
    'a rare word': () => `${rare()} `,
    'a usual word': () => `${usual()} `,
    'a common word': () => `${common()} `,
    'two usual words': () => `${usual()} ${usual()} `,
    'common and rare': () => `${common()} ${rare()} `,
    'three common words': () => `${common()} ${common()} ${common()} `,
    'a phrase': () => `"${common()} ${common()}"`,
    'a phrase of usual words': () => `"${usual()} ${word(0, 300)}"`,
    'two letters': () => usual().slice(0, 2),
    'three letters': () => usual().slice(0, 3),
    'four letters': () => rare().slice(0, 4),
    'a word and letters': () => `${common()} ${usual().slice(0, 2)}`,
    'without a word': () => `${usual()} -${common()} `,
    'only without': () => `-${common()} -${usual()} `,
    'channel and word': () => `channel:${pick(['x', 'email', 'sms', 'chat', 'voice'])} ${common()} `,
    'channel alone': () => `channel:${pick(['x', 'email', 'facebook'])} -from:agent`,
    'kind and direction': () =>
      `kind:${pick(['post', 'email', 'note', 'call'])} direction:${pick(['in', 'out'])} ${usual()} `,
    'a customer': () => `with:"${nameOf(customer())}"`,
    'a customer and a word': () => `with:${customerIdOf(customer())} ${common()} `,
    'the longest history and a word': () => `with:${customerIdOf(0)} ${usual()} `,
    'written by': () => `from:"${nameOf(customer())}"`,
    'an agent and a word': () => `agent:${pick(AGENTS)} ${usual()} `,
    'an account': () => `handle:${pick(HANDLES)} ${common()} `,
    'a time and a word': () => `before:${day()} ${usual()} `,
    'a day': () => `on:${day()}`,
    'a month and a common word': () => `on:${day().slice(0, 7)} ${common()} `,
    'a case': () => `case:${customer() * 10_000 + 1}`,
    'the number of a case': () => `${customer() * 10_000 + 1} `,
    'open cases and a word': () => `is:open ${word(0, 300)} `,
    'a score': () => `score:<${1 + Math.floor(chance() * 4)} after:${day()}`,
    'calls with words': () => `has:transcript ${usual()} `,
    'a telephone number': () => historyOf(size, customer(), 0).customer.identities[0]!.display.replace('+44 ', '0'),
    'an address': () => `person.${customer()}@post.example `,
    Japanese: () => word(0, 2_000, 'japanese'),
    Thai: () => word(0, 2_000, 'thai'),
    'without accents': () => `${plain(word(0, 3_000, 'accented'))} `,
    Cyrillic: () => `${word(0, 3_000, 'cyrillic')} `,
    'best first': () => `${usual()} `,
    'best first, common': () => `${common()} `,
  };
  const names = Object.keys(kinds);
  return Array.from({ length: count }, (_, i) => {
    const kind = names[i % names.length]!;
    return { kind, query: kinds[kind]!(), order: kind.startsWith('best') ? 'best' : 'newest' };
  });
}
