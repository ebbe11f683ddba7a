// What runs already over the same data, and what was asked for that it cannot be any more.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { Running } from '../../electron/browser/running.ts';
import { type Said, StartError } from './options.ts';

const PATIENCE_MS = 2_000;

/** As a backend writes it into `backend.json`; what it plays is left out by one that was not started by a command line. */
const keptSchema = z.object({ url: z.url(), scenario: z.string().optional(), speed: z.number().optional() });
export type RunningBackend = z.infer<typeof keptSchema>;

export const answers = (url: string): Promise<boolean> =>
  fetch(`${url}/health`, { signal: AbortSignal.timeout(PATIENCE_MS) }).then(
    ({ ok }) => ok,
    () => false,
  );

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** One that was started before over the same data, by `npm run backend` or by a start that still runs. */
export async function runningBackend(dataDir: string): Promise<RunningBackend | null> {
  const text = await readFile(join(dataDir, 'backend.json'), 'utf8').catch(() => '');
  const kept = keptSchema.safeParse(parsed(text));
  return kept.success && (await answers(kept.data.url)) ? kept.data : null;
}

/** Pure. Throws `StartError` for the first of `names` that was given and is otherwise where it runs. */
function requireSame(what: string, names: readonly string[], given: Said, running: Said): void {
  const other = names.find(name => given[name] !== undefined && given[name] !== running[name]);
  if (other === undefined) return;
  const has = running[other] === undefined ? `without --${other}` : `with --${other} ${running[other]}`;
  throw new StartError(`${what} is already running ${has}; end it first to have --${other} ${given[other]}.`);
}

/** Throws `StartError` where another story was asked for than the one that is being played. */
export const requireSameStory = (given: Said, { scenario, speed }: RunningBackend): void =>
  requireSame('The backend', ['scenario', 'speed'], given, { scenario, speed: speed?.toString() });

/** Throws `StartError` where another desk was asked for than the one that this agent has open. */
export const requireSameDesk = (given: Said, { agent, url, options }: Running): void =>
  requireSame(`The desk of ${agent}`, ['port', 'backend', 'keep', 'key-file', 'unprotected', 'wipe'], given, {
    ...options,
    port: new URL(url).port,
  });
