// What the screen can ask about attachments. Contents never cross the bridge: a host hands them out as a file.
import * as z from 'zod';
import { idSchema } from '../domain/primitives.ts';

const one = z.object({ entryId: idSchema, attachmentId: idSchema });

/** `away`: not on this desk. */
export const attachmentStateSchema = z.enum(['away', 'fetching', 'here']);
export type AttachmentState = z.infer<typeof attachmentStateSchema>;

export const attachmentMethods = {
  'attachment.states': {
    input: z.object({ entryId: idSchema }),
    output: z.array(z.object({ attachmentId: idSchema, state: attachmentStateSchema })),
  },
  /** Brings the content to this desk if it is not here. `offline`, `not-found`, `too-large` where it cannot. */
  'attachment.fetch': {
    input: one,
    /** `file`: below the desk's folder of attachments; made of hashes, for the host. */
    output: z.object({ name: z.string(), type: z.string(), size: z.number().int().min(0), file: z.string() }),
  },
  /**
   * The host's own: fetches, then saves where the person says (`saved`), or answers with a path that downloads it once
   * from this host. Never opened and never shown.
   */
  'attachment.save': { input: one, output: z.object({ saved: z.boolean(), path: z.string().nullable() }) },
} as const;
