// The rings, made of sines: no files to fetch, none to be missing. Pure; played by ringer.ts.
import type { Settings } from '../../shared/contract/bridge.ts';

export type Ring = Settings['ring'];
type Note = {
  /** Seconds from the start of the round. */
  readonly at: number;
  readonly hz: number;
  readonly seconds: number;
  /** Of the fundamental and its harmonics, loudest 1. */
  readonly partials: readonly number[];
  /** True: dies away like something struck; false: stays and is cut. */
  readonly struck: boolean;
};
type Sound = { readonly seconds: number; readonly notes: readonly Note[] };

const struck = (at: number, hz: number, seconds: number, partials: readonly number[]): Note => ({
  at,
  hz,
  seconds,
  partials,
  struck: true,
});
const held = (at: number, hz: number, seconds: number): Note => ({ at, hz, seconds, partials: [1], struck: false });
const BELL = [1, 0.45, 0.3, 0.12];
const WOOD = [1, 0.05, 0, 0.22];

/** British ringing is 400 and 450 Hz, 0.4 s on, 0.2 off, 0.4 on, 2 off (ITU-T E.180). */
const SOUNDS: Readonly<Record<Exclude<Ring, 'none'>, Sound>> = {
  bell: { seconds: 2.4, notes: [struck(0, 880, 1.2, BELL), struck(0.28, 1_108.73, 1.6, BELL)] },
  marimba: {
    seconds: 2,
    notes: [523.25, 659.26, 783.99, 1_046.5].map((hz, i) => struck(i * 0.14, hz, 0.7, WOOD)),
  },
  pulse: { seconds: 1.5, notes: [held(0, 660, 0.12), held(0.2, 660, 0.12), held(0.4, 990, 0.2)] },
  classic: {
    seconds: 3,
    notes: [0, 0.6].flatMap(at => [held(at, 400, 0.4), held(at, 450, 0.4)]),
  },
};

/** Seconds over which a tone comes and goes, so that it does not click. */
const EDGE = 0.008;

function loudness({ struck: isStruck, seconds }: Note, t: number): number {
  const edges = Math.min(1, t / EDGE, (seconds - t) / EDGE);
  return isStruck ? edges * Math.exp((-5 * t) / seconds) : edges;
}

function add(samples: Float32Array, note: Note, rate: number): void {
  const from = Math.round(note.at * rate);
  const to = Math.min(samples.length, from + Math.round(note.seconds * rate));
  for (let i = from; i < to; i++) {
    const t = (i - from) / rate;
    const wave = note.partials.reduce((sum, part, n) => sum + part * Math.sin(2 * Math.PI * note.hz * (n + 1) * t), 0);
    samples[i] = samples[i]! + wave * loudness(note, t);
  }
}

/** One round of a ring, to be looped: samples from −1 to 1, the loudest at 1. `rate` in hertz; null: no sound. */
export function roundOf(ring: Ring, rate: number): Float32Array<ArrayBuffer> | null {
  if (ring === 'none') return null;
  const { seconds, notes } = SOUNDS[ring];
  const samples = new Float32Array(Math.round(seconds * rate));
  for (const note of notes) add(samples, note, rate);
  const peak = samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
  return samples.map(one => one / peak);
}
