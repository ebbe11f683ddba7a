import { readFile, rm, writeFile } from 'node:fs/promises';
import { z } from 'zod';

const runningSchema = z.object({ url: z.url(), pid: z.number().int(), secret: z.string() });
export type Running = z.infer<typeof runningSchema>;

/** Where a second start finds the first one, readable by its owner only. */
export async function keepRunning(file: string, running: Running): Promise<void> {
  await rm(file, { force: true });
  await writeFile(file, JSON.stringify(running), { mode: 0o600 });
}

export const forgetRunning = (file: string): Promise<void> => rm(file, { force: true });

/**
 * A fresh link to the browser host that already runs over the same data, or null when none answers: then the file is of
 * a run that was killed.
 */
export async function linkToRunning(file: string): Promise<string | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const { url, secret } = runningSchema.parse(JSON.parse(text));
    const headers = { authorization: `Bearer ${secret}` };
    const answer = await fetch(`${url}/key`, { method: 'POST', headers, signal: AbortSignal.timeout(2_000) });
    return answer.ok ? `${url}/#${await answer.text()}` : null;
  } catch {
    return null;
  }
}
