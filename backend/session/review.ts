// Whether those who are connected still may be: their desks are told and ended soon after their rights change.
import { logger } from '../../shared/lib/log.ts';
import type { Services, Standing } from '../services.ts';

const log = logger('session');

/** Milliseconds. What an agent may no longer see must be gone within 5 s. */
const EVERY = 2_000;

export type Reviewed = { readonly id: string; readonly agentId: string; readonly role: Standing['role'] };
export type Verdict = 'stays' | 'revoked' | 'replaced' | 'comes again';

/** `standing`: undefined for who was removed. Another role is another view of the feed, so that desk starts over. */
export function verdictOn(seat: Reviewed, standing: Standing | undefined): Verdict {
  if (!standing) return 'revoked';
  if (standing.elsewhere !== null && standing.elsewhere > seat.id) return 'replaced';
  return standing.role === seat.role ? 'stays' : 'comes again';
}

type Parts<S extends Reviewed> = {
  readonly standings: Services['standings'];
  readonly seats: () => readonly S[];
  readonly carryOut: (seat: S, verdict: Exclude<Verdict, 'stays'>) => void;
};

/** Returns what stops it. */
export function reviewSeats<S extends Reviewed>({ standings, seats, carryOut }: Parts<S>): () => void {
  let looking = false;

  async function look(): Promise<void> {
    const present = seats();
    if (present.length === 0 || looking) return;
    looking = true;
    try {
      const now = await standings(present.map(({ agentId }) => agentId));
      for (const seat of present) {
        const verdict = verdictOn(seat, now.get(seat.agentId));
        if (verdict !== 'stays' && seats().includes(seat)) carryOut(seat, verdict);
      }
    } catch (error) {
      log.warn('seats.unreviewed', {}, error); // commands and history ask the store themselves
    } finally {
      looking = false;
    }
  }

  const timer = setInterval(() => void look(), EVERY);
  return () => clearInterval(timer);
}
