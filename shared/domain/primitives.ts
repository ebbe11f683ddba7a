import * as z from 'zod';

/** Any record's id: made by the backend (UUIDv7) or, for commands, by the desk. */
export const idSchema = z.string().min(1).max(64);
/** Milliseconds since the Unix epoch, UTC. */
export const timeSchema = z.number().int().min(-8.64e15).max(8.64e15);
/** Milliseconds of duration. */
export const durationSchema = z.number().int().min(0);
/** Goes up with each change of a record, from 1. */
export const versionSchema = z.number().int().min(1);
/** One line of text from outside: hostile until shown as plain text. */
export const lineSchema = z.string().max(1_000);

export const CHANNELS = [
  'x',
  'facebook',
  'instagram',
  'mastodon',
  'whatsapp',
  'sms',
  'chat',
  'email',
  'voice',
  'web',
  'letter',
  'review',
  'internal',
] as const;
/** `web` is a form, `letter` is post and fax, `review` a star-rated review or forum post, `internal` notes and events. */
export const channelSchema = z.enum(CHANNELS);
export type Channel = z.infer<typeof channelSchema>;

export const audienceSchema = z.enum(['public', 'private', 'internal']);
export type Audience = z.infer<typeof audienceSchema>;

/** Seen from the company: `in` is from the customer, `out` from us to the customer. */
export const directionSchema = z.enum(['in', 'out', 'internal']);
export type Direction = z.infer<typeof directionSchema>;
