// History that somebody asks the backend for beyond one page: of one customer, or of many, until nothing is missing.
import * as z from 'zod';
import { idSchema } from '../../domain/primitives.ts';
import { FAULT_CODES } from '../../lib/fault.ts';
import { method, nothing } from './method.ts';

/** Customers of one wish; more are asked for by another one. */
export const MOST_FETCHED = 500;

/** `waiting`: its turn comes. `stopped`: by a person. `failed`: why is in `fault`; what came before that stays. */
export const fetchedSchema = z.object({
  customerId: idSchema,
  state: z.enum(['waiting', 'running', 'done', 'stopped', 'failed']),
  /** Entries that came by this wish. */
  loaded: z.number().int().min(0),
  /** Older entries that the backend still has; null: not known (never granted, or gone). */
  left: z.number().int().min(0).nullable(),
  fault: z.enum(FAULT_CODES).nullable(),
});
export type Fetched = z.infer<typeof fetchedSchema>;

/** `running`: some are still to come. What has ended stays to be read until the next wish. */
export const fetchStateSchema = z.object({ running: z.boolean(), customers: z.array(fetchedSchema) });
export type FetchState = z.infer<typeof fetchStateSchema>;

const whom = z.array(idSchema).min(1).max(MOST_FETCHED);
export const fetchMethods = {
  /**
   * Asks for all that is missing of these customers, one after the other, page by page; answers at once. Who is asked for
   * already is not asked for twice. Throws `offline` without a session. A push `fetch` tells of each page; so does
   * `timeline` of the customer.
   */
  'fetch.start': method(z.object({ customerIds: whom }), fetchStateSchema),
  'fetch.read': method(nothing, fetchStateSchema),
  /** Left out: all of them. A page that is under way is still stored. */
  'fetch.stop': method(z.object({ customerIds: whom.optional() }), fetchStateSchema),
} as const;
