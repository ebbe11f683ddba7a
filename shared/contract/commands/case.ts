import * as z from 'zod';
import { idSchema } from '../../domain/primitives.ts';
import { command } from './command.ts';

export const caseCommands = [
  /**
   * A code for a case, to be told to its customer: they ring with it and are known. `entryId` is the event that has it;
   * a code that is still good is told again.
   */
  command('case.code', z.object({ caseId: idSchema })),
] as const;
