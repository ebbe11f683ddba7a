import { z } from 'zod';
import {
  CHANNELS,
  channelSchema,
  durationSchema,
  idSchema,
  lineSchema,
  timeSchema,
  versionSchema,
} from './primitives.ts';

export const queueSchema = z.object({
  id: idSchema,
  version: versionSchema,
  name: lineSchema,
  channels: z.array(channelSchema),
  ringMs: durationSchema,
  /** Service level: `percent` of items answered within `ms`. */
  serviceLevel: z.object({ percent: z.number().min(0).max(100), ms: durationSchema }),
  /** After so many missed offers in a row the agent becomes Not Ready. */
  missedToNotReady: z.number().int().min(1),
});
export type Queue = z.infer<typeof queueSchema>;

/** An interaction's demand for an agent. */
export const workItemSchema = z.object({
  id: idSchema,
  version: versionSchema,
  customerId: idSchema,
  caseId: idSchema,
  interactionId: idSchema,
  channel: channelSchema,
  queueId: idSchema,
  queueName: lineSchema,
  state: z.enum(['waiting', 'offered', 'held', 'finished', 'abandoned']),
  subject: lineSchema,
  /** The customer's address of this interaction, as shown: number, handle or address. */
  from: lineSchema,
  customerName: lineSchema,
  priority: z.number().int(),
  enteredAt: timeSchema,
  holderId: idSchema.nullable(),
  /** Fencing number: goes up with each change of hands. */
  epoch: z.number().int().min(0),
  heldAt: timeSchema.nullable(),
  finishedAt: timeSchema.nullable(),
});
export type WorkItem = z.infer<typeof workItemSchema>;

export const DECLINE_REASONS = ['wrong-skill', 'need-a-minute', 'know-them', 'other'] as const;
export const declineReasonSchema = z.enum(DECLINE_REASONS);

export const agentSchema = z.object({
  id: idSchema,
  version: versionSchema,
  name: lineSchema,
  role: z.enum(['agent', 'lead']),
  queueIds: z.array(idSchema),
  channels: z.array(channelSchema),
  /** Items held at once on channels other than voice. */
  capacity: z.number().int().min(1),
});
export type Agent = z.infer<typeof agentSchema>;

/** Who waits and who serves: of a queue, or of one channel in it. */
const boardCounts = {
  inQueue: z.number().int().min(0),
  /** Null when nobody waits. */
  longestWaitMs: durationSchema.nullable(),
  available: z.number().int().min(0),
  onContact: z.number().int().min(0),
  acw: z.number().int().min(0),
  notReady: z.number().int().min(0),
  /** When these numbers were counted. */
  countedAt: timeSchema,
};

/** What a lead sees of the queues at one moment. Volatile: the next one replaces it. */
export const boardSchema = z.object({
  madeAt: timeSchema,
  rows: z.array(
    z.object({
      queueId: idSchema,
      name: lineSchema,
      channels: z.array(channelSchema),
      ...boardCounts,
      /**
       * The queue's channels, and any other on which somebody waits in it. Agents are those of the queue who serve the
       * channel; one who serves several is counted under each. An older backend tells none.
       */
      perChannel: z
        .array(z.object({ channel: channelSchema, ...boardCounts }))
        .max(CHANNELS.length)
        .default([]),
    }),
  ),
  waiting: z
    .array(
      z.object({
        workItemId: idSchema,
        queueId: idSchema,
        customerId: idSchema,
        customerName: lineSchema,
        from: lineSchema,
        subject: lineSchema,
        channel: channelSchema,
        state: z.enum(['waiting', 'offered']),
        enteredAt: timeSchema,
        priority: z.number().int(),
        /** Agents of the queue who could take it, soonest first. */
        couldServe: z.array(z.object({ agentId: idSchema, name: lineSchema, state: z.string().max(20) })).max(20),
      }),
    )
    .max(200),
  /** Of `waiting` items, how many there are in all. */
  waitingTotal: z.number().int().min(0),
  agents: z.array(
    z.object({
      agentId: idSchema,
      name: lineSchema,
      state: z.string().max(20),
      reason: lineSchema.nullable(),
      since: timeSchema,
    }),
  ),
});
export type Board = z.infer<typeof boardSchema>;
