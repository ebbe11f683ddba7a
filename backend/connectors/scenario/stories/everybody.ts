import type { Person } from '../person.ts';
import { englishA } from './english-a.ts';
import { german } from './german.ts';
import { imogen } from './imogen.ts';

/** All customers of Larkwing Air that the stories know. */
export const everybody: readonly Person[] = [imogen, ...englishA, ...german];
