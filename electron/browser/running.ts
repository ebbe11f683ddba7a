import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { fileNameOf } from '../core/config.ts';
import type { Launch } from '../host/launch.ts';

const runningSchema = z.object({
  url: z.url(),
  pid: z.number().int(),
  secret: z.string(),
  agent: z.string(),
  /** What it was started with, by option, as far as a second start could ask for something else. */
  options: z.record(z.string(), z.string()),
});
export type Running = z.infer<typeof runningSchema>;

/** One for each agent, so that a lead's desk runs beside an agent's over the same data. */
export const runningFileOf = (dataDir: string, agent: string): string =>
  join(dataDir, `browser-${fileNameOf(agent)}.json`);

export function optionsOf(launch: Launch): Running['options'] {
  const { backend, keep, 'key-file': keyFile, unprotected, wipe } = launch;
  const said = Object.entries({ backend, keep, 'key-file': keyFile, unprotected, wipe });
  return Object.fromEntries(said.filter((pair): pair is [string, string] => pair[1] !== undefined));
}

/** Where a second start finds the first one, readable by its owner only. */
export async function keepRunning(file: string, running: Running): Promise<void> {
  await rm(file, { force: true });
  await writeFile(file, JSON.stringify(running), { mode: 0o600 });
}

export const forgetRunning = (file: string): Promise<void> => rm(file, { force: true });

/**
 * The browser host that already runs for that agent over the same data, with a fresh link to it; null when none answers:
 * then the file is of a run that was killed.
 */
export async function linkToRunning(file: string): Promise<(Running & { readonly link: string }) | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const running = runningSchema.parse(JSON.parse(text));
    const { url, secret } = running;
    const headers = { authorization: `Bearer ${secret}` };
    const answer = await fetch(`${url}/key`, { method: 'POST', headers, signal: AbortSignal.timeout(2_000) });
    return answer.ok ? { ...running, link: `${url}/#${await answer.text()}` } : null;
  } catch {
    return null;
  }
}
