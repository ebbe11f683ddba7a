import * as z from 'zod';
import { customerGrantSchema, type FeedEvent, feedEventSchema, LIMITS } from '../../../shared/contract/wire.ts';
import { type Entry, entrySchema } from '../../../shared/domain/entry.ts';
import { maskRecord } from '../../../shared/domain/mask-record.ts';
import { idSchema, timeSchema } from '../../../shared/domain/primitives.ts';
import type { SetAside } from '../cache/set-aside.ts';

/** An event as it can be used, and what of it could not be read. */
export type ParsedEvent = { event: FeedEvent | null; poison: SetAside[] };

const wrapperSchema = z.object({ id: idSchema, event: z.unknown() });
const looseGrantSchema = z.object({
  kind: z.literal('customer.granted'),
  grant: customerGrantSchema.extend({ entries: z.array(z.unknown()).max(LIMITS.grantEntries) }),
});

/** Never throws: what cannot be read is set aside with the event's id, so that the cursor can go on. */
export function parseEvent(raw: unknown, at: number, place: string): ParsedEvent {
  // A desk does not trust its backend: what comes is masked before a table, an index or the screen has it.
  const wrapper = wrapperSchema.safeParse(maskRecord(raw));
  if (!wrapper.success) return { event: null, poison: [poisonOf(raw, place, at, wrapper.error)] };
  const { id, event } = wrapper.data;
  const parsed = feedEventSchema.safeParse(event);
  if (parsed.success) return { event: parsed.data, poison: [] };
  const grant = looseGrantSchema.safeParse(event);
  if (!grant.success) return { event: null, poison: [poisonOf(event, id, at, parsed.error)] };
  const { entries, poison } = parseEntries(grant.data.grant.entries, id, at, grant.data.grant.customer.id);
  return { event: { ...grant.data, grant: { ...grant.data.grant, entries } }, poison };
}

/** One by one: a bad entry does not cost its neighbours. `customerId` is whose they were said to be. */
export function parseEntries(raw: readonly unknown[], source: string, at: number, customerId: string) {
  const entries: Entry[] = [];
  const poison: SetAside[] = [];
  raw.forEach((value, i) => {
    const entry = entrySchema.safeParse(maskRecord(value));
    if (entry.success) entries.push(entry.data);
    else poison.push({ ...poisonOf(value, `${source.slice(0, 50)}#${i}`, at, entry.error), customerId });
  });
  return { entries, poison };
}

/** As much as it says about itself, so that its customer's completeness mark can tell of it. */
function poisonOf(raw: unknown, eventId: string, at: number, error: z.ZodError): SetAside {
  const event = record(raw);
  const entry = record(event.entry ?? raw);
  const isEntry = event.kind === 'entry.changed' || 'audience' in entry;
  const issue = error.issues[0];
  return {
    eventId,
    at,
    // Names of fields and of rules only: a customer's words stay out of it.
    reason: `${issue?.code ?? 'unreadable'} at ${issue?.path.slice(0, 8).join('.') ?? ''}`.slice(0, 200),
    customerId: isEntry ? valid(idSchema, entry.customerId) : null,
    entryId: isEntry ? valid(idSchema, entry.id) : null,
    entryAt: isEntry ? valid(timeSchema, entry.at) : null,
  };
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

function valid<T>(schema: z.ZodType<T>, value: unknown): T | null {
  const parsed = schema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
