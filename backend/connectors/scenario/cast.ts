// Who of the team is played: nobody who sits at a desk of their own.
import { type Clock, systemClock } from '../../../shared/lib/clock.ts';
import { logger } from '../../../shared/lib/log.ts';
import type { Chance } from './chance.ts';
import { newMind } from './colleague.ts';
import { COLLEAGUES } from './seed.ts';
import type { Colleague, ScenarioBackend, Stage } from './stage.ts';

const log = logger('scenario');

/** Story milliseconds between one colleague and the next. */
const ONE_BY_ONE = 4_000;
/** Longest that a token lives: whoever had a desk within it may be coming back to it after a restart of the backend. */
const LATELY_MS = 12 * 3_600_000;
/** Milliseconds, not of the story: such a one is given so long. A desk tries every few seconds. */
const COME_BACK_MS = 30_000;

type Casting = { readonly chance: Chance; readonly speed: number; readonly agentName: string; readonly clock?: Clock };

/** The colleagues who may be played; they come to their desks one after the other. */
export async function castOf(backend: ScenarioBackend, casting: Casting): Promise<Colleague[]> {
  const { chance, speed, agentName, clock = systemClock } = casting;
  const lately = await agentsSeen(backend, clock.now() - LATELY_MS);
  const cast: Colleague[] = [];
  for (const name of COLLEAGUES.filter(one => one !== agentName)) {
    const agent = await backend.services.agentByName(name);
    if (!agent) continue;
    const comesAt = cast.length * ONE_BY_ONE + (lately.has(agent.id) ? COME_BACK_MS * speed : 0);
    cast.push({ agent, mind: newMind(chance, comesAt), comesAt, seat: 'empty' });
  }
  return cast;
}

/** Whose own desk has connected since then; a played colleague has none. */
async function agentsSeen({ db }: ScenarioBackend, since: number): Promise<Set<string>> {
  const rows = await db.query<{ agent_id: string }>(`SELECT DISTINCT agent_id FROM desk_seen WHERE seen_at > $1`, [
    since,
  ]);
  return new Set(rows.map(({ agent_id }) => agent_id));
}

/** Whoever signs in at a desk is played no more, also when they have left it: what is done in their name is theirs. */
export async function seatCast({ backend, colleagues }: Stage, now: number): Promise<void> {
  const { services } = backend;
  const standings = await services.standings(colleagues.map(({ agent }) => agent.id));
  for (const one of colleagues) {
    const { id } = one.agent;
    const elsewhere = (standings.get(id)?.elsewhere ?? null) !== null;
    if (one.seat !== 'own' && (hasDesk(backend, id) || (one.seat === 'played' && elsewhere))) {
      one.seat = 'own';
      log.info('colleague.came', { agentId: id });
    }
    if (one.seat !== 'empty' || elsewhere || !standings.has(id) || now < one.comesAt) continue;
    await services.sessionOpened(id);
    one.seat = 'played';
  }
}

/** At this moment: a desk may have come since the seats were looked at. */
export const isPlayed = ({ backend, colleagues }: Stage, agentId: string): boolean =>
  !hasDesk(backend, agentId) && colleagues.some(({ agent, seat }) => agent.id === agentId && seat === 'played');

const hasDesk = (backend: ScenarioBackend, agentId: string): boolean => backend.hasDesk?.(agentId) ?? false;

/** Those who are played leave; a desk of somebody's own is not signed out. */
export async function dismissCast(stage: Stage): Promise<void> {
  for (const { agent } of stage.colleagues)
    if (isPlayed(stage, agent.id)) await stage.backend.services.sessionLost(agent.id, 'left');
}
