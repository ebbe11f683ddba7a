import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FORMATS } from '../../../backend/connectors/archive/formats.ts';
import { intakeRecordSchema, intakeResultSchema } from '../../../shared/contract/intake.ts';

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

test('the document shows every kind of record and every archive format', () => {
  const kinds = intakeRecordSchema.options.map(option => option.shape.type.value);
  expect(new Set(examples.map(({ type }) => type))).toEqual(new Set([undefined, ...kinds]));
  for (const { name } of FORMATS) expect(doc).toContain(`| \`${name}\` |`);
});
