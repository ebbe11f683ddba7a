// That history left the desk as a file. The desk says so itself, before it hands the file out.
import * as z from 'zod';
import { MAX_EXPORTED_CUSTOMERS } from '../../domain/export/ask.ts';
import { idSchema, timeSchema } from '../../domain/primitives.ts';
import { command } from './command.ts';

/** `print`: the HTML was given to the browser's own print dialog. */
export const RECORDED_FORMATS = ['html', 'pdf', 'print', 'json', 'csv'] as const;

export const exportRecordSchema = z.object({
  /** When the file was made, by the backend's clock as the desk knew it. */
  at: timeSchema,
  format: z.enum(RECORDED_FORMATS),
  scope: z.enum(['case', 'customer', 'entries', 'search']),
  /** For people; null where it is not of one case. */
  caseNumber: z.number().int().min(1).nullable(),
  withNotes: z.boolean(),
  /** Of the file as it was handed out, in hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Whose entries are in it, and how many. */
  customers: z
    .array(z.object({ customerId: idSchema, entries: z.number().int().min(0) }))
    .min(1)
    .max(MAX_EXPORTED_CUSTOMERS),
});
export type ExportRecord = z.infer<typeof exportRecordSchema>;

export const exportCommands = [
  /** Noted in the audit once for each customer. Not refused for want of rights: what has left the desk has left it. */
  command('export.record', exportRecordSchema),
] as const;
