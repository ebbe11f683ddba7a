import type * as z from 'zod';
import type { refusalSchema } from '../../shared/contract/wire.ts';
import { Fault } from '../../shared/lib/fault.ts';

export type Refusal = z.infer<typeof refusalSchema>;

/** What the other side is told. An error that nobody foresaw says nothing about our inside; the log has it. */
export function refusalOf(error: unknown): Refusal {
  const { code, message } = Fault.from(error);
  const reason = code === 'internal' ? 'the backend failed; its log says why' : message.slice(0, 500);
  return { ok: false, code, reason };
}
