// A made-up vocabulary in several scripts whose words are as common and as rare as words are: Zipf and Mandelbrot's law,
// with word of rank r as often as 1 / (r + 2.7)^1.07. Seeded: the same words at every run.
import { chanceFrom } from './core-data.ts';

export const SCRIPTS = ['latin', 'accented', 'cyrillic', 'arabic', 'japanese', 'thai'] as const;
export type Script = (typeof SCRIPTS)[number];

type Sounds = {
  readonly begin: readonly string[];
  readonly middle: readonly string[];
  readonly end: readonly string[];
};
const split = (letters: string): string[] => letters.split(' ');

const SOUNDS: Record<Script, Sounds> = {
  latin: {
    begin: split('b br c cl d dr f fl g gr h j k l m n p pl pr qu r s sh st t th tr v w z'),
    middle: split('a e i o u ai ea ee ou oa'),
    end: split('n r s t l d m ck nd st ng p rt x ll'),
  },
  accented: {
    begin: split('b br c ç d f g gl h j l m n ñ p pr r s š t tr v z ž'),
    middle: split('a à â ä e é è ê i í ï o ö ô ø u ü ù å æ'),
    end: split('n r s t l x nt rs z ß'),
  },
  cyrillic: {
    begin: split('б в г д ж з к л м н п пр р с ст т х ч ш'),
    middle: split('а е и о у ы я ю'),
    end: split('н р с т л в м к й ть'),
  },
  arabic: {
    begin: split('ب ت ج ح خ د ر ز س ش ص ع ف ق ك ل م ن ه'),
    middle: split('ا و ي'),
    end: split('ن ر س ت ل د م ب ة'),
  },
  japanese: {
    begin: split('日 本 航 空 便 港 荷 物 時 間 予 約 変 更 返 金 電 話 遅 延 客 席 手 続 お ご カ サ タ ナ ハ マ'),
    middle: split('の は が を に で と も か ら し て ま す ー'),
    end: split('た い る ん す り く ン ト'),
  },
  thai: {
    begin: split('ก ข ค ง จ ช ด ต ท น บ ป พ ม ย ร ล ว ส ห อ'),
    middle: split('า ิ ี ุ ู ะ ั เ โ'),
    end: split('น ง ม ก ด บ ย ว'),
  },
};
const SIZES: Record<Script, number> = {
  latin: 50_000,
  accented: 20_000,
  cyrillic: 10_000,
  arabic: 6_000,
  japanese: 6_000,
  thai: 4_000,
};
/** Written without spaces between words. */
const UNSPACED: ReadonlySet<Script> = new Set(['japanese', 'thai']);

const known = new Map<Script, readonly string[]>();

/** All words of a script, the commonest first; common words are short. */
export function vocabularyOf(script: Script): readonly string[] {
  const had = known.get(script);
  if (had) return had;
  const { begin, middle, end } = SOUNDS[script];
  const chance = chanceFrom(1_000 + SCRIPTS.indexOf(script));
  const one = (list: readonly string[]): string => list[Math.floor(chance() * list.length)]!;
  const words = new Set<string>();
  while (words.size < SIZES[script]) {
    const syllables = 1 + Math.min(3, Math.floor(Math.log10(words.size + 1) / 1.7 + chance()));
    let word = '';
    for (let i = 0; i < syllables; i++) word += one(begin) + one(middle);
    words.add(chance() < 0.6 ? word + one(end) : word);
  }
  const list = [...words];
  known.set(script, list);
  return list;
}

/** Ranks by chance, looked up: drawing is one step. */
const SLOTS = 2 ** 20;
const tables = new Map<number, Uint32Array>();

function ranksOf(size: number): Uint32Array {
  const had = tables.get(size);
  if (had) return had;
  const weights = Array.from({ length: size }, (_, rank) => 1 / (rank + 2.7) ** 1.07);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const table = new Uint32Array(SLOTS);
  let rank = 0;
  let upto = weights[0]! / total;
  for (let slot = 0; slot < SLOTS; slot++) {
    while (slot / SLOTS > upto && rank < size - 1) upto += weights[++rank]! / total;
    table[slot] = rank;
  }
  tables.set(size, table);
  return table;
}

/** Draws words of one script; how many of them, like all else, by `chance` (0 ≤ n < 1). */
export function speaker(script: Script, chance: () => number) {
  const words = vocabularyOf(script);
  const ranks = ranksOf(words.length);
  const between = UNSPACED.has(script) ? '' : ' ';
  const word = (): string => words[ranks[Math.floor(chance() * SLOTS)]!]!;
  return {
    word,
    text(count: number): string {
      let text = word();
      for (let i = 1; i < count; i++) text += (chance() < 0.06 ? '. ' : between) + word();
      return text;
    },
  };
}
