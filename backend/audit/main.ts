// `npm run audit`: what matters for security, on standard output, for a lead or an administrator.
import { parseArgs } from 'node:util';
import { Fault } from '../../shared/lib/fault.ts';
import { setLogSink } from '../../shared/lib/log.ts';
import { withStore } from '../store/beside.ts';
import type { AuditRow } from './chain.ts';
import { AUDIT_FORMAT, readAudit } from './export.ts';

const HELP = `npm run --silent audit -- [options]

Refusals, sign-ins, rights, codes, and who opened whose history; docs/audit.md describes it. Each row is checked against
the one before it: exit code 1 says that the audit was changed, and names the first bad row.

  --data DIR        the backend's data directory (default .data); the backend must not be running on it
  --database URL    postgres://… instead; a running backend is not disturbed
  --after SEQ       only rows after this one (default 0: all that are kept)
  --json            NDJSON with a header and an end, instead of a line to read for each row
  --help            this
`;

function afterOf(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Fault('bad-input', `--after wants the number of a row, not "${text}".`);
}

/** For a person; every part is an id or a word of ours. */
function lineOf({ seq, at, count, kind, agent, session, remote, what, about, aboutAgent, outcome }: AuditRow): string {
  const times = count > 1 ? ` ×${count}` : '';
  const named = Object.entries({ agent, session, remote, about, 'of-agent': aboutAgent });
  const ids = named.flatMap(([name, id]) => (id === null ? [] : [`${name}=${id}`])).join(' ');
  return `${seq}  ${new Date(at).toISOString()}  ${kind}: ${what}${times} (${outcome})  ${ids}`.trimEnd();
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: {
      data: { type: 'string', default: '.data' },
      database: { type: 'string' },
      after: { type: 'string', default: '0' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return void process.stdout.write(HELP);
  const after = afterOf(values.after);
  setLogSink(() => undefined);
  await withStore(values, async store => {
    if (values.json) say(JSON.stringify({ audit: AUDIT_FORMAT, after, exportedAt: Date.now() }));
    const { rows, fault } = await readAudit(store, after, row => say(values.json ? JSON.stringify(row) : lineOf(row)));
    if (values.json) say(JSON.stringify({ end: true, rows, fault }));
    if (!fault) return;
    console.error(`The audit is not as it was written. First bad row: ${fault.seq}: ${fault.why}.`);
    process.exitCode = 1;
  });
}

try {
  await run();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}
