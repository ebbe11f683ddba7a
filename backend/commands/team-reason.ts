import type { Team } from '../../shared/domain/team.ts';
import { refuse, type Scene } from './command.ts';

/** Of why work was left, or what kind words were for: one of the team's, so that it can be counted. */
export async function mustBeReason(
  { tx }: Scene,
  which: 'noResponseReasons' | 'praiseReasons',
  reason: string,
): Promise<void> {
  const [row] = await tx.query<{ json: Partial<Team> }>(`SELECT json FROM team LIMIT 1`);
  if (!(row?.json[which] ?? []).includes(reason))
    refuse('bad-input', 'This is no reason of the team’s any more. Choose another one.');
}
