// The body of an intake: a JSON array, or NDJSON with one record a line. A line that is no JSON is refused by itself.
import type { IntakeResult } from '../../shared/contract/intake.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { jsonOf } from './body.ts';

export const MAX_RECORDS = 1_000;
/** Bytes. */
export const MAX_INTAKE = 32_000_000;

type Line = { readonly record: unknown } | { readonly refused: string };

function linesOf(text: string): Line[] {
  if (text.trimStart().startsWith('[')) {
    const list = jsonOf(text);
    return (Array.isArray(list) ? list : [list]).map(record => ({ record }));
  }
  return text
    .split('\n')
    .filter(line => line.trim() !== '')
    .map(line => {
      try {
        return { record: jsonOf(line) };
      } catch (error) {
        const { code, message } = Fault.from(error);
        return { refused: code === 'too-large' ? message.replace('body', 'line') : 'the line is not JSON' };
      }
    });
}

/** Results in the order of the records. @throws Fault('too-large') for more than MAX_RECORDS */
export async function takeRecords(
  text: string,
  intake: (records: readonly unknown[]) => Promise<IntakeResult[]>,
): Promise<IntakeResult[]> {
  const lines = linesOf(text);
  if (lines.length > MAX_RECORDS) throw new Fault('too-large', `more than ${MAX_RECORDS} records: send them in parts`);
  const given = await intake(lines.flatMap(line => ('record' in line ? [line.record] : [])));
  const results = given.values();
  return lines.map(line => {
    if ('refused' in line) return { outcome: 'refused', externalId: null, reason: line.refused };
    const { value } = results.next();
    if (!value) throw new Error('the intake gave fewer results than records');
    return value;
  });
}
