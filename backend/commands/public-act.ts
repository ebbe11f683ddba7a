// Acts under our handles: written down with the command, carried out by the courier, and what became of them.
import type { Introduction } from '../../shared/domain/introduction.ts';
import type { EntryOf, Repost } from '../../shared/domain/entry.ts';
import type { Team } from '../../shared/domain/team.ts';
import type { Acted, PublicAct } from '../connectors/public-act.ts';
import type { Changes } from '../records/changes.ts';
import { next, read } from '../records/read.ts';
import type { Queryable, Tx } from '../store/db.ts';
import { refuse, type Scene, type SentWords } from './command.ts';

/** It waits to go out, behind what is of the same line. */
export function sendAct({ changes, now }: Pick<Scene, 'changes' | 'now'>, act: PublicAct): SentWords {
  const line = act.do === 'post' ? act.introductionId : `${act.of.entryId} ${act.handle}`;
  changes.put('publicAct', { entry_id: act.id, at: now, line, act });
  return { entryId: act.id, interactionId: line };
}

/** What is to be done under this id; null: it is no act, or it was done. */
export async function waitingAct(db: Queryable, id: string): Promise<PublicAct | null> {
  const [row] = await db.query<{ act: PublicAct | null }>(`SELECT act FROM outgoing WHERE entry_id = $1`, [id]);
  return row?.act ?? null;
}

/** The network has answered. In the transaction that takes the act off the list. */
export async function settleAct(tx: Tx, changes: Changes, act: PublicAct, answer: Acted, at: number): Promise<void> {
  const reason = answer.ok ? null : answer.reason.slice(0, 1_000);
  if (act.do === 'post') return settleIntroduction(tx, changes, act, reason, at);
  const entry = await read(tx, 'entry', act.of.entryId, 'lock');
  if (entry?.kind !== 'post') return;
  const id = act.do === 'repost' ? act.id : act.undoes;
  const state = act.do === 'repost' ? (answer.ok ? 'confirmed' : 'failed') : answer.ok ? 'undone' : 'confirmed';
  // What never came to be is not there to be taken back, though that was asked for meanwhile.
  const was: readonly Repost['state'][] =
    act.do === 'undo-repost' ? ['undoing'] : answer.ok ? ['sent'] : ['sent', 'undoing'];
  const changed = (entry.reposts ?? []).map(one =>
    one.id === id && was.includes(one.state) ? ({ ...one, state, at, reason } satisfies Repost) : one,
  );
  changes.entry(next<EntryOf<'post'>>(entry, { reposts: changed }));
}

async function settleIntroduction(
  tx: Tx,
  changes: Changes,
  { introductionId }: Extract<PublicAct, { do: 'post' }>,
  reason: string | null,
  at: number,
): Promise<void> {
  const made = await readIntroduction(tx, introductionId);
  if (made?.state !== 'sent') return;
  changes.introduction(next(made, { state: reason === null ? 'confirmed' : 'failed', at, reason }));
}

async function readIntroduction(tx: Tx, id: string): Promise<Introduction | null> {
  const [row] = await tx.query<{ json: Introduction }>(`SELECT json FROM introduction WHERE id = $1 FOR UPDATE`, [id]);
  return row?.json ?? null;
}

export async function readTeam(tx: Queryable): Promise<Team | null> {
  const [row] = await tx.query<{ json: Team }>(`SELECT json FROM team LIMIT 1`);
  return row?.json ?? null;
}

/** @throws Fault bad-input where it is none of the team's on that channel */
export async function ourHandle({ tx }: Scene, channel: PublicAct['channel'], handle: string): Promise<void> {
  const team = await readTeam(tx);
  const isOurs = team?.handles.some(one => one.channel === channel && one.address === handle);
  if (!isOurs) refuse('bad-input', `${handle.slice(0, 100)} is none of the team’s handles any more.`);
}
