// A contact centre in this process, and a desk that knows 100,000 entries of it. Made once for all benchmarks of a run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Socket } from 'socket.io';
import { type RunningBackend, startBackend } from '../../backend/backend.ts';
import { demoSeed } from '../../backend/connectors/scenario/seed.ts';
import { grantCustomer } from '../../backend/feed/log.ts';
import type { IntakeResult } from '../../shared/contract/intake.ts';
import type { FeedPage } from '../../shared/contract/wire.ts';
import { uuidv7 } from '../../shared/lib/ids.ts';
import { setLogSink } from '../../shared/lib/log.ts';
import { AGENT, type CoreDesk, copyFolder, coreDesk, fillUp, makeFolder } from './desk-files.ts';
import { type People, type Person, peopleOf, recordsOfAll } from './people.ts';

export const AGENT_ID = 'agent-mara';

export type Fixture = {
  readonly backend: RunningBackend;
  readonly people: People;
  /** Holds the agent's secret, for a host. */
  readonly secretFile: string;
  /** A fresh copy of a desk's folder: nothing cached; what the backend gave; 100,000 entries. */
  desk(kind: 'empty' | 'synced' | 'full'): string;
  /** Entries in the full desk. */
  readonly cached: number;
};

/** Faults of what is measured must be seen; its ordinary words would be measured with it. */
setLogSink(line => {
  if (line.includes('"level":"error"')) console.error(line);
});

const root = mkdtempSync(join(tmpdir(), 'foreword-bench-'));
process.on('exit', () => rmSync(root, { recursive: true, force: true }));
process.once('SIGINT', () => process.exit(130));

let made: Promise<Fixture> | null = null;
export const fixture = (): Promise<Fixture> => (made ??= make());

export async function intake(backend: RunningBackend, records: readonly object[]): Promise<IntakeResult[]> {
  const results: IntakeResult[] = [];
  for (let i = 0; i < records.length; i += 500)
    results.push(...(await backend.services.intake(records.slice(i, i + 500))));
  const refused = results.find(result => result.outcome === 'refused');
  if (refused) throw new Error(`the intake refused a record: ${refused.reason}`);
  return results;
}

async function make(): Promise<Fixture> {
  const started = performance.now();
  const backendDir = join(root, 'backend');
  const backend = await startBackend({
    dataDir: makeFolder(backendDir, ''),
    databaseUrl: null,
    port: 0,
    seed: demoSeed,
  });
  const records = recordsOfAll(Date.now());
  const people = peopleOf(records, await intake(backend, records));
  await grantAll(backend, people);
  const deskId = uuidv7(Date.now());
  const synced = makeFolder(join(root, 'synced'), deskId);
  await holdTwo(backend, coreDesk(synced, backend.url, backend.secrets[AGENT]!, deskId), people);
  const full = copyFolder(synced, join(root, 'full'));
  const cached = fillUp(full, people);
  makeFolder(join(root, 'empty'), deskId);
  console.error(`Fixture: ${cached} entries cached, ${Math.round(performance.now() - started)} ms.`);
  let copies = 0;
  return {
    backend,
    people,
    cached,
    secretFile: join(backendDir, 'agents.json'),
    desk: kind => copyFolder(join(root, kind), join(root, `${kind}-${++copies}`)),
  };
}

/** The agent has had to do with all of them before: their desk may hold their history. */
async function grantAll(backend: RunningBackend, { long, short, callers, others }: People): Promise<void> {
  const ids = [long, short, ...callers, ...others].map(person => person.id);
  await backend.db.transaction(async tx => {
    for (const id of ids) await grantCustomer(tx, [AGENT_ID], id);
  });
}

/** Messages of both arrive, ring, and are taken: two conversations to go to and fro between. */
async function holdTwo(backend: RunningBackend, desk: CoreDesk, { long, short }: People): Promise<void> {
  await desk.connection(({ state }) => state === 'live');
  for (const [i, person] of [long, short].entries()) {
    await intake(backend, [message(person, `open/${i}`, `Hello, is there any news about my suitcase, please?`)]);
    const { offer } = await desk.work(work => work.offer?.customerId === person.id);
    await desk.ask('offer.accept', { offerId: offer!.id });
    await desk.work(({ items }) => items.length === i + 1);
  }
  await desk.connection(({ queued, state }) => queued === 0 && state === 'live');
  await desk.core.stop();
}

/** Words of a customer that want an answer. */
export const message = ({ x, name }: Person, externalId: string, text: string): object => ({
  type: 'message',
  source: 'bench',
  externalId,
  channel: 'x',
  queue: 'Disruption, messaging',
  party: { address: x, name },
  text,
});

export const call = ({ phone }: Person, externalId: string, state: 'ringing' | 'abandoned'): object => ({
  type: 'call',
  source: 'bench',
  externalId,
  number: phone,
  queue: 'Priority care',
  state,
});

type Probe = (page: FeedPage) => void;
const probes = new Set<Probe>();
const emit = Socket.prototype.emit;
/** The backend runs in this process, so what leaves it can be seen leaving. */
Socket.prototype.emit = function (this: Socket, event: string, ...args: unknown[]) {
  if (event === 'feed') for (const probe of probes) probe(args[0] as FeedPage);
  return emit.call(this, event, ...args);
} as typeof emit;

/** The next feed page for which `is` answers true, and when it left, as milliseconds since the epoch. */
export const nextPage = (is: (page: FeedPage) => boolean): Promise<{ page: FeedPage; at: number }> =>
  new Promise(resolve => {
    const probe: Probe = page => {
      if (is(page) && probes.delete(probe)) resolve({ page, at: performance.timeOrigin + performance.now() });
    };
    probes.add(probe);
  });
