import type { Introduction } from '../../shared/domain/introduction.ts';
import { shiftAt } from '../../shared/domain/shift.ts';
import type { Team } from '../../shared/domain/team.ts';
import type { Introduced } from '../../shared/domain/work.ts';
import type { Queryable } from '../store/db.ts';

const MOST = 500;

/** Who has introduced themselves, or not wanted to, since this shift began; undefined: the team has no shifts. */
export async function introducedNow(db: Queryable, now: number): Promise<Introduced[] | undefined> {
  const [row] = await db.query<{ json: Team }>(`SELECT json FROM team LIMIT 1`);
  const policy = row?.json.shifts;
  if (!policy) return undefined;
  const made = await db.query<{ json: Introduction }>(
    `SELECT json FROM introduction WHERE shift_from = $1 ORDER BY at DESC, id DESC LIMIT ${MOST}`,
    [shiftAt(policy, now).from],
  );
  return made.map(({ json: { agentId, agentName, channel, handle, state, text, reason, at } }) => ({
    agentId,
    agentName,
    channel,
    handle,
    state,
    text,
    reason,
    at,
  }));
}
