import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import type { Format, Read, Source } from './format.ts';
import { type Turn, piecesOf, transcribedCall } from './transcript.ts';

const COLUMNS = /^\ufeff?token\|speaker\|ts\|endTs\|punctuation\|/;

/** Collects words until the speaker changes. */
class Turns {
  readonly done: Turn[] = [];
  #speaker: string | null = null;
  #words: string[] = [];
  #at = 0;

  add(word: string, speaker: string, at: number | null): void {
    if (speaker !== this.#speaker) {
      this.end();
      this.#speaker = speaker;
      // These files mostly lack times; a turn without one stands where the last known time was.
      this.#at = at ?? this.#at;
    }
    this.#words.push(word);
  }

  end(): void {
    if (this.#speaker === null) return;
    const name = /^\d+$/.test(this.#speaker) ? `Speaker ${this.#speaker}` : this.#speaker.slice(0, 200);
    this.done.push(...piecesOf({ at: this.#at, speaker: 'other', name, text: this.#words.join(' ') }));
    this.#words = [];
  }
}

async function* read(source: Source): AsyncGenerator<Read> {
  const hash = createHash('sha256');
  const turns = new Turns();
  let bad = 0;
  let header = true;
  for await (const line of createInterface({ input: source.open(), crlfDelay: Infinity })) {
    hash.update(line).update('\n');
    if (header || line === '') {
      header = false;
      continue;
    }
    const [token = '', speaker, ts = '', , punctuation = ''] = line.split('|');
    if (speaker === undefined || token === '') {
      bad += 1;
      continue;
    }
    const seconds = ts === '' ? Number.NaN : Number(ts);
    turns.add(token + punctuation, speaker, seconds >= 0 ? Math.round(seconds * 1_000) : null);
  }
  turns.end();
  const key = hash.digest('hex').slice(0, 40);
  if (turns.done.length === 0) yield { refused: bad > 0 ? 'no token line is readable' : 'no tokens' };
  else yield { record: transcribedCall({ key, at: source.modifiedAt, turns: turns.done }) };
}

export const speakerTokens: Format = {
  name: 'speaker-tokens',
  what: 'a call transcript as tokens with speakers (lines of token|speaker|ts|endTs|punctuation|…; .nlp)',
  rank: 3,
  recognise: ({ text }) => COLUMNS.test(text),
  read,
};
