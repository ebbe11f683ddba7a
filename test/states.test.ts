import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

test('docs/states.md draws what the tables say', () => {
  const check = () => execFileSync(process.execPath, [join(root, 'build/states.ts'), '--check'], { stdio: 'pipe' });
  expect(check).not.toThrow();
  const text = readFileSync(join(root, 'docs/states.md'), 'utf8');
  expect(text).toContain('  ringing --> accepted: accept\n');
  expect(text).toContain('  waiting --> abandoned: give up\n');
});
