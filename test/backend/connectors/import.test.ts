// The two commands as a person starts them, over the real backend and its embedded database.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { folderWith } from './archive-files.ts';
import { mail } from './mail.ts';
import { startBackend } from '../../../backend/backend.ts';
import { demoSeed } from '../../../backend/connectors/scenario/seed.ts';

/** Starting the embedded database takes seconds, more on a busy machine. */
const PATIENT = 120_000;

const source = (name: string): string => join(import.meta.dirname, '../../../backend/connectors/archive', name);

async function run(command: 'import' | 'intake', args: readonly string[], input = '') {
  const child = spawn(process.execPath, [source(`${command}.ts`), ...args], { stdio: 'pipe' });
  child.stdin.end(input);
  const code = new Promise<number | null>(resolve => child.on('close', resolve));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { out, err, code: await code };
}

const jsonLines = (out: string): unknown[] =>
  out
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as unknown);

const FILES = {
  'customers.csv': 'client_id,first,last,phone,email\nC1,Jane,Doe,367-171-6840,jane@post.example\n',
  'calls.csv':
    'Date_received,Complaint_ID,rand_client,phonefinal,call_id,outcome,server,ser_start,ser_exit,ser_time\n' +
    '2017-03-27,,,(367) 171 6840,1,AGENT,YIFAT,13:00:54,13:13:31,00:12:37\nnonsense\n',
  'mail.eml': mail({}),
  'notes.txt': 'Buy milk',
};

test('import: every record is accounted for, and a second run imports nothing', { timeout: PATIENT }, async () => {
  const folder = folderWith(FILES);
  const data = folderWith({});
  const first = await run('import', ['--data', data, '--region', 'us', '--json', folder]);
  expect(first).toMatchObject({ code: 0 });
  const summary = JSON.parse(first.out) as { files: { file: string; format: string | null }[]; total: unknown };
  expect(summary.total).toEqual({ read: 4, imported: 3, alreadyThere: 0, refused: 1 });
  expect(summary.files.map(({ format }) => format)).toEqual(['customers-csv', 'calls-csv', 'email', null]);
  const second = await run('import', ['--data', data, '--region', 'us', folder, join(folder, 'notes.txt')]);
  expect(second.code).toBe(2);
  expect(second.out).toContain('Total: read 4, imported 0, already there 3, refused 1');
  expect(second.out).toContain('unknown format; known are:');
  const rows = Array.from({ length: 9_000 }, (_, i) => `D${i},Ann,Poe${Math.sin(i)},,a${i}@post.example`);
  const packed = gzipSync(`client_id,first,last,phone,email\n${rows.join('\n')}\n`);
  for (const broken of [packed.subarray(0, 40), packed.subarray(0, packed.length - 1_000)]) {
    const third = await run('import', ['--data', data, folderWith({ 'b.gz': broken, 'c.eml': mail({}) })]);
    expect(third).toMatchObject({ code: 3, out: expect.stringContaining('already there 1') as string });
  }
});

test(
  'import and intake use the backend that runs on the directory, and the known number finds its customer',
  { timeout: PATIENT },
  async () => {
    const folder = folderWith(FILES);
    const data = folderWith({});
    const backend = await startBackend({ dataDir: data, databaseUrl: null, port: 0, seed: demoSeed });
    try {
      expect((await run('import', ['--data', data, '--region', 'US', folder])).code).toBe(0);
      const records = [
        { type: 'call', externalId: 'r1', number: '+1 (367) 171-6840', state: 'ringing' },
        { type: 'call', externalId: 'r2', number: '+1 202 555 0111', state: 'ringing' },
      ];
      const lines = [JSON.stringify(records[0]), 'no json', JSON.stringify(records[1]), '', '{"type":"riddle"}'];
      const { out, code } = await run('intake', ['--data', data, '-'], lines.join('\n'));
      expect(code).toBe(0);
      const results = jsonLines(out) as {
        outcome: string;
        customerId?: string;
        workItemId?: string;
        reason?: string;
      }[];
      expect(results.map(({ outcome }) => outcome)).toEqual(['imported', 'refused', 'imported', 'refused']);
      expect(results[1]?.reason).toBe('line 2: not JSON');
      expect(results[0]?.workItemId).toEqual(expect.any(String));
      const known = await backend.services.grantOf(backend.db, results[0]!.customerId!);
      expect(known?.customer).toMatchObject({ name: 'Jane Doe', known: true });
      expect(known?.entries.map(({ kind }) => kind).toSorted()).toEqual(
        expect.arrayContaining(['call', 'call', 'email']),
      );
      const stranger = await backend.services.grantOf(backend.db, results[2]!.customerId!);
      expect(stranger?.customer.known).toBe(false);
      expect(stranger?.entries.filter(({ kind }) => kind === 'call')).toHaveLength(1);
    } finally {
      await backend.stop();
    }
  },
);

test.each([
  ['import', ['--data', 'x'], 2, 'no file or folder'],
  ['import', ['--region', 'Atlantis', 'f'], 2, 'no country code'],
  ['import', ['--nonsense', 'f'], 2, '--nonsense'],
  ['intake', ['--data', 'x'], 2, 'FILE'],
  ['intake', ['a', 'b'], 2, 'FILE'],
] as const)('%s %j ends with %i and says why', async (command, args, code, words) => {
  const result = await run(command, args);
  expect(result.code).toBe(code);
  expect(result.err).toContain(words);
});

test.each(['import', 'intake'] as const)('%s --help explains its options', async command => {
  const { code, out } = await run(command, ['--help']);
  expect([code, out.includes('--data DIR')]).toEqual([0, true]);
});
