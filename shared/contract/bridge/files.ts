// Files that the agent puts to a reply. Their bytes cross in parts, by value: no path of the machine is ever named.
import * as z from 'zod';
import { idSchema } from '../../domain/primitives.ts';
import { FILE_PART_BYTES, FILE_REFUSALS, MAX_OUT_BYTES, outFileSchema } from '../../domain/writing/files.ts';
import { method, nothing } from './method.ts';

/** Characters of base64. */
const MAX_PART = Math.ceil(FILE_PART_BYTES / 3) * 4;

/** `no-room`: this desk keeps as much as it can already. A refusal of the file is an answer, not a fault. */
const refused = z.object({ refused: z.enum([...FILE_REFUSALS, 'no-room']) });

export const fileMethods = {
  /** Those of the reply that is being written in this case of the customer, in the order in which they were put there. */
  'file.list': method(z.object({ customerId: idSchema, caseId: idSchema.nullable() }), z.array(outFileSchema)),
  /** `size` in bytes, as the page was told. Of a name only the last part is taken. */
  'file.begin': method(
    z.object({
      customerId: idSchema,
      caseId: idSchema.nullable(),
      name: z.string().max(4_000),
      type: z.string().max(300),
      size: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
    }),
    z.union([z.object({ fileId: idSchema }), refused]),
  ),
  /** `place` from 0, one after the other; each of FILE_PART_BYTES, the last one of what is left. Base64. */
  'file.part': method(
    z.object({
      fileId: idSchema,
      place: z
        .number()
        .int()
        .min(0)
        .max(Math.ceil(MAX_OUT_BYTES / FILE_PART_BYTES)),
      content: z
        .string()
        .max(MAX_PART)
        .regex(/^[A-Za-z0-9+/]*={0,2}$/),
    }),
    nothing,
  ),
  /** Written down when this answers: it survives what the words of the draft survive. */
  'file.end': method(z.object({ fileId: idSchema }), z.union([z.object({ file: outFileSchema }), refused])),
  'file.remove': method(z.object({ fileId: idSchema }), nothing),
} as const;
