import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { optionsFrom } from '../../../backend/options.ts';

test('options are read, and help is asked for', () => {
  const args = [
    '--data',
    'here',
    '--port',
    '0',
    '--database',
    'postgres://h/db',
    '--scenario',
    'none',
    '--speed',
    '2.5',
  ];
  expect(optionsFrom(args)).toMatchObject({
    dataDir: resolve('here'),
    port: 0,
    databaseUrl: 'postgres://h/db',
    scenario: null,
    speed: 2.5,
  });
  expect(optionsFrom(['--help'])).toBeNull();
});

test.each([
  [['--port', '70000'], '--port must be a number from 0 to 65535, not "70000".'],
  [['--port', '8o'], '--port must be a number from 0 to 65535, not "8o".'],
  [['--speed', '0'], '--speed must be a number above 0 and up to 1000, not "0".'],
  [['--speed', ' '], '--speed must be a number above 0 and up to 1000, not " ".'],
  [['--database', 'mysql://x'], '--database must be a postgres:// address.'],
  [['--scenario', 'nope'], 'There is no scenario "nope"; there are escalated-call, quiet, busy and none.'],
  [['--data', ''], '--data needs a directory.'],
  [['--bogus'], "Unknown option '--bogus'; --help lists the options."],
])('%j is one clear sentence', (args, message) => {
  expect(() => optionsFrom(args)).toThrow(expect.objectContaining({ code: 'bad-input', message }));
});
