import type { Interaction } from '../../shared/domain/case.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import type { Team } from '../../shared/domain/team.ts';
import { refuse, type Scene } from './command.ts';

type Heard = { readonly spoken: Interaction; readonly replyTo: Entry | null };

/** By the handle they wrote to, or by one of the team's on that channel. @throws Fault bad-input */
export async function checkHandle({ tx }: Scene, { spoken, replyTo }: Heard, handle: string | null): Promise<void> {
  if (handle === null || handle === spoken.handle || handle === replyTo?.handle) return;
  const [row] = await tx.query<{ json: Pick<Team, 'handles'> }>(`SELECT json FROM team LIMIT 1`);
  const isOurs = row?.json.handles.some(one => one.channel === spoken.channel && one.address === handle);
  if (!isOurs)
    refuse('bad-input', `${handle.slice(0, 100)} is none of the team’s handles any more. Choose another one.`);
}
