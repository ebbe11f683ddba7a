// npm run bench -- [--json FILE] [--table] [--corpus DIR] [NAMES]: each figure beside its floor, measured in the same run.
// The made-up cache of a million entries is written once, under out/bench or DIR, and used again.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { benches } from './benches.ts';
import { keepCorpusIn } from './corpus.ts';
import type { BenchRow } from './stats.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'string' }, table: { type: 'boolean' }, corpus: { type: 'string' } },
});
const unknown = positionals.filter(name => !Object.hasOwn(benches, name));
if (unknown.length > 0) {
  console.error(`No benchmark is called ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}

if (values.corpus) keepCorpusIn(resolve(values.corpus));

const print = (row: BenchRow): void => {
  const { floor } = row;
  console.log(
    `${row.name}: p50 ${row.p50} p95 ${row.p95} p99 ${row.p99} ${row.unit} (n ${row.n}); ` +
      `floor ${floor.name}: p50 ${floor.p50} p95 ${floor.p95} p99 ${floor.p99}; ratio ${row.ratio}${row.note ? `; ${row.note}` : ''}`,
  );
};

/** A row of docs/performance.md. */
const tableRow = ({ name, unit, n, p50, p95, p99, floor, ratio, note = '' }: BenchRow): string =>
  `| ${name} | ${n} | ${p50} | ${p95} | ${p99} | ${unit} | ${floor.name}: ${floor.p50} | ${ratio} | ${note} |`;

console.log(`node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}`);
const rows: BenchRow[] = [];
for (const name of positionals.length > 0 ? positionals : Object.keys(benches)) {
  for (const row of await benches[name]!()) {
    print(row);
    rows.push(row);
  }
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);
if (values.table) console.log(`\n${rows.map(tableRow).join('\n')}`);
process.exit(0);
