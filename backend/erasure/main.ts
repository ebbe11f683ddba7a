// `npm run erase`: has a customer or one entry forgotten, and says which desks have not confirmed it yet.
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { ERASURE_REASONS } from '../../shared/domain/erasure.ts';
import { systemRandom } from '../../shared/lib/ids.ts';
import { systemClock } from '../../shared/lib/clock.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { setLogSink } from '../../shared/lib/log.ts';
import { idMaker } from '../ids.ts';
import { withStore } from '../store/beside.ts';
import type { Store } from '../store/db.ts';
import { erasureLogBeside } from './log-file.ts';
import { type EraseAsk, eraseAskSchema, type ErasureOffice, erasureOffice } from './office.ts';
import type { ErasureStatus } from './receipts.ts';

const HELP = `npm run --silent erase -- (--customer ID | --identity CHANNEL:ADDRESS) --reason REASON [options]
npm run --silent erase -- --status [options]

Forgets a customer for good, in the database, in its log, and on every desk; docs/erasure.md says what that means and
where it ends. Goes through the backend that is running on the data directory, or does it itself where none is.

  --customer ID     whom; the id stands at the end of their page and in exports
  --identity C:A    or whom by an address, e.g. x:@jayne, email:j@post.example, voice:+442079460958
  --entry ID        only this entry of theirs
  --reason REASON   ${ERASURE_REASONS.join(', ')}
  --status          what was erased, and which desks have not confirmed it
  --data DIR        the backend's data directory (default .data)
  --database URL    postgres://… instead of the embedded database, where no backend runs on the data directory
  --json            for a program
  --help            this
`;

type Way = Pick<ErasureOffice, 'erase' | 'status'>;
const stateSchema = z.object({ url: z.url() });
const refusalSchema = z.object({ reason: z.string() });

/** Of a backend that answers; null: none runs here. */
async function livingBackend(dataDir: string): Promise<string | null> {
  try {
    const { url } = stateSchema.parse(JSON.parse(await readFile(join(dataDir, 'backend.json'), 'utf8')));
    return (await fetch(new URL('/health', url), { signal: AbortSignal.timeout(3_000) })).ok ? url : null;
  } catch {
    return null; // there is none, or its file outlived it
  }
}

/** What comes back was made by the program of the same version: it is ours. */
async function ask<T>(url: string, key: string, body: EraseAsk | null): Promise<T> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const init = body === null ? { headers } : { method: 'POST', headers, body: JSON.stringify(body) };
  const response = await fetch(new URL('/erasures', url), { ...init, signal: AbortSignal.timeout(120_000) });
  const answer: unknown = await response.json();
  if (response.ok) return answer as T;
  throw new Fault('denied', refusalSchema.safeParse(answer).data?.reason ?? `the backend answered ${response.status}`);
}

async function overHttp(url: string, dataDir: string): Promise<Way> {
  const key = (await readFile(join(dataDir, 'erasure.key'), 'utf8')).trim();
  return {
    erase: async one => (await ask<{ done: Awaited<ReturnType<Way['erase']>> }>(url, key, one)).done,
    status: async () => (await ask<{ erasures: ErasureStatus[] }>(url, key, null)).erasures,
  };
}

async function byItself(store: Store, dataDir: string): Promise<Way> {
  const office = erasureOffice({
    db: store,
    now: systemClock.now,
    id: idMaker(systemClock, systemRandom),
    region: 'GB',
    file: erasureLogBeside(dataDir),
    changed: () => undefined,
  });
  await office.sync();
  return office;
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const when = (at: number): string => new Date(at).toISOString();

function sayStatus(all: readonly ErasureStatus[]): void {
  if (all.length === 0) say('Nothing was erased.');
  for (const { id, customerId, entryId, at, reason, by, records, confirmed, missing } of all) {
    const whole = entryId === null ? `customer ${customerId}` : `entry ${entryId}`;
    say(`${when(at)}  ${whole}  ${reason}  by ${by ?? 'command line'}  ${records} records  erasure ${id}`);
    say(`  confirmed by ${confirmed} ${confirmed === 1 ? 'desk' : 'desks'}, missing ${missing.length}`);
    for (const one of missing) {
      const gone = one.removed ? '; may not sign in any more: remove its files by hand' : '';
      say(`  missing: ${one.agentName}, desk ${one.deskId}, last here ${when(one.seenAt)}${gone}`);
    }
  }
}

function askFrom(values: { customer?: string; identity?: string; entry?: string; reason?: string }): EraseAsk {
  if ((values.customer === undefined) === (values.identity === undefined))
    throw new Fault('bad-input', 'Say whom: either --customer or --identity; --help lists the options.');
  if (values.entry !== undefined && values.customer === undefined)
    throw new Fault('bad-input', '--entry wants --customer beside it.');
  const named = values.customer === undefined ? { identity: values.identity } : { customerId: values.customer };
  const asked = eraseAskSchema.safeParse({ named, entryId: values.entry ?? null, reason: values.reason });
  if (asked.success) return asked.data;
  throw new Fault('bad-input', `--reason wants one of ${ERASURE_REASONS.join(', ')}.`);
}

async function run(): Promise<void> {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const data = { type: 'string', default: '.data' } as const;
  const whom = { customer: text, identity: text, entry: text, reason: text };
  const { values } = parseArgs({ options: { ...whom, data, database: text, status: flag, json: flag, help: flag } });
  if (values.help) return say(HELP.trimEnd());
  const asked = values.status ? null : askFrom(values);
  setLogSink(line => {
    if (!line.includes('"level":"info"')) console.error(line);
  });
  const dataDir = resolve(values.data);
  const url = await livingBackend(dataDir);
  const work = async (way: Way): Promise<void> => {
    if (asked === null) {
      const all = await way.status();
      return values.json ? say(JSON.stringify({ erasures: all })) : sayStatus(all);
    }
    const { id, customerId, records, proof } = await way.erase(asked);
    if (values.json) return say(JSON.stringify({ id, customerId, records, proof }));
    say(`Erased: ${records} records of customer ${customerId}. Erasure ${id}.`);
    say('Desks are told; --status says which have not confirmed it yet.');
  };
  if (url !== null) return await work(await overHttp(url, dataDir));
  await withStore({ data: dataDir, database: values.database }, async store => work(await byItself(store, dataDir)));
}

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
