import type { Entry } from '../../shared/domain/entry.ts';
import type { Clock } from '../../shared/lib/clock.ts';
import { logger } from '../../shared/lib/log.ts';
import type { Outlet } from '../connectors/outlet.ts';
import type { Acted, PublicAct } from '../connectors/public-act.ts';
import { byItself } from '../ledger/cause.ts';
import { type Changes, newChanges } from '../records/changes.ts';
import { next, read } from '../records/read.ts';
import type { Db, Tx } from '../store/db.ts';
import { untilTaken } from '../store/until-taken.ts';
import { contentIn } from '../uploads/content.ts';
import { settleAct, waitingAct } from './public-act.ts';
import { notDone, takeTurns, undelivered } from './undelivered.ts';

const log = logger('courier');
/** Of what a dead node left; the next look, a second later, finds the rest. */
const AT_ONCE = 200;

export type CourierSetting = {
  readonly db: Db;
  readonly clock: Clock;
  readonly outlet: Outlet;
  readonly id: () => string;
  /** Of this process. */
  readonly nodeId: string;
  readonly wake: () => void;
};

export type Courier = {
  /** Takes an entry out, after those of the same interaction; returns at once. */
  carry(entryId: string, interactionId: string | null): void;
  /** Takes out what nobody who lives is taking out: left by an earlier run, or by a node that has gone. */
  resume(): Promise<void>;
  /** Until everything under way is answered, or, at the end, for so many milliseconds; what is left is taken out by another node, or at the next start. */
  settle(withinMs?: number): Promise<void>;
};

/**
 * Carries our words to the outlet and writes down what became of them. One node at a time has an entry, and entries of
 * one interaction go one after another. A crash between the outlet's answer and the writing sends again from another
 * node or at the next start: at least once towards the outlet, which tells a repeat by the entry's id.
 */
export function newCourier(setting: CourierSetting): Courier {
  const lines = new Map<string, Promise<void>>();
  let stopping = false;
  const again: Again = run =>
    untilTaken(run, { isOver: () => stopping, refused: error => log.warn('entry.waits', {}, error) });
  const carry = (entryId: string, interactionId: string | null): void => {
    const line = interactionId ?? entryId;
    const before = lines.get(line) ?? Promise.resolve();
    const now = before
      .then(async () => {
        if ((await again(() => claim(setting, entryId))).length > 0) await takeOut(setting, again, entryId);
      })
      .catch(error => log.error('entry.left', { entryId }, error));
    lines.set(line, now);
    void now.then(() => lines.get(line) === now && lines.delete(line));
  };
  return {
    carry,
    async resume() {
      if (stopping) return;
      for (const { id, interaction_id } of await claim(setting, null)) carry(id, interaction_id);
    },
    async settle(withinMs = Number.POSITIVE_INFINITY) {
      stopping ||= Number.isFinite(withinMs);
      const over = Number.isFinite(withinMs) ? AbortSignal.timeout(withinMs) : undefined;
      const late = new Promise<void>(done => over?.addEventListener('abort', () => done()));
      while (lines.size > 0 && !over?.aborted) await Promise.race([late, Promise.all(lines.values())]);
    },
  };
}

/** `interaction_id`: of an act under our handle, what it must not overtake. */
type Claimed = { readonly id: string; readonly interaction_id: string | null };

/**
 * Makes entries this node's to take out; null: whichever are nobody's. Not those that another living node has, nor those
 * behind one of the same interaction that it has: they would overtake it, and are found by the next look.
 */
function claim({ db, nodeId }: CourierSetting, entryId: string | null): Promise<Claimed[]> {
  const elsewhere = (row: string): string =>
    `${row}.node_id <> $1 AND EXISTS (SELECT FROM node n WHERE n.id = ${row}.node_id)`;
  return db.query<Claimed>(
    `WITH free AS (
       SELECT o.entry_id, o.at, coalesce(e.interaction_id, o.line) AS interaction_id
       FROM outgoing o LEFT JOIN entry e ON e.id = o.entry_id
       WHERE CASE WHEN $2::text IS NULL THEN o.node_id IS DISTINCT FROM $1 ELSE o.entry_id = $2 END
       AND (o.node_id IS NULL OR NOT (${elsewhere('o')}))
       AND NOT EXISTS (SELECT FROM outgoing b LEFT JOIN entry be ON be.id = b.entry_id
         WHERE coalesce(be.interaction_id, b.line) = coalesce(e.interaction_id, o.line) AND (b.at, b.entry_id) < (o.at, o.entry_id) AND ${elsewhere('b')})
       ORDER BY o.at, o.entry_id LIMIT ${AT_ONCE} FOR UPDATE OF o SKIP LOCKED
     ), mine AS (
       UPDATE outgoing SET node_id = $1 FROM free WHERE outgoing.entry_id = free.entry_id RETURNING outgoing.entry_id
     )
     SELECT free.entry_id AS id, free.interaction_id FROM free JOIN mine USING (entry_id) ORDER BY free.at, free.entry_id`,
    [nodeId, entryId],
  );
}

/** Repeats what the database refused until it takes it; the outlet is not asked again meanwhile. */
type Again = <T>(run: () => Promise<T>) => Promise<T>;

async function takeOut(setting: CourierSetting, again: Again, entryId: string): Promise<void> {
  const { db, outlet } = setting;
  const act = await again(() => waitingAct(db, entryId));
  if (act)
    return settled(setting, again, act.id, await acted(outlet, act), async (tx, changes, answer, at) => {
      await settleAct(tx, changes, act, answer, at);
      if (!answer.ok) await notDone({ tx, changes, now: at, id: setting.id }, act, answer.reason.slice(0, 1_000));
    });
  const entry = await again(() => read(db, 'entry', entryId));
  if (!entry) return;
  const answered = (await isBroken(db, entry)) ? BROKEN : await sent(setting, entry);
  await settled(setting, again, entryId, answered, async (tx, changes, answer, at) => {
    const fresh = await read(tx, 'entry', entryId, 'lock');
    if (!fresh?.delivery) return;
    const reason = answer.ok ? null : answer.reason.slice(0, 1_000);
    const state = answer.ok ? 'confirmed' : 'failed';
    changes.entry(next(fresh, { delivery: { ...fresh.delivery, state, at, reason } }));
    // Of a thread the post that failed is told, not each that could not follow it.
    if (reason !== null)
      await undelivered({ tx, changes, now: at, id: setting.id }, fresh, answered === BROKEN ? null : reason);
  });
}

type WriteDown = (tx: Tx, changes: Changes, answer: Acted, at: number) => Promise<void>;

/** Off the list, and what became of it written down, in one transaction; nothing where somebody else was first. */
async function settled(
  { db, clock, wake }: CourierSetting,
  again: Again,
  id: string,
  answer: Acted,
  write: WriteDown,
): Promise<void> {
  await again(() =>
    db.transaction(async tx => {
      if (!answer.ok) await takeTurns(tx);
      const done = await tx.query(`DELETE FROM outgoing WHERE entry_id = $1 RETURNING entry_id`, [id]);
      if (done.length === 0) return;
      const changes = newChanges(byItself(answer.ok ? 'delivery' : 'not delivered'));
      await write(tx, changes, answer, clock.now());
      await changes.flush(tx);
    }),
  );
  log.info(answer.ok ? 'entry.delivered' : 'entry.undelivered', { entryId: id });
  wake();
}

const BROKEN = { ok: false, reason: 'the post before it in the thread was not sent' } as const;

/** A post of a thread whose post before it failed: it would stand alone, or under the wrong one. */
async function isBroken(db: Db, { replyTo, kind }: Entry): Promise<boolean> {
  const before = replyTo !== null && kind === 'post' ? await read(db, 'entry', replyTo) : null;
  return before?.direction === 'out' && before.delivery?.state === 'failed';
}

/** An outlet that throws has failed like one that says so, and the agent is told. */
async function sent({ db, outlet }: CourierSetting, entry: Entry): Promise<Awaited<ReturnType<Outlet['send']>>> {
  try {
    return await outlet.send(entry, contentIn(db));
  } catch (error) {
    log.warn('outlet.threw', { entryId: entry.id }, error);
    return { ok: false, reason: 'the channel could not be reached' };
  }
}

async function acted(outlet: Outlet, act: PublicAct): Promise<Acted> {
  try {
    return outlet.act ? await outlet.act(act) : { ok: false, reason: 'this channel takes answers only' };
  } catch (error) {
    log.warn('outlet.threw', { actId: act.id }, error);
    return { ok: false, reason: 'the channel could not be reached' };
  }
}
