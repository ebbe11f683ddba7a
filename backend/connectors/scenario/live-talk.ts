import type { Channel } from '../../../shared/domain/primitives.ts';

/** Something a customer does while the story is in motion. */
export type LiveTalk = {
  /** Id of the person in the stories. */
  readonly who: string;
  readonly channel: Channel;
  /** Said where everybody reads it. */
  readonly open?: true;
  readonly subject: string;
  readonly text: string;
  /** What a colleague answers; left out: something general in the customer's language. */
  readonly reply?: string;
  /** What the customer says to that. */
  readonly thanks?: string;
  /** Of a call: its turns, `c: words` and `a: words`. */
  readonly turns?: readonly string[];
};
