import type { Person } from '../person.ts';
import { brief } from './brief.ts';
import { englishA } from './english-a.ts';
import { englishB } from './english-b.ts';
import { german } from './german.ts';
import { imogen } from './imogen.ts';
import { talkative } from './talkative.ts';
import { world } from './world.ts';

/** All customers of Larkwing Air that the stories know. */
export const everybody: readonly Person[] = [
  imogen,
  ...englishA,
  ...englishB,
  ...german,
  ...world,
  ...talkative,
  ...brief,
];
