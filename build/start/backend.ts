import { readFile, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Family } from './family.ts';
import { StartError, type StartOptions } from './options.ts';
import { hasCache, secretOf, tryBackend } from './preflight.ts';

export type Backend = { readonly url: string; readonly secretFile: string };

const MAX_LOG = 20_000_000;

/** One that was started before over the same data, by `npm run backend` or by a start that still runs. */
async function running(dataDir: string): Promise<string | null> {
  const text = await readFile(join(dataDir, 'backend.json'), 'utf8').catch(() => '');
  const kept = z.object({ url: z.url() }).safeParse(parseOr(text, null));
  if (!kept.success) return null;
  const answer = await fetch(`${kept.data.url}/health`, { signal: AbortSignal.timeout(2_000) }).catch(() => null);
  return answer?.ok ? kept.data.url : null;
}

function parseOr(text: string, otherwise: null): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
}

/** A log of weeks is of no use to anybody; the newest start begins a new one when it has grown large. */
async function boundLog(file: string): Promise<void> {
  const size = await stat(file).then(
    found => found.size,
    () => 0,
  );
  if (size > MAX_LOG) await truncate(file);
}

async function embedded(options: StartOptions, out: string, family: Family): Promise<Backend> {
  const secretFile = join(options.data, 'agents.json');
  const before = await running(options.data);
  if (before) return { url: before, secretFile };
  const logFile = join(options.data, 'backend.log');
  await boundLog(logFile);
  const story = ['--scenario', options.scenario, '--speed', String(options.speed)];
  const args = [join(out, 'backend.js'), '--data', options.data, '--port', '0', ...story];
  const { url } = await family.start({ name: 'backend', program: process.execPath, args, logFile });
  return { url, secretFile };
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
      ? { url: options.backend, secretFile: options.secretFile }
      : await embedded(options, out, family);
  const secret = await secretOf(backend.secretFile, options.agent);
  if ((await tryBackend(backend.url, options.agent, secret)) === 'signed-in') return backend;
  const silence = `Nothing answers at ${backend.url}`;
  if (!hasCache(options.data, options.agent)) {
    throw new StartError(`${silence}, and ${options.agent} has no history on this machine yet; check --backend.`);
  }
  say(`${silence}; starting offline with what is on this machine.`);
  return backend;
}
