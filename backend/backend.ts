// Read first: puts the parts of the backend together, starts them in order, and stops them in the other.
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../shared/lib/clock.ts';
import { type RandomBytes, systemRandom } from '../shared/lib/ids.ts';
import { logger } from '../shared/lib/log.ts';
import { newAudit } from './audit/audit.ts';
import { type Outlet, outletOf } from './connectors/outlet.ts';
import type { Telephony } from './connectors/telephony/adapter.ts';
import { type ContactCentreOptions, createServices } from './contact-centre.ts';
import { erasureLogBeside } from './erasure/log-file.ts';
import { readIncarnation } from './feed/incarnation.ts';
import type { Source } from './feed/replay.ts';
import { tailerFor } from './feed/tailer.ts';
import { listenOn, serverFor } from './server.ts';
import type { Services } from './services.ts';
import { CROWD, type CrowdLimits } from './session/crowd.ts';
import { agentSecrets, type Secrets } from './session/agent-secrets.ts';
import { freshKey, keyFile } from './session/key-file.ts';
import { storedHash } from './session/secrets.ts';
import { signInWith } from './session/sign-in.ts';
import { tokensFor } from './session/tokens.ts';
import { socketsOn } from './sockets.ts';
import { steadyClock } from './steady-clock.ts';
import type { Db } from './store/db.ts';
import { lockDirectory } from './store/lock.ts';
import { openStore } from './store/open.ts';
import { plantSeed, type Seed } from './store/seed.ts';

const log = logger('backend');

export type BackendOptions = {
  /** Null: everything in memory, for tests. */
  readonly dataDir: string | null;
  /** `postgres://…`; null: the embedded database in `dataDir`. */
  readonly databaseUrl: string | null;
  /** 0: any that is free. */
  readonly port: number;
  readonly host?: '127.0.0.1';
  readonly clock?: Clock;
  readonly random?: RandomBytes;
  readonly seed?: Seed;
  readonly outlet?: Outlet;
  /** Left out: calls are seen and not controlled. */
  readonly telephony?: Telephony;
  /** Left out: what is usual of connections that prove nothing. */
  readonly crowd?: CrowdLimits;
  /** What `backend.json` says beside url and pid, for whoever starts something beside this backend. */
  readonly about?: Readonly<Record<string, string | number>>;
  /** Where erasures are kept, so that a backup does not bring anybody back; left out: beside `dataDir`, and not in it. */
  readonly erasureLog?: string;
};
export type RunningBackend = {
  readonly url: string;
  readonly intakeKey: string;
  /** Agent names to secrets, of the seeded agents. */
  readonly secrets: Secrets;
  readonly services: Services;
  readonly db: Db;
  /** Whether a desk of this agent is connected here. */
  hasDesk(agentId: string): boolean;
  stop(): Promise<void>;
};
export type MakeServices = (options: ContactCentreOptions) => Services;

const keyIn = (file: string | null) => (file === null ? freshKey() : keyFile(file));

/** What to undo, last thing first. */
type Undo = (() => Promise<void>)[];

/**
 * Starts a backend and resolves when desks can connect. In `dataDir` it keeps `intake.key`, `erasure.key`, `session.key` and
 * `agents.json` (each for its owner's eyes only), and `backend.json` with url and pid while it runs.
 * @throws Fault with one sentence for a person when directory, database or port cannot be used
 */
export async function startBackend(
  options: BackendOptions,
  makeServices: MakeServices = createServices,
): Promise<RunningBackend> {
  const undo: Undo = [];
  let stopping: Promise<void> | undefined;
  const stop = () => (stopping ??= undoAll(undo));
  try {
    return { ...(await assemble(options, makeServices, undo)), stop };
  } catch (error) {
    await stop().catch(failed => log.warn('backend.half.stopped', {}, failed)); // the first error is what to tell
    throw error;
  }
}

/** Goes on to the end whatever fails, so that the lock is released; the first failure is told. */
async function undoAll(undo: Undo): Promise<void> {
  const failures: unknown[] = [];
  for (const step of undo.toReversed()) await step().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

async function assemble(options: BackendOptions, makeServices: MakeServices, undo: Undo) {
  const { dataDir, databaseUrl, clock = steadyClock(), random = systemRandom, seed } = options;
  const started = clock.monotonic();
  const inDir = (name: string) => (dataDir === null ? null : join(dataDir, name));

  if (dataDir !== null) undo.push((await lockDirectory(dataDir)).release);
  const store = await openStore({ dataDir, databaseUrl });
  undo.push(() => store.close());
  const incarnation = await readIncarnation(store);
  if (seed) await plantSeed(store, seed, clock.now());
  const secrets = await agentSecrets(store, seed?.agents ?? [], inDir('agents.json'));

  const audit = newAudit({ db: store, clock });
  undo.push(() => audit.stop());
  audit.start();

  const wake = () => tailer.wake();
  const services = makeServices({
    db: store,
    clock,
    random,
    outlet: options.outlet ?? outletOf(dataDir),
    telephony: options.telephony ?? null,
    wake,
    audit,
    erasureLog: options.erasureLog ?? (dataDir === null ? null : erasureLogBeside(dataDir)),
  });
  await services.erasures.sync(); // before anybody is served from what a backup may have brought back
  const grantOf = (customerId: string) => services.grantOf(store, customerId);
  const tailer = tailerFor({ store, grantOf, clock });
  undo.push(() => tailer.stop());
  await tailer.start();

  const tokens = tokensFor(await keyIn(inDir('session.key')), clock);
  const intakeKey = await keyIn(inDir('intake.key'));
  const erasureKey = await keyIn(inDir('erasure.key'));
  const hashOfAgent = (agentId: string) => storedHash(store, agentId);
  const signIn = signInWith({ agentByName: name => services.agentByName(name), hashOfAgent, clock });
  const { monotonic } = clock;
  const limits = options.crowd ?? CROWD;
  const { http, crowd } = serverFor({
    db: store,
    services,
    tokens,
    signIn,
    intakeKey,
    erasureKey,
    audit,
    monotonic,
    limits,
  });
  undo.push(async () => crowd.stop());
  const source: Source = { db: store, grantOf, snapshotOf: agentId => services.snapshotOf(store, agentId) };
  await services.start();
  undo.push(() => services.stop());
  const sockets = await socketsOn({
    http,
    crowd,
    limits,
    store,
    services,
    source,
    tailer,
    tokens,
    clock,
    incarnation,
    audit,
  });
  undo.push(() => sockets.close());
  const host = options.host ?? '127.0.0.1';
  const url = `http://${host}:${await listenOn(http, options.port, host)}`;
  const file = inDir('backend.json');
  if (file !== null) {
    await writeFile(file, `${JSON.stringify({ url, pid: process.pid, ...options.about })}\n`, { mode: 0o600 });
    undo.push(() => rm(file, { force: true }));
  }
  log.info('backend.started', { url, engine: store.engine, ms: Math.round(clock.monotonic() - started) });
  return { url, intakeKey, secrets, services, db: store, hasDesk: sockets.has };
}
