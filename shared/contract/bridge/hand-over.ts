// Handing work over, asking colleagues in, and who else is there.
import * as z from 'zod';
import { hereOfSchema, hereSchema } from '../../domain/here.ts';
import { idSchema } from '../../domain/primitives.ts';
import { rosterSchema } from '../../domain/roster.ts';
import { handoverNoteSchema, workItemSchema } from '../../domain/work.ts';
import { amongSchema } from '../../domain/among.ts';
import { destinationSchema } from '../commands/hand-over.ts';
import { method, nothing } from './method.ts';
import { outboxItemSchema } from './outbox.ts';

const workItemId = idSchema;
const note = handoverNoteSchema.nullable();
const colleague = z.object({ workItemId, agentId: idSchema });

export const handOverMethods = {
  'work.transfer': method(z.object({ workItemId, destination: destinationSchema, note }), outboxItemSchema),
  'work.escalate': method(z.object({ workItemId, note }), outboxItemSchema),
  'work.consult': method(
    z.object({ workItemId, agentId: idSchema.nullable(), among: amongSchema.nullable().default(null), note }),
    outboxItemSchema,
  ),
  'work.endConsult': method(colleague, outboxItemSchema),
  'work.leave': method(z.object({ workItemId }), outboxItemSchema),
  'work.conference': method(colleague, outboxItemSchema),
  'work.completeTransfer': method(colleague.extend({ note }), outboxItemSchema),
  /** A lead's, with the epoch that the board showed. */
  'work.reassign': method(
    z.object({ workItemId, epoch: z.number().int(), agentId: idSchema.nullable(), note }),
    outboxItemSchema,
  ),
  /** Work of colleagues that this agent was asked into, newest first. */
  'work.helping': method(nothing, z.array(workItemSchema)),
  /** Colleagues and queues as last heard, with the time it was made; null: not heard yet. */
  'roster.read': method(nothing, rosterSchema.nullable()),
  /** Who else is at which customer, as far as it still counts. */
  'here.read': method(nothing, z.array(hereOfSchema)),
  /** Volatile: said while it is so, again every few seconds, and lost where there is no connection. */
  'here.tell': method(hereSchema, nothing),
} as const;
