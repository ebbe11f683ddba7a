// The backend processes on one database: each says that it lives, and what a dead one left behind is cleared by any other.
import type { Clock } from '../../shared/lib/clock.ts';
import { logger } from '../../shared/lib/log.ts';
import type { Db } from '../store/db.ts';
import type { Sessions } from './sessions.ts';

const log = logger('nodes');

/** Milliseconds. Together they are well under the 10 s within which the work of a dead node must be back in its queue. */
export const BEAT = { every: 1_000, deadAfter: 5_000 } as const;

type Setting = {
  readonly db: Db;
  readonly clock: Clock;
  readonly nodeId: string;
  readonly sessions: Sessions;
  /** Does what nodes that are gone had begun. */
  readonly takeOver: () => Promise<void>;
};

export function newNodes({ db, clock, nodeId, sessions, takeOver }: Setting) {
  let timer: NodeJS.Timeout | undefined;
  let under: Promise<void> = Promise.resolve();
  let running = false;
  let beatAt = Number.NEGATIVE_INFINITY;
  let steadySince = Number.POSITIVE_INFINITY;

  async function beat(): Promise<void> {
    const [row] = await db.query<{ fresh: boolean }>(
      `INSERT INTO node (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET beat_at = clock_timestamp()
       RETURNING (xmax = 0) AS fresh`,
      [nodeId],
    );
    const now = clock.monotonic();
    if (now - beatAt > BEAT.deadAfter) steadySince = now;
    beatAt = now;
    if (!row?.fresh) return;
    log.warn('node.taken.for.dead', { nodeId });
    await sessions.again();
  }

  /** After a pause of the database all beats are old at once: who has just come back judges nobody. */
  async function clear(): Promise<void> {
    if (clock.monotonic() - steadySince >= BEAT.deadAfter) await clearDead(db, nodeId);
    await sessions.clearGone('withdraw');
    await takeOver();
  }

  const next = (): void => {
    timer = setTimeout(() => {
      under = beat()
        .then(clear)
        .catch(error => log.warn('beat.missed', { nodeId }, error))
        .finally(() => running && next());
    }, BEAT.every);
  };

  return {
    /**
     * The embedded database has one process: whatever another one left is left by a dead one, nobody else looks, and a
     * desk that rang comes back to this very process within a moment.
     */
    async start(): Promise<void> {
      if (db.engine === 'pglite') await db.query(`DELETE FROM node WHERE id <> $1`, [nodeId]);
      else await clearDead(db, nodeId);
      await db.query(`INSERT INTO node (id) VALUES ($1) ON CONFLICT DO NOTHING`, [nodeId]);
      await sessions.clearGone(db.engine === 'pglite' ? 'keep' : 'withdraw');
      if (db.engine === 'pglite') return;
      beatAt = steadySince = clock.monotonic();
      running = true;
      next();
    },
    async stop(): Promise<void> {
      running = false;
      clearTimeout(timer);
      await under;
      // Should the database be away, the others notice the silence.
      await db
        .query(`DELETE FROM node WHERE id = $1`, [nodeId])
        .catch(error => log.warn('node.left.unsaid', { nodeId }, error));
    },
  };
}

/** Judged by the database's clock alone. The sessions go with their nodes. */
async function clearDead(db: Db, nodeId: string): Promise<void> {
  const dead = await db.query<{ id: string }>(
    `DELETE FROM node WHERE id <> $1 AND beat_at < clock_timestamp() - make_interval(secs => $2::double precision)
     RETURNING id`,
    [nodeId, BEAT.deadAfter / 1_000],
  );
  for (const { id } of dead) log.warn('node.died', { nodeId: id });
}
