import { expect, onTestFinished, test } from 'vitest';
import { logger, setLogSink } from '../../shared/lib/log.ts';

function logged(write: () => void): string[] {
  const lines: string[] = [];
  setLogSink(line => void lines.push(line));
  onTestFinished(() => setLogSink(() => undefined));
  write();
  return lines;
}

test('X19: no value forges a line, ends one for any reader, or moves a terminal', () => {
  const hostile = 'a\n{"event":"sign-in"}\r\u2028\u2029\u0085\u001b[2J\u009b31m\u202E\u0000\u007f';
  const [line, ...more] = logged(() => logger('test').warn('value.refused', { id: hostile }, new Error(hostile)));
  expect(more).toEqual([]);
  expect(line).not.toMatch(/[^\x20-\x7e]/);
  expect(JSON.parse(line!)).toMatchObject({ event: 'value.refused', id: hostile, error: hostile });
});

test('X18: a card number in a fact, in a number or in what an error says is masked', () => {
  const [line] = logged(() =>
    logger('test').error(
      'row.refused',
      { id: '4111 1111 1111 1111', n: 4111111111111111 },
      new Error('near 5555555555554444'),
    ),
  );
  expect(JSON.parse(line!)).toMatchObject({
    id: '•••• •••• •••• 1111',
    n: '••••••••••••1111',
    error: 'near ••••••••••••4444',
  });
});

test('numbers stay numbers', () => {
  const [line] = logged(() => logger('test').info('page.applied', { at: 1_764_000_000_004, ms: 4111 }));
  expect(JSON.parse(line!)).toMatchObject({ at: 1_764_000_000_004, ms: 4111 });
});
