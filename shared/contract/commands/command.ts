import * as z from 'zod';
import { idSchema } from '../../domain/primitives.ts';

/** One kind of command: its id is made by the desk (UUIDv7), its parameters are what its hash is made of. */
export const command = <K extends string, P extends z.ZodRawShape>(kind: K, params: z.ZodObject<P>) =>
  z.object({ id: idSchema, kind: z.literal(kind), params });
