// A refusal is read by the agent as it stands: a sentence, that names no epoch, state or id of ours.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FILE_REFUSALS } from '../../../shared/domain/writing/files.ts';
import { fileReasons } from '../../../backend/uploads/reasons.ts';

const folder = join(import.meta.dirname, '../../../backend/commands');
/** The reason of each `refuse('code', 'reason')` that is written where it is given. */
const REFUSAL = /refuse\(\s*'[a-z-]+',\s*(?:'((?:[^'\\]|\\.)*)'|`([^`]*)`)/gu;
const reasons = readdirSync(folder)
  .filter(name => name.endsWith('.ts'))
  .flatMap(name =>
    [...readFileSync(join(folder, name), 'utf8').matchAll(REFUSAL)].map(([, plain, template]) => ({
      name,
      reason: plain ?? template ?? '',
    })),
  );

const OURS = /\b(epoch|work item|interaction|holderId|undefined|null|item\.|entry\.|offer\.state|\.state\b)\b/iu;
const isSentence = (reason: string): boolean => /^[\p{Lu}“$]/u.test(reason) && /[.!?]$/u.test(reason.trim());

test.each(FILE_REFUSALS)('a file that cannot go: %s', why => {
  expect(isSentence(fileReasons[why]('list.pdf'))).toBe(true);
});

test('there are as many as the commands give', () => {
  expect(reasons.length).toBeGreaterThan(60);
});

test.each(reasons)('$name: $reason', ({ reason }) => {
  if (reason === '') return;
  expect(isSentence(reason)).toBe(true);
  expect(reason.replaceAll(/\$\{[^}]*\}/gu, '')).not.toMatch(OURS);
  expect(reason).not.toMatch(/\$\{[^}]*(epoch|\.state|\bid)\}/u);
});
