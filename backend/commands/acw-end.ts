import type { CommandOf } from '../../shared/contract/commands.ts';
import { stopAfterWritten } from '../routing/after-contact.ts';
import { contactOver } from './acw-extend.ts';
import { type Effect, NOTHING_MADE, refuse } from './command.ts';

/** The agent is done with the work after a written contact before its time. After a call, finishing it says so. */
export const endAcw: Effect<CommandOf<'acw.end'>['params']> = async (scene, params) => {
  const item = await contactOver(scene, params);
  if (item.channel === 'voice') return refuse('bad-input', 'The work after a call ends when you finish it.');
  const stopped = await stopAfterWritten(scene.tx, scene.changes, item, scene.now);
  return stopped ? NOTHING_MADE : refuse('conflict', 'The time after this contact is over.');
};
