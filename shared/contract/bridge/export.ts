// History that leaves the desk as a file. Contents never cross the bridge: the core writes, a host hands out.
import * as z from 'zod';
import { exportFormatSchema, exportOptionsSchema, exportScopeSchema } from '../../domain/export/ask.ts';
import { idSchema } from '../../domain/primitives.ts';
import { FAULT_CODES } from '../../lib/fault.ts';
import { method, nothing } from './method.ts';

const one = z.object({ exportId: idSchema });
const count = z.number().int().min(0);

/** `written`: recorded for the audit and ready to be handed out. */
export const EXPORT_STATES = ['running', 'written', 'failed', 'cancelled'] as const;
export const exportStateSchema = z.object({
  exportId: idSchema,
  state: z.enum(EXPORT_STATES),
  format: exportFormatSchema,
  /** Under which it is offered to be saved. */
  name: z.string().max(200),
  /** Entries looked at, and how many there are to look at; null: not known before they are found. */
  done: count,
  of: count.nullable(),
  /** In the file; in other states so far. */
  entries: count,
  /** Of the scope and not in the file, because it was not asked for or could not be read. */
  leftOut: count,
  /** Bytes, once written. */
  size: count.nullable(),
  code: z.enum(FAULT_CODES).nullable(),
});
export type ExportState = z.infer<typeof exportStateSchema>;

export const exportMethods = {
  /** One at a time: `conflict` while another is being written. `too-large` and `not-found` are told by its state. */
  'export.start': method(
    z.object({
      scope: exportScopeSchema,
      format: exportFormatSchema,
      options: exportOptionsSchema.prefault({}),
      /** IANA name; times are written in it. */
      zone: z.string().max(64),
    }),
    exportStateSchema,
  ),
  /** The newest one; null: none since the start. */
  'export.read': method(nothing, exportStateSchema.nullable()),
  /** Stops it, and lets go of what was written. */
  'export.cancel': method(one, nothing),
  /** For the host: where it lies below the desk's folder of exports. `not-found` unless written. */
  'export.file': method(
    one,
    z.object({ file: z.string(), name: z.string(), format: exportFormatSchema, size: count, entries: count }),
  ),
  /** For the host: it made a PDF of it, beside it and named by its id. Recorded before it is answered. */
  'export.printed': method(one, z.object({ size: count })),
  /** For the host: it has left, so nothing of it stays on the desk. */
  'export.handedOut': method(one, nothing),
  /**
   * The host's own. `saved`: the person chose where. `download`, `print`: `path` of this host gives the file once, to be
   * downloaded, or shown to the browser's print dialog. `declined`: the person chose nothing; it can be asked again.
   */
  'export.save': method(
    one,
    z.object({
      how: z.enum(['saved', 'download', 'print', 'declined']),
      name: z.string(),
      path: z.string().nullable(),
    }),
  ),
} as const;
