import { stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { requireSameStory, runningBackend } from './beside.ts';
import type { Family, Started } from './family.ts';
import { StartError, type StartOptions } from './options.ts';
import { hasCache, secretOf, tryBackend } from './preflight.ts';

export type Backend = {
  readonly url: string;
  readonly secretFile: string;
  /** Null: somebody else's, who looks after it. */
  readonly ours: { readonly first: Started; readonly logFile: string; again(): Promise<Started> } | null;
};

const MAX_LOG = 20_000_000;

/** A log of weeks is of no use to anybody; the newest start begins a new one when it has grown large. */
async function boundLog(file: string): Promise<void> {
  const size = await stat(file).then(
    found => found.size,
    () => 0,
  );
  if (size > MAX_LOG) await truncate(file);
}

/** `port`: 0 for any; the desks know where it was, so one that is started again takes the same. */
function startEmbedded(options: StartOptions, out: string, family: Family, port: string): Promise<Started> {
  const { data, scenario, speed, agent } = options;
  const story = ['--scenario', scenario, '--speed', String(speed), '--agent', agent];
  const args = [join(out, 'backend.js'), '--data', data, '--port', port, ...story];
  return family.start({ name: 'backend', program: process.execPath, args, logFile: join(data, 'backend.log') });
}

async function embedded(
  options: StartOptions,
  out: string,
  family: Family,
  say: (sentence: string) => void,
): Promise<Backend> {
  const secretFile = join(options.data, 'agents.json');
  const before = await runningBackend(options.data);
  if (before) {
    requireSameStory(options.given, before);
    await secretOf(secretFile, options.agent);
    say(
      'A backend is already running with this data, so this desk joins it; when that one ends, the desk goes on offline.',
    );
    return { url: before.url, secretFile, ours: null };
  }
  const logFile = join(options.data, 'backend.log');
  await boundLog(logFile);
  const first = await startEmbedded(options, out, family, '0');
  const again = (): Promise<Started> => startEmbedded(options, out, family, new URL(first.url).port);
  return { url: first.url, secretFile, ours: { first, logFile, again } };
}

/** Finds or starts the backend and makes sure that this agent can sign in. Throws `StartError` with what to do. */
export async function findBackend(
  options: StartOptions,
  out: string,
  family: Family,
  say: (sentence: string) => void,
): Promise<Backend> {
  const backend =
    options.backend && options.secretFile
      ? { url: options.backend, secretFile: options.secretFile, ours: null }
      : await embedded(options, out, family, say);
  const secret = await secretOf(backend.secretFile, options.agent);
  if ((await tryBackend(backend.url, options.agent, secret)) === 'signed-in') return backend;
  const silence = `Nothing answers at ${backend.url}`;
  if (!hasCache(options.data, options.agent)) {
    throw new StartError(`${silence}, and ${options.agent} has no history on this machine yet; check --backend.`);
  }
  say(`${silence}; starting offline with what is on this machine.`);
  return backend;
}
