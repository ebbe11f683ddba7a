// `npm run ledger`: the ledger of a backend's database, on standard output.
import { parseArgs } from 'node:util';
import { setLogSink } from '../../shared/lib/log.ts';
import { withStore } from '../store/beside.ts';
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
  setLogSink(() => undefined);
  await withStore(values, store => exportLedger(store, Date.now(), line => void process.stdout.write(`${line}\n`)));
}

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
