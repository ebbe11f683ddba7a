// By which words customers and cases are known: for filters that name them, and for completing such a filter.
import type { Case } from '../../../../shared/domain/case.ts';
import type { Customer } from '../../../../shared/domain/customer.ts';
import { IS_TELEPHONE, isPartOfTelephone, telephoneKey } from '../../../../shared/domain/search/numbers.ts';
import { wordsIn } from '../../../../shared/domain/search/words.ts';
import type { Database } from '../files/driver.ts';

export type NameWord = { readonly word: string; readonly prefix: boolean };
type Noun = 'customer' | 'case';

/** More words than this say nothing more about who it is. */
const MOST_WORDS = 60;
/** Rows looked at for one answer: a single letter begins half of all names. */
const MOST_LOOKED_AT = 3_000;
/** Words of one name that are looked up, where each before is that of very many. */
const MOST_TRIED = 4;
const LAST = '\u{10FFFF}';

const unique = (words: readonly string[]): string[] => [...new Set(words)].slice(0, MOST_WORDS);
const folded = (text: string): string[] => Array.from(wordsIn(text), word => word.folded);
const refOf = (noun: Noun, id: string): string => `${noun === 'customer' ? 'u' : 'c'}${id}`;

export function wordsOfCustomer({ name, identities }: Customer): string[] {
  const numbers = identities.flatMap(({ address }) =>
    /^\+?[\d\s]+$/u.test(address) ? (telephoneKey(address) ?? []) : [],
  );
  return unique([...folded(name), ...identities.flatMap(one => folded(`${one.address} ${one.display}`)), ...numbers]);
}
export const wordsOfCase = ({ number, subject }: Case): string[] => unique([String(number), ...folded(subject)]);

/**
 * Of what somebody typed, the ways to know somebody by it, one of which is enough: its words, of which the last is perhaps
 * only begun, and the telephone number that it may be, which is one word in all notations.
 */
export function nameWays(typed: string): NameWord[][] {
  const text = typed.trimEnd();
  const telephone = IS_TELEPHONE.test(text) ? telephoneKey(text) : null;
  const words = Array.from(wordsIn(text), ({ folded: word, end }) => ({ word, prefix: end === text.length }));
  return telephone === null ? [words] : [[{ word: telephone, prefix: isPartOfTelephone(telephone) }], words];
}

export function namesTable(db: Database) {
  const insert = db.prepare<[string, string]>('INSERT OR IGNORE INTO names (word, ref) VALUES (?, ?)');
  const remove = db.prepare<[string, string]>('DELETE FROM names WHERE word = ? AND ref = ?');
  const clear = db.prepare<[string, string]>('DELETE FROM names WHERE ref >= ? AND ref < ?');
  const has = db.prepare<[string, string], 1>('SELECT 1 FROM names WHERE word = ? AND ref = ?').pluck();
  const hasPrefix = db
    .prepare<[string, string, string], 1>('SELECT 1 FROM names WHERE word >= ? AND word < ? AND ref = ? LIMIT 1')
    .pluck();
  // Ids of the backend rise with time: the newest first where the word is whole.
  const whole = db
    .prepare<[string, string, string, number], string>(
      'SELECT ref FROM names WHERE word = ? AND ref >= ? AND ref < ? ORDER BY ref DESC LIMIT ?',
    )
    .pluck();
  const begun = db
    .prepare<[string, string, string, string, number], string>(
      'SELECT ref FROM names WHERE word >= ? AND word < ? AND ref >= ? AND ref < ? LIMIT ?',
    )
    .pluck();

  const refs = ({ word, prefix }: NameWord, first: string, end: string): string[] =>
    prefix ? begun.all(word, word + LAST, first, end, MOST_LOOKED_AT) : whole.all(word, first, end, MOST_LOOKED_AT);
  const holds = (ref: string, { word, prefix }: NameWord): boolean =>
    (prefix ? hasPrefix.get(word, word + LAST, ref) : has.get(word, ref)) !== undefined;

  /**
   * One word is looked up, the others are checked: the longest that is whole, unless so many have it that not all could be
   * looked at, as all have the end of an address.
   */
  const knownBy = (noun: Noun, words: readonly NameWord[], most: number): { ids: string[]; more: boolean } => {
    const order = words.toSorted((a, b) => Number(a.prefix) - Number(b.prefix) || b.word.length - a.word.length);
    if (order.length === 0) return { ids: [], more: false };
    const [from, end] = noun === 'customer' ? ['u', 'v'] : ['c', 'd'];
    const ids = new Set<string>();
    let looked: string[] = [];
    let rest: readonly NameWord[] = [];
    for (const word of order.slice(0, MOST_TRIED)) {
      looked = refs(word, from, end);
      rest = order.filter(other => other !== word);
      if (looked.length < MOST_LOOKED_AT) break;
    }
    for (const ref of looked) {
      if (ids.size > most) break;
      if (rest.every(word => holds(ref, word))) ids.add(ref.slice(1));
    }
    return { ids: [...ids], more: ids.size > most || looked.length === MOST_LOOKED_AT };
  };

  return {
    /** `before`: what stood there. Only what differs is written. */
    change(noun: Noun, id: string, before: readonly string[], after: readonly string[]): void {
      const ref = refOf(noun, id);
      for (const word of before) if (!after.includes(word)) remove.run(word, ref);
      for (const word of after) if (!before.includes(word)) insert.run(word, ref);
    },
    /** Known by all the words of one of these ways. */
    find(noun: Noun, ways: readonly (readonly NameWord[])[], most: number): { ids: string[]; more: boolean } {
      const found = ways.map(words => knownBy(noun, words, most));
      const ids = [...new Set(found.flatMap(one => one.ids))];
      return { ids: ids.slice(0, most), more: ids.length > most || found.some(one => one.more) };
    },
    clear(noun: Noun): void {
      if (noun === 'customer') clear.run('u', 'v');
      else clear.run('c', 'd');
    },
  };
}
export type NamesTable = ReturnType<typeof namesTable>;
