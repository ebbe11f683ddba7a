import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

test('docs/protocol.md says what the contracts say', () => {
  const root = join(import.meta.dirname, '..');
  expect(() =>
    execFileSync(process.execPath, [join(root, 'build/protocol.ts'), '--check'], { stdio: 'pipe' }),
  ).not.toThrow();
});
