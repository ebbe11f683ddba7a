// What this workstation keeps of the history, what that takes, and what a person wants kept.
import * as z from 'zod';
import { channelSchema, idSchema, lineSchema, timeSchema } from '../../domain/primitives.ts';
import { method, nothing } from './method.ts';

/** Entries older than `days` go, also where there is room; over `megabytes`, or with less than `freeMegabytes` free, more goes. */
export const keepLimitsSchema = z.object({
  days: z.number().min(1).max(36_500),
  megabytes: z.number().min(1).max(1e9),
  freeMegabytes: z.number().min(0).max(1e9),
  /** How many entries of a customer are loaded ahead, unasked. 0: none. */
  fillEntries: z.number().int().min(0).max(1e9),
});
export type KeepLimits = z.infer<typeof keepLimitsSchema>;
export type KeepLimit = keyof KeepLimits;
export const KEEP_LIMITS = [
  'days',
  'megabytes',
  'freeMegabytes',
  'fillEntries',
] as const satisfies readonly KeepLimit[];

/** A customer, or one case of them, of whom nothing is given up. Pinning a case keeps its customer whole. */
export const pinSchema = z.object({ customerId: idSchema, caseId: idSchema.nullable() });
export type Pin = z.infer<typeof pinSchema>;

/** As it is listed; null where this workstation does not hold the record (yet, or any more). */
export const shownPinSchema = pinSchema.extend({
  at: timeSchema,
  customerName: lineSchema.nullable(),
  caseNumber: z.number().int().nullable(),
  caseSubject: lineSchema.nullable(),
  entries: z.number().int().min(0),
  /** Older entries that are not here; null: not known. */
  older: z.number().int().min(0).nullable(),
});
export type ShownPin = z.infer<typeof shownPinSchema>;

/**
 * The fill in the background. `off`: the limit is 0, or nothing is kept. `room`: there is no room for more. `work`: it waits
 * because somebody works. `rest`: everything that it may load is here, as far as it has looked.
 */
export const fillStateSchema = z.object({
  state: z.enum(['off', 'offline', 'room', 'work', 'filling', 'rest']),
  /** Entries and customers since the desk was started. */
  entries: z.number().int().min(0),
  customers: z.number().int().min(0),
});
export type FillState = z.infer<typeof fillStateSchema>;

export const keepingSchema = z.object({
  limits: keepLimitsSchema,
  /** Limits that were given to this workstation from outside: shown, and not to be changed here. */
  given: z.array(z.enum(KEEP_LIMITS)),
  /** A customer's newest entries that always stay, and the hours for which one that was read is left alone. */
  always: z.number().int().min(1),
  openedHours: z.number().min(0),
  /** Nothing of this run is kept: there is no file. */
  inMemory: z.boolean(),
  pins: z.array(shownPinSchema),
  fill: fillStateSchema,
});
export type Keeping = z.infer<typeof keepingSchema>;

const bytes = z.number().int().min(0);
/**
 * What takes the space. Bytes on the disk by part are exact but for `entries` and `lookup`, which share what the others
 * leave of the file; `entries`, and so what one channel, age or customer takes, is reckoned from their counts and a sample.
 */
export const spaceSchema = z.object({
  at: timeSchema,
  /** Of the cache's file, its journal included. */
  file: bytes,
  parts: z.array(
    z.object({
      /** `former`: what is left of the history from before the backend was replaced; it goes by itself. */
      part: z.enum(['entries', 'index', 'mail', 'lookup', 'former', 'empty', 'journal', 'attachments', 'outbox']),
      bytes,
    }),
  ),
  /** On the disk; null where it cannot be told. */
  free: bytes.nullable(),
  entries: z.number().int().min(0),
  customers: z.number().int().min(0),
  byChannel: z.array(z.object({ channel: channelSchema, entries: z.number().int(), bytes })),
  /** Ascending; `days`: at most so old; null: older than the one before. */
  byAge: z.array(z.object({ days: z.number().int().nullable(), entries: z.number().int(), bytes })),
  /** Who takes most, most first. */
  byCustomer: z.array(z.object({ customerId: idSchema, name: lineSchema, entries: z.number().int(), bytes })),
  /** Milliseconds that counting took, and the longest of its steps. */
  ms: z.number(),
  longestMs: z.number(),
});
export type Space = z.infer<typeof spaceSchema>;

export const keepingMethods = {
  'keeping.read': method(nothing, keepingSchema),
  /** Throws `denied` for a limit that was given from outside. */
  'keeping.write': method(keepLimitsSchema.partial(), keepingSchema),
  /** Counted in small steps, so it takes its time; asked again while it is counted, it is the same answer. */
  'keeping.space': method(nothing, spaceSchema),
  /** Just which, for the marks beside customers and cases. */
  'keeping.pins': method(nothing, z.array(pinSchema)),
  'keeping.pin': method(pinSchema.extend({ isPinned: z.boolean() }), z.array(pinSchema)),
  /**
   * Gives up at once what the limits do not keep; with `all` also whatever else may go, down to the entries that always
   * stay. Never unsent words, pins, open work, or what was read a while ago. Answers when it is done.
   */
  'keeping.makeRoom': method(
    z.object({ all: z.boolean() }),
    z.object({ entries: z.number().int().min(0), bytes: bytes }),
  ),
} as const;
