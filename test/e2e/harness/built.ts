import { bundle } from '../../../build/bundle.ts';
import { isPrepared } from './prepared.ts';

/**
 * Everything end to end runs what a person would run: the built programs, up to date with the sources. What a run prepared, it
 * prepared with these programs: all of its files have the same, and none looks at every source again.
 */
export const built = async (): Promise<string[]> => (isPrepared() ? [] : bundle());
