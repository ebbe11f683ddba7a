// What the transcript formats share: a call that is history, of a caller whom the file does not name.
import type * as z from 'zod';
import type { IntakeInput } from '../../../shared/contract/intake.ts';
import { MAX_TURNS, type turnSchema } from '../../../shared/domain/entry.ts';
import { cleanText, cut } from '../email/clean.ts';

export type Turn = z.input<typeof turnSchema>;
type Transcript = {
  readonly key: string;
  readonly at: number | null;
  readonly turns: readonly Turn[];
  readonly talkMs?: number;
};

const MAX_TURN = 20_000;

/** A turn too long for one becomes several; nothing of it is lost. */
export function* piecesOf(turn: Turn): Generator<Turn> {
  let rest = cleanText(turn.text).trim();
  while (rest !== '') {
    const text = cut(rest, MAX_TURN);
    yield { ...turn, text };
    rest = rest.slice(text.length);
  }
}

export function transcribedCall({ key, at, turns, talkMs }: Transcript): IntakeInput {
  const last = turns.at(-1);
  const length = talkMs ?? (last === undefined ? 0 : last.at);
  return {
    type: 'call',
    source: 'call-transcripts',
    externalId: `transcript:${key}`,
    live: false,
    ...(at === null ? {} : { at }),
    number: null,
    state: 'ended',
    ...(length > 0 ? { talkMs: length } : {}),
    text: turns.length > MAX_TURNS ? `Only the first ${MAX_TURNS} of ${turns.length} turns are kept.` : '',
    turns: turns.slice(0, MAX_TURNS),
  };
}
