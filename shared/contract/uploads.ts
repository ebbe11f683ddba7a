// Bringing a file to the backend before the reply that names it: HTTP beside the socket, in parts, each of which may come
// again. Ids are the desk's own and are known to the backend by agent: those of two agents never meet.
import * as z from 'zod';
import { idSchema, lineSchema } from '../domain/primitives.ts';
import { MAX_OUT_BYTES } from '../domain/writing/files.ts';

/**
 * `POST /upload` begins, goes on and ends: it is asked until `next` is null. The same id with another hash or size is a
 * conflict.
 */
export const uploadSchema = z.object({
  id: idSchema,
  /** The customer whom the reply goes to; the agent must be allowed to see them. */
  customerId: idSchema,
  name: lineSchema.min(1),
  /** Media type as the desk judged it; the backend judges by the bytes again. */
  type: lineSchema,
  /** Bytes. */
  size: z.number().int().min(1).max(MAX_OUT_BYTES),
  /** Of the whole content, in hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
export type UploadAsk = z.infer<typeof uploadSchema>;

/** `next`: the part wanted by `PUT /upload/ID/PART`, from 0; null: all is there, and it is what its hash says. */
export const uploadStateSchema = z.object({ next: z.number().int().min(0).nullable() });
export type UploadState = z.infer<typeof uploadStateSchema>;
