import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FORMATS } from '../../../backend/connectors/archive/formats.ts';
import { intakeRecordSchema, intakeResultSchema } from '../../../shared/contract/intake.ts';
import { turnSchema } from '../../../shared/domain/entry.ts';

const doc = readFileSync(join(import.meta.dirname, '../../../docs/intake.md'), 'utf8');
const examples = Array.from(doc.matchAll(/^\{.*\}$/gm), ([line]) => JSON.parse(line) as { type?: string });

test('every example in the document is what the contract accepts, strictly', () => {
  expect(examples.length).toBeGreaterThan(12);
  for (const example of examples) {
    const schema = example.type === undefined ? intakeResultSchema : intakeRecordSchema;
    const parsed = schema.safeParse(example);
    expect([example, parsed.error]).toEqual([example, undefined]);
    expect(Object.keys(parsed.data as object)).toEqual(expect.arrayContaining(Object.keys(example)));
  }
});

test('the document names all that a turn of a call needs, and a turn that lacks one of them is refused', () => {
  const rule = /^- \*\*Turns\.\*\*.*\n {2}.*$/m.exec(doc)?.[0] ?? '';
  const turn = { at: 0, speaker: 'customer', name: 'Jane Doe', text: 'It is about my seat.' };
  const call = (turns: readonly object[]) =>
    intakeRecordSchema.safeParse({ type: 'call', externalId: 'c', number: null, state: 'ended', turns });
  expect(call([turn]).success).toBe(true);
  for (const field of Object.keys(turnSchema.shape)) {
    expect(rule).toContain(`\`${field}\``);
    expect([field, call([{ ...turn, [field]: undefined }]).success]).toEqual([field, false]);
  }
});

test('the document shows every kind of record and every archive format', () => {
  const kinds = intakeRecordSchema.options.map(option => option.shape.type.value);
  expect(new Set(examples.map(({ type }) => type))).toEqual(new Set([undefined, ...kinds]));
  for (const { name } of FORMATS) expect(doc).toContain(`| \`${name}\` |`);
});
