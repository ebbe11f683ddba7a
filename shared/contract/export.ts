// The JSON file of an export: what a program can rely on. docs/export.md says it for people.
import * as z from 'zod';
import { caseSchema, interactionSchema } from '../domain/case.ts';
import { identitySchema } from '../domain/customer.ts';
import { entrySchema } from '../domain/entry.ts';
import { exportOptionsSchema, exportScopeSchema, LEFT_OUT } from '../domain/export/ask.ts';
import { idSchema, lineSchema, timeSchema } from '../domain/primitives.ts';

/** Raise when a reader of the version before could not ignore the change. */
export const EXPORT_VERSION = 1;

const count = z.number().int().min(0);

/** Who the customer is to themselves; what the company thinks of them stays here. */
export const exportedCustomerSchema = z.object({
  id: idSchema,
  name: lineSchema,
  /** False: an address is known and nothing more. */
  known: z.boolean(),
  language: z.string().max(35).nullable(),
  timeZone: z.string().max(64).nullable(),
  identities: z.array(identitySchema.pick({ channel: true, address: true, display: true, sureness: true })),
  /** What the desk had of this history: everything from `from` to `to`; `older` entries before it were not there. */
  complete: z.object({ from: timeSchema.nullable(), to: timeSchema.nullable(), older: count.nullable() }),
  /** Words of the desk that were not confirmed yet, and are not here. */
  unsent: count,
});

/** All that stands before the entries. */
export const exportHeadSchema = z.object({
  format: z.literal('foreword.export'),
  version: z.literal(EXPORT_VERSION),
  id: idSchema,
  /** Backend's clock. */
  at: timeSchema,
  zone: z.string().max(64),
  by: z.object({ agentId: idSchema, name: lineSchema }),
  program: z.string().max(60),
  scope: exportScopeSchema,
  options: exportOptionsSchema,
  /** How many entries follow, and how many of the scope do not, by why. */
  entryCount: count,
  leftOut: z.record(z.enum(LEFT_OUT), count),
  firstAt: timeSchema.nullable(),
  lastAt: timeSchema.nullable(),
});

/** The whole file. Entries are grouped by customer, oldest first; mails have no HTML. */
export const exportFileSchema = exportHeadSchema.extend({
  entries: z.array(entrySchema),
  customers: z.array(exportedCustomerSchema),
  cases: z.array(caseSchema),
  interactions: z.array(interactionSchema),
});
export type ExportFile = z.infer<typeof exportFileSchema>;
