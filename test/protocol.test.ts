import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'vitest';

test('docs/protocol.md says what the contracts say', () => {
  const root = join(import.meta.dirname, '..');
  execFileSync(process.execPath, [join(root, 'build/protocol.ts'), '--check'], { stdio: 'pipe' });
});
