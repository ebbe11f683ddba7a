import * as z from 'zod';

/** One schema for what is asked and one for the answer; each noun's file holds a table of them. */
export const method = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) => ({ input, output });
export const nothing = z.object({});
