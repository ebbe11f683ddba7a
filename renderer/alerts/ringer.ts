// Plays the ring. A looped buffer sounds in the audio thread: no timer and no frame of a busy or hidden page is needed.
import type { Settings } from '../../shared/contract/bridge.ts';
import { logger } from '../../shared/lib/log.ts';
import { whenIdle } from '../ui/when-idle.ts';
import { type Ring, roundOf } from './ring-sounds.ts';

const log = logger('ring');

export type Loudness = Pick<Settings, 'ring' | 'ringVolume' | 'ringDevice'>;
/** `setSinkId` is not everywhere, and not in the types yet. */
type Speaker = AudioContext & { setSinkId?: (device: string) => Promise<void> };
type Playing = { readonly stop: () => void };

/** False: there is no sound on this machine's screen, and nothing is said about it each time. */
const canPlay = (): boolean => typeof AudioContext === 'function';

const contexts = new Map<string, Promise<Speaker | null>>();
let playing: Playing[] = [];
let turn = 0;

async function openSpeaker(device: string): Promise<Speaker | null> {
  const context: Speaker = new AudioContext();
  if (device === '') return context;
  try {
    if (!context.setSinkId) throw new Error('this host cannot choose a sound device');
    await context.setSinkId(device);
    return context;
  } catch (error) {
    // It was unplugged, or may not be used: the usual device still rings.
    log.warn('device.refused', {}, error);
    contexts.delete(device);
    await context.close();
    return null;
  }
}

function speakerFor(device: string): Promise<Speaker | null> {
  const known = contexts.get(device) ?? openSpeaker(device);
  contexts.set(device, known);
  return known;
}

/** Hertz. Twice the highest tone that a ring has is enough; the device's own rate is the audio thread's to make. */
const RATE = 24_000;
const rounds = new Map<Ring, ReturnType<typeof roundOf>>();
function samplesOf(ring: Ring): ReturnType<typeof roundOf> {
  const samples = rounds.get(ring) ?? roundOf(ring, RATE);
  rounds.set(ring, samples);
  return samples;
}

/** Milliseconds after which the sound is made even if the page has had no rest. */
const PREPARED_MS = 5_000;
/** To make a sound takes as long as to draw the offer: it is made while nothing rings. */
export function prepareRing({ ring }: Pick<Settings, 'ring'>): void {
  if (canPlay()) whenIdle(() => void samplesOf(ring), PREPARED_MS);
}

function play(context: AudioContext, ring: Ring, volume: number, loop: boolean): Playing | null {
  const samples = samplesOf(ring);
  if (!samples) return null;
  const buffer = context.createBuffer(1, samples.length, RATE);
  buffer.copyToChannel(samples, 0);
  const source = new AudioBufferSourceNode(context, { buffer, loop });
  // Loudness is heard by powers: half the slider is about half as loud.
  const gain = new GainNode(context, { gain: (volume / 100) ** 2 });
  source.connect(gain).connect(context.destination);
  source.start();
  return { stop: () => source.stop() };
}

async function begin({ ring, ringVolume, ringDevice }: Loudness, loop: boolean): Promise<void> {
  const own = (turn += 1);
  for (const device of ringDevice === null ? [''] : ['', ringDevice]) {
    const context = await speakerFor(device);
    if (!context || own !== turn) continue;
    if (context.state === 'suspended') void context.resume();
    const sound = play(context, ring, ringVolume, loop);
    if (sound) playing.push(sound);
  }
}

/** Rings until `stopRing`. */
export function startRing(loudness: Loudness): void {
  stopRing();
  if (canPlay()) void begin(loudness, true);
}

/** One round, to hear how it sounds. */
export function tryRing(loudness: Loudness): void {
  stopRing();
  if (canPlay()) void begin(loudness, false);
}

export function stopRing(): void {
  turn += 1;
  for (const sound of playing) sound.stop();
  playing = [];
}

/** A browser is silent until somebody has touched the page; the first touch makes it ready. Returns how to stop. */
export function readySound(): () => void {
  const ready = (): void => {
    if (canPlay()) void speakerFor('').then(context => context?.resume());
    stop();
  };
  const stop = (): void => {
    removeEventListener('pointerdown', ready, true);
    removeEventListener('keydown', ready, true);
  };
  addEventListener('pointerdown', ready, true);
  addEventListener('keydown', ready, true);
  return stop;
}

/** Sound devices that this host tells of, by id; empty where it tells of none. */
export async function soundDevices(): Promise<readonly { readonly id: string; readonly label: string }[]> {
  const devices = (await navigator.mediaDevices?.enumerateDevices().catch(() => [])) ?? [];
  return devices
    .filter(
      ({ kind, deviceId, label }) =>
        kind === 'audiooutput' && deviceId !== '' && deviceId !== 'default' && label !== '',
    )
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}
