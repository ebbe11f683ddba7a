// The right to be forgotten: what is known of an erasure, and what is left of a record whose customer was erased.
import * as z from 'zod';
import type { Case, Interaction } from './case.ts';
import type { Customer } from './customer.ts';
import type { Entry, EntryOf } from './entry.ts';
import type { Offer } from './offer.ts';
import { idSchema, timeSchema } from './primitives.ts';
import type { WorkItem } from './work.ts';

/** `request`: the customer’s own. A closed list: free words would say again what was erased. */
export const ERASURE_REASONS = ['request', 'retention', 'mistake', 'court'] as const;
export const erasureReasonSchema = z.enum(ERASURE_REASONS);
export type ErasureReason = z.infer<typeof erasureReasonSchema>;

/** Ids and a time: nothing that says who it was. */
export const erasureSchema = z.object({
  id: idSchema,
  customerId: idSchema,
  /** This entry alone; null: all of the customer. */
  entryId: idSchema.nullable(),
  /** Backend's clock. */
  at: timeSchema,
  reason: erasureReasonSchema,
});
export type Erasure = z.infer<typeof erasureSchema>;

/** Most erasures told at once when a desk signs in; the rest follow with its next session. */
export const MAX_ERASURES = 5_000;

/** In the place of a name. The screen has words of its own for it. */
export const ERASED_NAME = 'Erased customer';

/** Work that somebody has in hand goes on; its records stay, and say nothing. */
export const erasedCustomer = (customer: Customer, at: number): Customer => ({
  id: customer.id,
  version: customer.version + 1,
  name: ERASED_NAME,
  known: false,
  language: null,
  timeZone: null,
  value: null,
  identities: [],
  candidates: [],
  erasedAt: at,
});

export const erasedCase = (one: Case): Case => ({ ...one, subject: '', version: one.version + 1 });
export const erasedInteraction = (one: Interaction): Interaction => ({
  ...one,
  subject: null,
  version: one.version + 1,
});

export const erasedWork = (item: WorkItem): WorkItem => ({
  ...item,
  version: item.version + 1,
  subject: '',
  from: '',
  customerName: ERASED_NAME,
  handover: item.handover && { ...item.handover, note: null },
  parked: item.parked && { ...item.parked, reason: null },
});

export const erasedOffer = (offer: Offer): Offer => ({
  ...offer,
  version: offer.version + 1,
  subject: '',
  from: '',
  customerName: ERASED_NAME,
  handover: offer.handover && { ...offer.handover, note: null },
});

export const isLiveCall = (entry: Entry): entry is EntryOf<'call'> =>
  entry.kind === 'call' && (entry.call.state === 'waiting' || entry.call.state === 'live');

/** A call that is going on is worked by its entry, which then holds no more than that. */
export const erasedCall = (entry: EntryOf<'call'>): EntryOf<'call'> => ({
  ...entry,
  version: entry.version + 1,
  author: { ...entry.author, name: ERASED_NAME, address: null },
  text: '',
  sourceUrl: null,
  attachments: [],
  call: { ...entry.call, number: null, wrapUp: null, turns: [] },
});
