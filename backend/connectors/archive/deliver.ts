// How records reach the intake: by HTTP where a backend is running on the data directory, else in one of our own.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { type IntakeResult, intakeResultSchema } from '../../../shared/contract/intake.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { setLogSink } from '../../../shared/lib/log.ts';
import { IMPORT_HEADER } from '../../intake/imports.ts';

export type Delivery = {
  /** Results in the order of the records. */
  send(records: readonly unknown[]): Promise<readonly IntakeResult[]>;
  close(): Promise<void>;
};

const stateSchema = z.object({ url: z.url() });
const answerSchema = z.object({ results: z.array(intakeResultSchema) });

/** The address of a backend that lives and answers, from DIR/backend.json; null when there is none. */
async function livingBackend(dataDir: string): Promise<string | null> {
  const text = await readFile(join(dataDir, 'backend.json'), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const state = stateSchema.safeParse(JSON.parse(text));
    if (!state.success) return null;
    const answer = await fetch(new URL('/health', state.data.url), { signal: AbortSignal.timeout(3_000) });
    return answer.ok ? state.data.url : null;
  } catch {
    return null; // torn, or it outlived its backend
  }
}

async function reach(url: string, path: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(new URL(path, url), init);
  } catch (error) {
    throw new Fault(
      'offline',
      `the backend at ${url} cannot be reached any more; a second run goes on where this ended`,
      {
        cause: error,
      },
    );
  }
}

function overHttp(url: string, key: string, archive: string | null): Delivery {
  return {
    async send(records) {
      const answer = await reach(url, '/intake', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${key}`,
          'content-type': 'application/json',
          ...(archive === null ? {} : { [IMPORT_HEADER]: encodeURIComponent(archive) }),
        },
        body: JSON.stringify(records),
        signal: AbortSignal.timeout(120_000),
      });
      if (answer.status === 401 || answer.status === 403)
        throw new Fault('denied', `the backend at ${url} does not accept the key in intake.key of this data directory`);
      if (!answer.ok) throw new Fault('internal', `the backend at ${url} answered ${answer.status} to the intake`);
      return answerSchema.parse(await answer.json()).results;
    },
    close: async () => undefined,
  };
}

async function inProcess(dataDir: string, archive: string | null): Promise<Delivery> {
  // Progress is told on the same stream; only what went wrong belongs between its lines.
  setLogSink(line => {
    if (!line.includes('"level":"info"')) console.error(line);
  });
  const [{ startBackend }, { demoSeed }] = await Promise.all([
    import('../../backend.ts'),
    import('../scenario/seed.ts'),
  ]);
  const backend = await startBackend({ dataDir, databaseUrl: null, port: 0, seed: demoSeed });
  return { send: records => backend.services.intake(records, archive ?? undefined), close: () => backend.stop() };
}

/** Opens the way to the intake of the backend that owns `dataDir`. `archive`: what a reviewer asks for it by; null: it is none. */
export async function openDelivery(dataDir: string, archive: string | null = null): Promise<Delivery> {
  const url = await livingBackend(dataDir);
  if (url === null) return inProcess(dataDir, archive);
  const key = await readFile(join(dataDir, 'intake.key'), 'utf8').catch(() => null);
  if (key === null)
    throw new Fault('denied', `a backend runs at ${url}, but ${join(dataDir, 'intake.key')} cannot be read`);
  return overHttp(url, key.trim(), archive);
}
