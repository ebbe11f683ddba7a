// Work that goes to somebody else's hands, or to whom somebody else is asked in.
import * as z from 'zod';
import { amongSchema, toQueueSchema, toSkillSchema } from '../../domain/among.ts';
import { idSchema } from '../../domain/primitives.ts';
import { handoverNoteSchema } from '../../domain/work.ts';
import { command } from './command.ts';

/** Whom it goes to: one agent, whoever serves a queue, or whoever of its own queue has a skill. */
export const destinationSchema = z.discriminatedUnion('to', [
  z.object({ to: z.literal('agent'), agentId: idSchema }),
  toQueueSchema,
  toSkillSchema,
]);
export type Destination = z.infer<typeof destinationSchema>;

/** Of the holder, who must hold it at this epoch. */
const held = { workItemId: idSchema, epoch: z.number().int() };
const note = handoverNoteSchema.nullable();

export const handOverCommands = [
  /** Blind: it leaves the holder at once. */
  command('work.transfer', z.object({ ...held, destination: destinationSchema, note })),
  /** To whoever has the queue's senior skill; it keeps its place. */
  command('work.escalate', z.object({ ...held, note })),
  /** Asks a colleague in, or, `agentId` null, whoever is free among some, one after the other; the holder keeps it. */
  command(
    'work.consult',
    z.object({ ...held, agentId: idSchema.nullable(), among: amongSchema.nullable().default(null), note }),
  ),
  /** The holder lets a colleague go, or takes the question back. */
  command('work.endConsult', z.object({ ...held, agentId: idSchema })),
  /** Who was asked in goes. */
  command('work.leave', z.object({ workItemId: idSchema })),
  /** All three talk. */
  command('work.conference', z.object({ ...held, agentId: idSchema })),
  /** Warm: it goes to the colleague who was asked in. */
  command('work.completeTransfer', z.object({ ...held, agentId: idSchema, note })),
  /** A lead's: whoever has it or is offered it loses it. `agentId` null: back to its place in the queue. */
  command('work.reassign', z.object({ ...held, agentId: idSchema.nullable(), note })),
] as const;
