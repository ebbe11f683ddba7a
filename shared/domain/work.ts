import * as z from 'zod';
import { hoursSchema, outsideHoursSchema, servedSchema } from './hours.ts';
import { outcomesSchema, PRAISE_ACTS } from './outcomes.ts';
import {
  CHANNELS,
  channelSchema,
  durationSchema,
  idSchema,
  lineSchema,
  timeSchema,
  versionSchema,
} from './primitives.ts';

export const dispositionSchema = z.object({ code: z.string().min(1).max(60), label: lineSchema });
export type Disposition = z.infer<typeof dispositionSchema>;

/** What ends a contact. */
export const wrapUpPolicySchema = z.object({
  /** True: a contact cannot be finished without one of the dispositions. */
  required: z.boolean(),
  /**
   * After-contact work ends by itself after this long. Null: of a call when the agent says so, and of a written item there
   * is none; nor is there with 0.
   */
  acwMs: durationSchema.nullable(),
  /** The same for single channels of the queue, in place of its own time; left out: all of them have that. */
  acwMsByChannel: z.partialRecord(channelSchema, durationSchema.nullable()).optional(),
  dispositions: z.array(dispositionSchema).max(100),
});
export type WrapUpPolicy = z.infer<typeof wrapUpPolicySchema>;

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
  /** Who serves it must have all of these. */
  skills: z.array(lineSchema).max(20).default([]),
  /** How good they must be at least, by skill, also at one that the work itself asks for; left out: any level will do. */
  levels: z.record(lineSchema, z.number().int().min(1).max(5)).optional(),
  /** Whom "Escalate to a senior" looks for; null: the queue has no seniors. */
  seniorSkill: lineSchema.nullable().default(null),
  /** For this long the preferred or last agent alone is tried; 0: not at all. */
  preferredMs: durationSchema.default(0),
  /** Null: round the clock. */
  hours: hoursSchema.nullable().default(null),
  outside: outsideHoursSchema.default({ serve: false, reply: null }),
  /** Channels of the queue that are served at other hours, or otherwise outside them: the whole rule, in place of the queue's. */
  byChannel: z.partialRecord(channelSchema, servedSchema).optional(),
  wrapUp: wrapUpPolicySchema.default({ required: false, acwMs: null, dispositions: [] }),
});
export type Queue = z.infer<typeof queueSchema>;

/** What one colleague tells the next. */
export const handoverNoteSchema = z.string().max(4_000);

/** Why work came from somebody else's hands, for whoever has it next. */
export const handoverSchema = z.object({
  why: z.enum(['transferred', 'warm', 'escalated', 'reassigned', 'returned', 'consulted']),
  fromId: idSchema.nullable(),
  fromName: lineSchema,
  note: handoverNoteSchema.nullable(),
  at: timeSchema,
  /** Rang with them first, who did not take it; left out: with nobody. */
  untakenBy: lineSchema.optional(),
});
export type Handover = z.infer<typeof handoverSchema>;

/** Somebody beside the holder: reads and talks, never sends. `asked`: it still rings at their desk. */
export const participantSchema = z.object({
  agentId: idSchema,
  name: lineSchema,
  role: z.enum(['asked', 'consulted', 'conference', 'monitor']),
  since: timeSchema,
});
export type Participant = z.infer<typeof participantSchema>;

/** Set aside by its holder. It comes back at `until`, or at the customer's next word. */
export const parkedSchema = z.object({ until: timeSchema.nullable(), reason: lineSchema.nullable(), at: timeSchema });
export type Parked = z.infer<typeof parkedSchema>;

/** Came back by itself from having been parked, and why; gone when it is parked again or leaves its holder's hands. */
export const wokenSchema = z.object({ why: z.enum(['time', 'customer']), at: timeSchema });
export type Woken = z.infer<typeof wokenSchema>;

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
  /** Beside those of its queue. */
  skills: z.array(lineSchema).max(20).default([]),
  /** Tried alone for the queue's `preferredMs`. */
  preferredAgentId: idSchema.nullable().default(null),
  /** The newest one; null: from the queue to its first holder. */
  handover: handoverSchema.nullable().default(null),
  participants: z.array(participantSchema).max(20).default([]),
  /** Still held, and out of the way; null: not parked. */
  parked: parkedSchema.nullable().default(null),
  woken: wokenSchema.nullable().default(null),
  /** How it ended; `code` of the queue's dispositions. */
  disposition: z.string().max(60).nullable().default(null),
  /** How it was settled; null while it is not. */
  outcome: z.enum(['done', 'no-response', 'praise']).nullable().default(null),
  /** Of no response and of praise: one of the team's reasons; left out: none was given, or it was ended before these were kept. */
  outcomeReason: lineSchema.nullable().optional(),
  praised: z.enum(PRAISE_ACTS).optional(),
  /** Of what was finished: whether an agent had spoken with the customer or written to them. Left out: not known. A network may refuse the words later: then it was not. */
  answered: z.boolean().optional(),
  /** Who ended it: `time` when the after-contact work ran out before the agent said so. */
  endedBy: z.enum(['agent', 'time']).nullable().default(null),
});
export type WorkItem = z.infer<typeof workItemSchema>;

/** What nothing has happened to yet. */
export const FRESH_WORK = {
  skills: [],
  preferredAgentId: null,
  handover: null,
  participants: [],
  parked: null,
  woken: null,
  disposition: null,
  outcome: null,
  endedBy: null,
} satisfies Partial<WorkItem>;

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
  /** A closer limit for single channels. */
  capacities: z.partialRecord(channelSchema, z.number().int().min(0)).default({}),
  skills: z
    .array(z.object({ name: lineSchema, level: z.number().int().min(1).max(5) }))
    .max(50)
    .default([]),
});
export type Agent = z.infer<typeof agentSchema>;

/** Who waits and who serves: of a queue, or of one channel in it. */
const boardCounts = {
  inQueue: z.number().int().min(0),
  /** Null when nobody waits. */
  longestWaitMs: durationSchema.nullable(),
  available: z.number().int().min(0),
  /** Of the available, those who hold as much as they may of what comes here; left out: not known. */
  full: z.number().int().min(0).optional(),
  onContact: z.number().int().min(0),
  acw: z.number().int().min(0),
  notReady: z.number().int().min(0),
  /** When these numbers were counted. */
  countedAt: timeSchema,
};

/** Something that a lead is told of: an agent who did not answer as often as the queue allows. */
export const leadNoticeSchema = z.object({
  id: idSchema,
  at: timeSchema,
  kind: z.enum(['missed-offers']),
  agentId: idSchema,
  agentName: lineSchema,
  queueName: lineSchema,
  /** Offers not answered, in a row. */
  missed: z.number().int().min(1),
});
export type LeadNotice = z.infer<typeof leadNoticeSchema>;

/** What a lead sees of the queues at one moment. Volatile: the next one replaces it. */
/** Who has introduced themselves, and where, since the shift began. */
export const introducedSchema = z.object({
  agentId: idSchema,
  agentName: lineSchema,
  channel: channelSchema,
  handle: lineSchema,
  state: z.enum(['skipped', 'sent', 'confirmed', 'failed']),
  /** Null: skipped. */
  text: z.string().max(20_000).nullable(),
  reason: lineSchema.nullable(),
  at: timeSchema,
});
export type Introduced = z.infer<typeof introducedSchema>;

export const boardSchema = z.object({
  madeAt: timeSchema,
  rows: z.array(
    z.object({
      queueId: idSchema,
      name: lineSchema,
      channels: z.array(channelSchema),
      /** Outside the hours of all its channels; `opensAt`, of the first of them, null: not within a year. Null: it is served now. */
      closed: z.object({ opensAt: timeSchema.nullable() }).nullable().default(null),
      ...boardCounts,
      /**
       * The queue's channels, and any other on which somebody waits in it. Agents are those of the queue who serve the
       * channel; one who serves several is counted under each. An older backend tells none.
       */
      perChannel: z
        .array(
          z.object({
            channel: channelSchema,
            /** Outside the hours of this channel, as `closed` of the queue; left out: an older backend. */
            closed: z.object({ opensAt: timeSchema.nullable() }).nullable().optional(),
            ...boardCounts,
          }),
        )
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
        epoch: z.number().int().min(0).default(0),
        /** Agents of the queue who could take it, soonest first. */
        couldServe: z
          .array(
            z.object({
              agentId: idSchema,
              name: lineSchema,
              state: z.string().max(20),
              /** Available, and without room for this item. */
              full: z.boolean().optional(),
            }),
          )
          .max(20),
      }),
    )
    .max(200),
  /** Of `waiting` items, how many there are in all. */
  waitingTotal: z.number().int().min(0),
  /** The newest of the last hours, newest first. */
  notices: z.array(leadNoticeSchema).max(50).default([]),
  /** What is in whose hands, the longest held first; the first of them. */
  held: z
    .array(
      z.object({
        workItemId: idSchema,
        epoch: z.number().int().min(0),
        agentId: idSchema,
        queueId: idSchema,
        customerId: idSchema,
        customerName: lineSchema,
        subject: lineSchema,
        channel: channelSchema,
        heldAt: timeSchema,
      }),
    )
    .max(200)
    .default([]),
  /** How the work of this shift, or day, has ended so far; left out: an older backend. */
  outcomes: outcomesSchema.optional(),
  /** Of this shift, the newest first; left out: there are no shifts. */
  introductions: z.array(introducedSchema).max(500).optional(),
  agents: z.array(
    z.object({
      agentId: idSchema,
      name: lineSchema,
      state: z.string().max(20),
      reason: lineSchema.nullable(),
      since: timeSchema,
      /** Items held on channels other than voice that are not parked, and how many there may be. An older backend tells none. */
      room: z.object({ held: z.number().int().min(0), of: z.number().int().min(1) }).optional(),
    }),
  ),
});
export type Board = z.infer<typeof boardSchema>;
