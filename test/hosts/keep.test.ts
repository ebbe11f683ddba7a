// How much history stays on a desk can be said from outside: on the command line, in the environment, in its file.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readOptions } from '../../build/start/options.ts';
import { keepOf } from '../../electron/core/config.ts';
import { findSetUp } from '../../electron/desktop/set-up.ts';
import { coreConfigOf, readLaunch } from '../../electron/host/launch.ts';

const home = mkdtempSync(join(tmpdir(), 'foreword-keep-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));
writeFileSync(join(home, 'secret'), 'secret');
const given = [
  '--data',
  home,
  '--backend',
  'http://127.0.0.1:1',
  '--agent',
  'Mara',
  '--secret-file',
  join(home, 'secret'),
];

test('what is left out is not said', () => {
  expect(keepOf('days=90, megabytes=500')).toEqual({ days: 90, megabytes: 500 });
  expect(keepOf('openedHours=0.5')).toEqual({ openedHours: 0.5 });
});

test.each([
  ['', 'there is no'],
  ['day=9', 'there is no "day"'],
  ['__proto__=1', 'there is no'],
  ['days', 'days wants a number'],
  ['days=x', 'days wants a number'],
  ['days=-1', 'days wants a number'],
  ['days=1=2', 'days wants a number'],
  ['days=0', 'days:'],
  ['entries=0', 'entries:'],
  ['entries=1.5', 'entries:'],
  ['days=9,days=10', 'days is said twice'],
])('%j is refused with a sentence, before anything is started', (text, why) => {
  expect(() => keepOf(text)).toThrow(why);
  expect(() => readLaunch([...given, `--keep=${text}`])).toThrow(text === '' ? '--keep' : why);
});

const plain = { keys: null, keptIn: 'files', keyNotice: null, discard: 'nothing' } as const;
test('both hosts hand it to the core', async () => {
  const config = await coreConfigOf(readLaunch([...given, '--keep=days=30']), 'browser', plain);
  expect(config.keep).toEqual({ days: 30 });
  expect(await coreConfigOf(readLaunch(given), 'browser', plain)).not.toHaveProperty('keep');
});

test('an installed desk has it from its file, by name or as text, or from the environment', () => {
  const find = (set: object, env: Record<string, string> = {}, argv: string[] = []) => {
    const ours = { backend: 'https://a.example', agent: 'Mara', secretFile: 'secret' };
    writeFileSync(join(home, 'foreword.json'), JSON.stringify({ ...ours, ...set }));
    return findSetUp({ argv, env, userData: home, resources: join(home, 'none') });
  };
  expect(find({ keep: { days: 60, megabytes: 100 } })).toMatchObject({ launch: { keep: 'days=60,megabytes=100' } });
  expect(find({ keep: 'days=60' })).toMatchObject({ launch: { keep: 'days=60' } });
  expect(find({ keep: 'days=60' }, { FOREWORD_KEEP: 'days=7' })).toMatchObject({ launch: { keep: 'days=7' } });
  expect(find({}, {}, ['--keep', 'days=8'])).toMatchObject({ launch: { keep: 'days=8' } });
  expect(find({ keep: { weeks: 3 } })).toMatchObject({ problem: expect.stringContaining('there is no "weeks"') });
  expect(find({})).not.toHaveProperty('launch.keep');
});

test('npm start takes it too', () => {
  expect(readOptions(['--keep', 'days=9'], { cwd: home, root: home })).toMatchObject({ passedOn: { keep: 'days=9' } });
  expect(readOptions([], { cwd: home, root: home })).toMatchObject({ passedOn: {} });
});
