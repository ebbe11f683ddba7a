import type * as z from 'zod';
import { type IntakeRecord, type IntakeResult, intakeRecordSchema } from '../../shared/contract/intake.ts';
import { maskRecord } from '../../shared/domain/mask-record.ts';
import { clean } from './clean.ts';

export type Parsed =
  | { readonly ok: true; readonly record: IntakeRecord; readonly truncated: boolean }
  | { readonly ok: false; readonly result: IntakeResult };

/** Of a record whose customer, or which by itself, was erased. New words of the same person are another record. */
export const ERASED = 'it was erased on request, and is not taken again';

export const refused = (externalId: string | null, reason: string): IntakeResult => ({
  outcome: 'refused',
  externalId,
  reason: reason.slice(0, 500),
});

/** One record by itself: a bad one says what is wrong with which field, and never its words. */
export function parseRecord(raw: unknown): Parsed {
  const cleaned = clean(raw);
  if (!cleaned) return { ok: false, result: refused(null, 'not a record: an object, not deeply nested, was expected') };
  // Here, where all words come in from outside: no table, no feed and no log ever has a card number.
  const parsed = intakeRecordSchema.safeParse(maskRecord(cleaned.raw));
  if (parsed.success) return { ok: true, record: parsed.data, truncated: cleaned.truncated };
  const { externalId } = cleaned.raw;
  const named = typeof externalId === 'string' ? externalId.slice(0, 500) : null;
  return { ok: false, result: refused(named, reasonOf(parsed.error)) };
}

function reasonOf(error: z.ZodError): string {
  const [issue] = error.issues;
  if (!issue) return 'not a record';
  const where = issue.path.map(String).join('.').slice(0, 100);
  return where ? `${where}: ${issue.message}` : issue.message;
}
