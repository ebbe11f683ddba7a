// Customers beyond this desk: found on the backend, brought here for a review, and let go again.
import * as z from 'zod';
import { idSchema, lineSchema, timeSchema } from '../../domain/primitives.ts';
import {
  findAnswerSchema,
  findInputSchema,
  letGoSchema,
  REVIEW_LIMITS,
  reviewChoicesSchema,
  reviewWhatSchema,
  weighedSchema,
} from '../review.ts';
import { method, nothing } from './method.ts';

const count = z.number().int().min(0);

/** A set that was brought, and how much of it is here by now. Null: of somebody who is not here (yet, or any more). */
export const broughtSchema = z.object({
  id: idSchema,
  what: reviewWhatSchema,
  name: lineSchema.nullable(),
  madeAt: timeSchema,
  until: timeSchema,
  customers: count,
  /** Of them, whose history has come; their entries, and those that are still to come. */
  here: count,
  entries: count,
  older: count,
  /** Of a set of single customers, who they are; of others nobody is listed. */
  people: z.array(z.object({ customerId: idSchema, name: lineSchema.nullable() })).max(REVIEW_LIMITS.brought),
});
export type Brought = z.infer<typeof broughtSchema>;

/** `megabytes` that it would take here, reckoned; `room`: what there is. */
const roomSchema = z.object({ megabytes: z.number().min(0), room: z.number().min(0) });
const what = z.object({ what: reviewWhatSchema });
const sets = z.object({ sets: z.array(broughtSchema) });
export type WeighedHere = z.infer<typeof weighedSchema> & z.infer<typeof roomSchema>;

export const reviewMethods = {
  /** Throws `offline` without a session, `retry` when it is asked too often. */
  'review.find': method(findInputSchema, findAnswerSchema),
  'review.choices': method(nothing, reviewChoicesSchema),
  'review.weigh': method(what, weighedSchema.extend(roomSchema.shape)),
  /** Their histories come by the feed, and go on coming behind work; a push `review` tells of it. */
  'review.bring': method(what, sets),
  /** What was brought, as this desk last heard; needs no session. */
  'review.brought': method(nothing, sets),
  'review.letGo': method(letGoSchema, sets),
} as const;
