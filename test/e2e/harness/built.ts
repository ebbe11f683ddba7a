import { bundle } from '../../../build/bundle.ts';

/** Everything end to end runs what a person would run: the built programs, up to date with the sources. */
export const built = (): Promise<string[]> => bundle();
