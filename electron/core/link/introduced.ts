// Whether the feed has brought back what the agent decided of an introduction. Pure.
import type { Command, CommandOf } from '../../../shared/contract/commands.ts';
import { type Introduction, mayStillPost } from '../../../shared/domain/introduction.ts';

export type Introducing = CommandOf<'shift.introduce'> | CommandOf<'shift.skipIntroduction'>;
export const isIntroducing = (command: Command): command is Introducing =>
  command.kind === 'shift.introduce' || command.kind === 'shift.skipIntroduction';

/**
 * By its own id, or by what another desk of this agent has made of it since.
 * @param made of the agent and the shift
 */
export function isIntroduced({ id, kind, params }: Introducing, made: readonly Introduction[]): boolean {
  const there = made.find(({ handle, channel }) => handle === params.handle && channel === params.channel);
  if (!there) return false;
  const isSkipped = kind === 'shift.skipIntroduction' && there.state === 'skipped';
  return there.commandId === id || isSkipped || !mayStillPost(there);
}
