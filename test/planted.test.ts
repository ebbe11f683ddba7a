// A planted bug whose piece of the program is gone proves nothing: said here at once, without running the simulation.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { changed } from './simulation/plant.ts';
import { planted } from './simulation/planted.ts';

test.each(planted.map(one => [one.name, one] as const))('%s replaces a piece that is there once', (_name, one) => {
  const source = readFileSync(join(import.meta.dirname, '..', one.file), 'utf8');
  expect(one.edits.length).toBeGreaterThan(0);
  expect(changed(one.file, source, one.edits)).not.toBe(source);
});

test('every planted bug stands in docs/reliability.md, with the seed that finds it', () => {
  const page = readFileSync(join(import.meta.dirname, '../docs/reliability.md'), 'utf8');
  for (const { name, seed } of planted)
    expect(page).toMatch(new RegExp(`\\| \`${name}\` .*\\| ${seed} +\\| \\d+ +\\|`));
});
