// What is done under a brand handle that answers nobody: introductions of a shift, and posts of others shown to all.
import * as z from 'zod';
import { channelSchema, idSchema, lineSchema, timeSchema } from '../../domain/primitives.ts';
import { command } from './command.ts';

/** `shiftFrom`: of the shift that the agent meant; in the next one it is refused. */
const introduction = { channel: channelSchema, handle: lineSchema.min(1), shiftFrom: timeSchema };

export const publicCommands = [
  /** Once by an agent for a handle and a shift, whoever asks how often. */
  command('shift.introduce', z.object({ ...introduction, text: z.string().min(1).max(20_000) })),
  /** Not offered again in this shift; it may still be posted. */
  command('shift.skipIntroduction', z.object(introduction)),
  /**
   * By the network's own means, under one of our handles. Of the holder of the work it belongs to. `reason`: what for, one of
   * the team's for praise.
   */
  command(
    'post.repost',
    z.object({
      workItemId: idSchema,
      epoch: z.number().int(),
      entryId: idSchema,
      handle: lineSchema.min(1),
      reason: lineSchema.min(1).optional(),
    }),
  ),
  /** Of whoever reposted it, of who holds work of that customer, or of a lead. */
  command('post.undoRepost', z.object({ entryId: idSchema, handle: lineSchema.min(1) })),
] as const;
