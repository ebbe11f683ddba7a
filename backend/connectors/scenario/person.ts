import type { Channel } from '../../../shared/domain/primitives.ts';

/** Somebody of the story, with everything that happened in its shorthand (notation.ts). */
export type Person = {
  readonly id: string;
  readonly name: string;
  /** BCP 47; also the language of what they write unless an entry says otherwise. */
  readonly language: string;
  readonly timeZone: string;
  readonly value?: string;
  /** Address by channel; with followers where a network counts them. */
  readonly at: Readonly<Partial<Record<Channel, string | readonly [address: string, followers: number]>>>;
  /** What stands under their emails. */
  readonly sign?: string;
  /** False: in no customer list of ours; known by an address only. */
  readonly known?: boolean;
  readonly story: string;
};
