// "Best match first": BM25 over a bounded number of hits. Counting how rare a word is in a million entries takes seconds, and
// all hits have all words, so rarity is left out; what remains is how often and how densely they stand there.
import type { Entry } from '../../../../shared/domain/entry.ts';
import type { Group } from '../../../../shared/domain/search/groups.ts';
import { endsWith } from '../../../../shared/domain/search/marks-in.ts';
import { wordsIn } from '../../../../shared/domain/search/words.ts';
import { partsOf } from '../../../../shared/domain/search/parts.ts';

/** Of BM25 (Robertson and Zaragoza, 2009): how soon more of the same adds nothing, and how much length counts. */
const K1 = 1.2;
const B = 0.75;
/** Words of an entry that is neither long nor short. */
const USUAL = 40;
/** Of a long text the rest changes little. */
const MOST_WORDS = 2_000;

/** However slow the machine, so many are compared, or looked at for one that is a hit. */
const LEAST = { compared: 100, looked: 200 };

type Ranked = { readonly entry: Entry; readonly score: number };

/** Counts how often each group stands there, and the words, in one go through the text. */
function scoreOf(entry: Entry, groups: readonly Group[]): number {
  const counts = groups.map(() => 0);
  const ways = groups.map(({ any, all }) => [...any, ...all]);
  let length = 0;
  for (const part of partsOf(entry)) {
    const window: string[] = [];
    for (const { folded } of wordsIn(part)) {
      if (++length > MOST_WORDS) break;
      window.push(folded);
      for (const [i, phrases] of ways.entries()) if (phrases.some(phrase => endsWith(window, phrase))) counts[i]!++;
    }
  }
  const norm = K1 * (1 - B + (B * length) / USUAL);
  return counts.reduce((sum, count) => sum + (count * (K1 + 1)) / (count + norm), 0);
}

/** Best first; of equals the newest. Null: one that was looked at and is no hit. `stopped`: there were more than there was time for. */
export function ranked(
  newest: Iterable<Entry | null>,
  groups: readonly Group[],
  { most, isOver }: { most: number; isOver: () => boolean },
): { entries: Entry[]; compared: number; stopped: boolean } {
  const found: Ranked[] = [];
  let stopped = false;
  let looked = 0;
  for (const entry of newest) {
    const enough = found.length >= LEAST.compared || looked >= LEAST.looked;
    if (found.length === most || (enough && isOver())) {
      stopped = true;
      break;
    }
    looked++;
    if (entry) found.push({ entry, score: scoreOf(entry, groups) });
  }
  found.sort((a, b) => b.score - a.score || b.entry.at - a.entry.at);
  return { entries: found.map(({ entry }) => entry), compared: found.length, stopped };
}
