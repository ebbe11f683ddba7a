// What is begun in a dialog and not done yet: kept as drafts are, and there again when the dialog opens again.
import * as z from 'zod';
import { idSchema } from '../../domain/primitives.ts';
import type { Destination } from '../commands/hand-over.ts';
import { method, nothing } from './method.ts';

/** What stands in each field of the dialog, by its name. */
export const begunFieldsSchema = z.record(z.string().max(40), z.string().max(100_000));
export type BegunFields = z.infer<typeof begunFieldsSchema>;

export const begunSchema = z.object({
  /** One of `begunAbout`. */
  about: z.string().min(1).max(50_000),
  /** Whom it is about: with any of them erased it goes. */
  customerIds: z.array(idSchema).max(1_000),
  fields: begunFieldsSchema,
});
export type Begun = z.infer<typeof begunSchema>;

/** These and no others, in whatever order. */
const together = (workItemIds: readonly string[]): string => workItemIds.toSorted().join(' ');
type Place = { readonly channel: string; readonly handle: string; readonly shiftFrom: number };

/** What a dialog is about: the core removes what was begun there as it takes the command. */
export const begunAbout = {
  /** In whichever way the work is handed over then. */
  handOver: (workItemId: string): string => `hand-over ${workItemId}`,
  /** Which telephone outside a call is to go to. */
  outside: (workItemId: string): string => `outside ${workItemId}`,
  park: (workItemIds: readonly string[]): string => `park ${together(workItemIds)}`,
  together: (workItemIds: readonly string[]): string => `together ${together(workItemIds)}`,
  /** Who is being typed in a field of a draft, by its name. */
  recipients: (field: string, draft: string): string => `recipients ${field} ${draft}`,
  introduction: ({ channel, handle, shiftFrom }: Place): string => `introduction ${channel} ${handle} ${shiftFrom}`,
} as const;

/** Whom work was to go to, as the dialog of handing over keeps what was chosen. */
export function destinationName(destination: Destination): string {
  if (destination.to === 'agent') return `agent ${destination.agentId}`;
  return destination.to === 'queue' ? `queue ${destination.queueId}` : `skill ${destination.skill}`;
}

export const begunMethods = {
  /** All of it: there is little. */
  'begun.read': method(nothing, z.array(begunSchema)),
  /** Without a word in any field it goes. */
  'begun.write': method(begunSchema, nothing),
} as const;
