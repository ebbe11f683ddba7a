// Everything an agent can ask of the backend, by noun. Each has its effect exactly once, whatever the network does.
import * as z from 'zod';
import { idSchema } from '../domain/primitives.ts';
import { FAULT_CODES } from '../lib/fault.ts';
import { callCommands } from './commands/call.ts';
import { caseCommands } from './commands/case.ts';
import { customerCommands } from './commands/customer.ts';
import { exportCommands } from './commands/export.ts';
import { handOverCommands } from './commands/hand-over.ts';
import { mentionCommands } from './commands/mention.ts';
import { offerCommands } from './commands/offer.ts';
import { publicCommands } from './commands/public.ts';
import { settleCommands } from './commands/settle.ts';
import { workCommands } from './commands/work.ts';
import { writeCommands } from './commands/write.ts';

export const commandSchema = z.discriminatedUnion('kind', [
  ...offerCommands,
  ...writeCommands,
  ...mentionCommands,
  ...workCommands,
  ...callCommands,
  ...handOverCommands,
  ...settleCommands,
  ...caseCommands,
  ...publicCommands,
  ...customerCommands,
  ...exportCommands,
]);
export type Command = z.infer<typeof commandSchema>;
export type CommandKind = Command['kind'];
export type CommandOf<K extends CommandKind> = Extract<Command, { kind: K }>;
export const COMMAND_KINDS = commandSchema.options.map(option => option.shape.kind.value) as readonly CommandKind[];

/** The same id always gives the same answer. `retry` means: not known to be done, ask again; other refusals are final. */
export const commandReplySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), entryId: idSchema.nullable() }),
  z.object({ ok: z.literal(false), code: z.enum(FAULT_CODES), reason: z.string().max(500) }),
]);
export type CommandReply = z.infer<typeof commandReplySchema>;
