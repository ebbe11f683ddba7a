// Work handed out, taken and ended: four sessions on four nodes over one PostgreSQL, beside the same cycle by pgbench; and
// the embedded engine. Then the ledger says whether anything was handed out twice.
import { type ChildProcess, execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { judgeFile } from '../../build/ledger-check/file.ts';
import { exportLedger } from '../../backend/ledger/export.ts';
import type { Store } from '../../backend/store/db.ts';
import { openStore } from '../../backend/store/open.ts';
import { setLogSink } from '../../shared/lib/log.ts';
import { type Cluster, findPrograms, ownerOf, startCluster } from '../fixtures/postgres-cluster.ts';
import { byHand, pgbenchScript } from './assignment-hand.ts';
import { type Worked, workOff } from './assignment-sessions.ts';
import { agentOf, fill, nodeOver, SESSIONS } from './assignment-work.ts';
import { type BenchRow, benchRow } from './stats.ts';

const run = promisify(execFile);
/** Handed out on PostgreSQL; fewer are asked for by `FOREWORD_ASSIGNMENTS=5000`. */
const ITEMS = Number(process.env['FOREWORD_ASSIGNMENTS'] ?? 100_000);
const EMBEDDED_ITEMS = Math.min(ITEMS, 3_000);
/** Cycles by hand before and after ours: what else the machine does, and warm caches, meet both alike. */
const BY_HAND = Math.min(ITEMS / 2, 15_000);

setLogSink(line => {
  if (line.includes('"level":"error"')) console.error(line);
});

const rateOf = (cycles: number, ms: number): number => Math.round((cycles * 1_000) / ms);
const meanRate = (sessions: number, cycles: readonly number[]): number =>
  rateOf(
    sessions * cycles.length,
    cycles.reduce((sum, ms) => sum + ms, 0),
  );

async function copyOf(url: string, name: string): Promise<string> {
  const template = new URL(url).pathname.slice(1);
  const client = new pg.Client({ connectionString: url.replace(/[^/]+$/, 'postgres') });
  await client.connect();
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  await client.query('CHECKPOINT');
  await client.end();
  return url.replace(/[^/]+$/, name);
}

/** Milliseconds of each cycle, by pgbench's own clock. */
async function pgbench(programs: string, folder: string, url: string): Promise<number[]> {
  const script = join(folder, 'cycle.sql');
  const logs = mkdtempSync(join(folder, 'log-'));
  writeFileSync(script, pgbenchScript());
  const each = String(Math.floor(BY_HAND / SESSIONS));
  const sizes = ['-c', String(SESSIONS), '-j', '2', '-t', each];
  const args = ['-n', '-M', 'prepared', '-f', script, ...sizes, '-l', '--log-prefix', join(logs, 'l'), url];
  await run(join(programs, 'pgbench'), args, { maxBuffer: 10_000_000 });
  const lines = readdirSync(logs).flatMap(file => readFileSync(join(logs, file), 'utf8').trim().split('\n'));
  return lines.map(one => Number(one.split(' ')[2]) / 1_000);
}

/** A process for each agent: a backend node, or with `byHand` so many cycles of the bare statements. */
async function nodes(url: string, byHand?: number): Promise<Worked> {
  const script = join(import.meta.dirname, 'assignment-node.ts');
  const times = byHand === undefined ? [] : [String(byHand)];
  const children = Array.from({ length: SESSIONS }, (_, session) => fork(script, [url, String(session), ...times]));
  const said = (child: ChildProcess) =>
    Promise.race([
      once(child, 'message').then(([message]) => message as unknown),
      once(child, 'exit').then(([code]) => Promise.reject(new Error(`a node ended with ${code}`))),
    ]);
  await Promise.all(children.map(said));
  const worked = children.map(said) as Promise<Worked>[];
  for (const child of children) child.send('go');
  const all = await Promise.all(worked);
  for (const child of children) child.send('heard');
  return {
    cycles: all.flatMap(({ cycles }) => cycles),
    from: Math.min(...all.map(({ from }) => from)),
    to: Math.max(...all.map(({ to }) => to)),
  };
}

/** What the checker of ledgers, which shares no code with the backend, makes of it; throws when a promise was broken. */
async function judged(db: Store, folder: string): Promise<string> {
  const file = join(folder, 'ledger.ndjson');
  const out = createWriteStream(file);
  await exportLedger(db, Date.now(), text => void out.write(`${text}\n`));
  out.end();
  await once(out, 'finish');
  const verdict = await judgeFile(file);
  if (verdict.kind !== 'good') throw new Error(`the ledger: ${JSON.stringify(verdict)}`);
  const [{ doubles } = { doubles: -1 }] = await db.query<{ doubles: number }>(
    `SELECT count(*)::int AS doubles FROM (SELECT FROM ledger WHERE kind = 'offer' AND offer->>'state' = 'accepted'
     GROUP BY work_item_id HAVING count(*) > 1) twice`,
  );
  const { accepted, finished } = verdict.summary;
  return `${accepted} accepted and ${finished} finished once by the ledger's checker, ${doubles} doubles`;
}

async function onPostgres(cluster: Cluster, programs: string, folder: string): Promise<BenchRow> {
  const waiting = await cluster.newDatabase();
  const db = await openStore({ dataDir: null, databaseUrl: waiting });
  await fill(db, ITEMS);
  await db.close();
  const before = await pgbench(programs, folder, await copyOf(waiting, 'before'));
  const ours = await copyOf(waiting, 'ours');
  const { cycles, from, to } = await nodes(ours);
  const fromNode = await nodes(await copyOf(waiting, 'hand'), Math.floor(BY_HAND / SESSIONS));
  const after = await pgbench(programs, folder, await copyOf(waiting, 'after'));
  const store = await openStore({ dataDir: null, databaseUrl: ours });
  const verdict = await judged(store, folder);
  await store.close();
  const [least, most] = [before, after].map(one => meanRate(SESSIONS, one)).toSorted((a, b) => a - b);
  const rate = rateOf(cycles.length, to - from);
  const byPgbench = meanRate(SESSIONS, [...before, ...after]);
  const byNode = rateOf(fromNode.cycles.length, fromNode.to - fromNode.from);
  const share = (of: number): number => Math.round((100 * rate) / of);
  const against = `${byPgbench}/s by pgbench (${least} to ${most}): ${share(byPgbench)} %`;
  const note = `${rate}/s against ${against}, ${byNode}/s by Node: ${share(byNode)} %; ${verdict}`;
  const floor = { name: 'the same rows by pgbench', values: [...before, ...after] };
  return benchRow('assignment, 4 nodes on PostgreSQL', 'ms', cycles, floor, note);
}

async function embedded(folder: string): Promise<BenchRow> {
  const [ours, hand] = [join(folder, 'ours'), join(folder, 'hand')];
  for (const dataDir of [ours, hand]) mkdirSync(dataDir);
  const raw = await openStore({ dataDir: hand, databaseUrl: null });
  await fill(raw, EMBEDDED_ITEMS);
  const floor = await byHand(raw, Math.floor(EMBEDDED_ITEMS / 2));
  await raw.close();
  const db = await openStore({ dataDir: ours, databaseUrl: null });
  await fill(db, EMBEDDED_ITEMS);
  const node = nodeOver(db);
  const agents = Array.from({ length: SESSIONS }, (_, session) => agentOf(session));
  const { cycles, from, to } = await workOff(node, db, agents);
  await node.stop();
  const verdict = await judged(db, folder);
  await db.close();
  const rate = rateOf(cycles.length, to - from);
  const note = `${rate}/s against ${meanRate(1, floor)}/s by hand; ${verdict}`;
  const each = cycles.map(ms => ms / SESSIONS);
  return benchRow('assignment, embedded', 'ms', each, { name: 'the same rows by hand', values: floor }, note);
}

export async function assignment(): Promise<BenchRow[]> {
  const programs = findPrograms();
  const who = ownerOf();
  if (!programs || !who) throw new Error('the assignment benchmark needs PostgreSQL’s programs (initdb, pgbench)');
  const folder = mkdtempSync(join(tmpdir(), 'foreword-bench-assignment-'));
  const cluster = await startCluster(programs, who.owner, { durable: true });
  try {
    return [await onPostgres(cluster, programs, folder), await embedded(folder)];
  } finally {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
