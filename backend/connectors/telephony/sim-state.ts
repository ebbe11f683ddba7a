// What the simulated exchange remembers, and the file it remembers it in.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Ask } from './adapter.ts';
import type { Phone } from './phones.ts';
import type { SimCall } from './sim-call.ts';

/** Something that will happen to a call, unless it is over by then. */
export type Due = {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly callId: string;
  readonly what: 'give up' | 'elsewhere' | 'hang up' | 'drop' | 'say' | 'ring' | Phone['does'];
};
export type Heard = {
  readonly at: number;
  readonly callId: string;
  readonly askId: string;
  readonly ask: Ask;
  /** Null: done. */
  readonly refused: string | null;
};
export type SimState = {
  calls: Record<string, SimCall>;
  due: Due[];
  /** By ask id. */
  done: Record<string, { readonly refused: string | null }>;
  heard: Heard[];
  phones: Record<string, Phone>;
  count: number;
};
export type Kept = { readonly state: SimState; save(): void };

/** Tones may be a card's number or a secret: of those heard the file has how many there were. */
const masked = (name: string, value: unknown): unknown =>
  name === 'digits' && typeof value === 'string' ? '•'.repeat(value.length) : value;

const fresh = (): SimState => ({ calls: {}, due: [], done: {}, heard: [], phones: {}, count: 0 });

/** A file that cannot be read is a fault to be told, not calls to be forgotten. */
export function keptIn(file: string | null): Kept {
  const state: SimState =
    file !== null && existsSync(file)
      ? { ...fresh(), ...(JSON.parse(readFileSync(file, 'utf8')) as SimState) }
      : fresh();
  return {
    state,
    save() {
      if (file === null) return;
      mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
      writeFileSync(`${file}.next`, JSON.stringify(state, masked), { mode: 0o600 });
      renameSync(`${file}.next`, file);
    },
  };
}
