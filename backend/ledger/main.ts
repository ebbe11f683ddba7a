// `npm run ledger`: the ledger of a backend's database, on standard output.
import { parseArgs } from 'node:util';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Fault } from '../../shared/lib/fault.ts';
import { setLogSink } from '../../shared/lib/log.ts';
import { lockDirectory } from '../store/lock.ts';
import { openStore } from '../store/open.ts';
import { exportLedger } from './export.ts';

const HELP = `npm run --silent ledger -- [options] > FILE

Writes every change of hands of every work item as NDJSON; docs/ledger.md describes it, and
npm run ledger-check -- FILE judges it.

  --data DIR        the backend's data directory (default .data); the backend must not be running on it
  --database URL    postgres://… instead; a running backend is not disturbed
  --help            this
`;

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: '.data' },
      database: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(HELP);
  const dataDir = resolve(values.data);
  const databaseUrl = values.database ?? null;
  if (databaseUrl === null && !existsSync(join(dataDir, 'database')))
    throw new Fault('not-found', `There is no database in ${dataDir}.`);
  setLogSink(() => undefined);
  const lock = databaseUrl === null ? await lockDirectory(dataDir) : null;
  const store = await openStore({ dataDir, databaseUrl });
  try {
    await exportLedger(store, Date.now(), line => void process.stdout.write(`${line}\n`));
  } finally {
    await store.close();
    await lock?.release();
  }
}

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
