// `npm run audit` as a program over a data directory.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { once, writeNotes } from '../../../backend/audit/note.ts';
import { sealAudit } from '../../../backend/audit/seal.ts';
import { openStore } from '../../../backend/store/open.ts';

const program = join(import.meta.dirname, '../../../backend/audit/main.ts');
let dataDir = '';

/** Opened and closed: the program wants the directory for itself. */
async function withStore<T>(run: (store: Awaited<ReturnType<typeof openStore>>) => Promise<T>): Promise<T> {
  const store = await openStore({ dataDir, databaseUrl: null });
  try {
    return await run(store);
  } finally {
    await store.close();
  }
}
const audit = (...args: string[]) =>
  new Promise<{ code: number; out: string[]; err: string }>(done =>
    execFile(process.execPath, [program, ...args], (error, out, err) =>
      done({ code: Number(error?.code ?? 0), out: out.trim().split('\n'), err }),
    ),
  );

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'foreword-audit-main-'));
  await withStore(async store => {
    const note = { kind: 'command.refused', agentId: 'a-mara', what: 'work.reassign: for leads alone' } as const;
    for (const about of ['w-1', 'w-2', 'w-3']) await writeNotes(store, [once({ ...note, about, outcome: 'denied' })]);
    await sealAudit(store);
    await writeNotes(store, [once({ kind: 'sign-in', agentId: 'a-mara', what: 'secret', outcome: 'done' })]);
  });
}, 60_000);
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test('a line for each row, what is noted and not yet sealed too', async () => {
  const { code, out } = await audit('--data', dataDir);
  expect(code).toBe(0);
  expect(out).toHaveLength(4);
  expect(out[0]).toMatch(
    /^1 {2}\d{4}-\d\d-\d\dT[\d:.]+Z {2}command\.refused: work\.reassign: for leads alone \(denied\) {2}agent=a-mara about=w-1$/,
  );
}, 60_000);

test('as JSON after a row, with a header and an end; a row that was changed is named, and the exit code says so', async () => {
  await withStore(async store => {
    await store.query('ALTER TABLE audit DISABLE TRIGGER audit_only_grows');
    await store.query(`UPDATE audit SET agent_id = 'a-priya' WHERE seq = 3`);
    await store.query('ALTER TABLE audit ENABLE TRIGGER audit_only_grows');
  });
  const { code, out, err } = await audit('--data', dataDir, '--after', '2', '--json');
  const lines = out.map(line => JSON.parse(line) as Record<string, unknown>);
  expect(lines[0]).toMatchObject({ audit: 1, after: 2 });
  expect(lines.slice(1, -1).map(({ seq }) => seq)).toEqual([3, 4]);
  expect(lines.at(-1)).toMatchObject({ end: true, rows: 2, fault: { seq: 3 } });
  expect([code, err]).toEqual([1, expect.stringContaining('First bad row: 3')]);
}, 60_000);

test.each([
  [['--after', 'x'], '--after wants the number of a row'],
  [['--data', '/nowhere/at/all'], 'There is no database in'],
  [['--what'], '--what'],
])(
  '%j is one sentence and exit code 2',
  async (args, why) => {
    const { code, err } = await audit(...args);
    expect([code, err]).toEqual([2, expect.stringContaining(why)]);
  },
  60_000,
);
