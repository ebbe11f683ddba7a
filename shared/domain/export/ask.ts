// What an agent asks to be exported, and how.
import * as z from 'zod';
import { idSchema } from '../primitives.ts';

/** `pdf` is drawn by the host from the HTML; a host that cannot asks the browser's own print dialog for it. */
export const EXPORT_FORMATS = ['html', 'pdf', 'json', 'csv'] as const;
export const exportFormatSchema = z.enum(EXPORT_FORMATS);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** Entries of a selection by hand. */
export const MAX_SELECTED = 5_000;
/** Entries of a search that one export takes; what is more is refused, not cut. */
export const MAX_FOUND = 10_000;
/** Customers of one export: each has a row in the audit. */
export const MAX_EXPORTED_CUSTOMERS = 2_000;
/** Entries that are drawn as a PDF: beyond, a browser's memory decides, and HTML is the better file. */
export const MAX_PDF_ENTRIES = 20_000;

export const exportScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('case'), caseId: idSchema }),
  z.object({ kind: z.literal('customer'), customerId: idSchema }),
  z.object({ kind: z.literal('entries'), entryIds: z.array(idSchema).min(1).max(MAX_SELECTED) }),
  /** Every entry that this search finds, as `history.search` reads it. */
  z.object({ kind: z.literal('search'), query: z.string().max(1_000_000) }),
]);
export type ExportScope = z.infer<typeof exportScopeSchema>;

/** What goes in. Left out is what colleagues wrote among themselves, unless it is asked for. */
export const exportOptionsSchema = z.object({
  /** Notes, and the colleagues' own words on calls and events. */
  withNotes: z.boolean().default(false),
  /** Direct messages, mails and calls; without them public posts are left. */
  withPrivate: z.boolean().default(true),
  /** Assigned, moved, escalated, … */
  withEvents: z.boolean().default(true),
});
export type ExportOptions = z.infer<typeof exportOptionsSchema>;

export const LEFT_OUT = ['note', 'private', 'event', 'unreadable'] as const;
/** Why an entry of the scope is not in the file. */
export type LeftOut = (typeof LEFT_OUT)[number];
