// Read first: what the contact centre is made of, and how its parts are joined.
import type { Agent } from '../shared/domain/work.ts';
import type { Clock } from '../shared/lib/clock.ts';
import type { RandomBytes } from '../shared/lib/ids.ts';
import { type Audit, noAudit } from './audit/audit.ts';
import { pruneAudit } from './audit/prune.ts';
import { newCourier } from './commands/courier.ts';
import { pruneCommands } from './commands/prune.ts';
import { runCommand } from './commands/run.ts';
import type { Telephony } from './connectors/telephony/adapter.ts';
import type { Outlet } from './connectors/outlet.ts';
import { erasureOffice } from './erasure/office.ts';
import { pruneLog } from './feed/prune.ts';
import { newFilling } from './history/filling.ts';
import { grantOf, historyPage, snapshotOf } from './history/read.ts';
import { reviewEverybody } from './history/review.ts';
import { reviewing } from './history/reviewing.ts';
import { pruneSets } from './history/sets/brought.ts';
import { readWords } from './history/words.ts';
import { EVERY, housekeeping, KEEP } from './housekeeping.ts';
import type { Region } from './identity/address.ts';
import { idMaker } from './ids.ts';
import { noteImport } from './intake/imports.ts';
import { takeIn } from './intake/intake.ts';
import { readBoard } from './queues/board.ts';
import { newOutcomes } from './queues/outcomes.ts';
import { readRoster } from './queues/roster.ts';
import { activeAgent } from './records/read.ts';
import { newLeases } from './routing/leases.ts';
import { newNodes } from './routing/nodes.ts';
import { newRouter, type Router } from './routing/router.ts';
import { newSessions } from './routing/sessions.ts';
import { standingsOf } from './routing/standing.ts';
import type { Services } from './services.ts';
import { pruneUploads } from './uploads/prune.ts';
import { askUpload, putPart } from './uploads/uploads.ts';
import { telephonyOver } from './telephony/telephony.ts';
import type { Db, Queryable } from './store/db.ts';

export type ContactCentreOptions = {
  readonly db: Db;
  readonly clock: Clock;
  readonly random: RandomBytes;
  readonly outlet: Outlet;
  /** Null or left out: calls are seen and not controlled. */
  readonly telephony?: Telephony | null;
  /** Called after each commit that told the feed something. */
  readonly wake: () => void;
  /** Where erasures are kept beside the database; null or left out: nowhere else. */
  readonly erasureLog?: string | null;
  /** Left out: what is refused is not written down. */
  readonly audit?: Audit;
  /** Where a number without a country code is at home. */
  readonly region?: Region;
};
/** A network that does not answer must not hold up the stop. */
const STOP_WITHIN_MS = 2_000;

/** `router` and `settle` let a test take turns one by one; the session layer needs neither. */
export type ContactCentre = Services & { readonly router: Router; settle(): Promise<void> };

export function createServices({
  db,
  clock,
  random,
  outlet,
  telephony = null,
  wake,
  audit = noAudit,
  erasureLog = null,
  region = 'GB',
}: ContactCentreOptions): ContactCentre {
  const id = idMaker(clock, random);
  const leases = newLeases(clock);
  const router = newRouter({
    db,
    clock,
    id,
    leases,
    wake,
    carry: (entryId, interactionId) => courier.carry(entryId, interactionId),
  });
  const nodeId = id();
  const courier = newCourier({ db, clock, outlet, id, nodeId, wake });
  const changed = (): void => {
    wake();
    router.kick();
  };
  const erasures = erasureOffice({ db, now: clock.now, id, region, file: erasureLog, changed });
  const intake: Services['intake'] = async (records, archive) => {
    const results = await takeIn({ db, clock, id, region }, records);
    if (archive !== undefined) await noteImport(db, archive, { records, results, now: clock.now() });
    if (results.some(({ outcome }) => outcome === 'imported')) changed();
    return results;
  };
  const calls = telephonyOver(telephony, { db, clock, intake, wake });
  const sessions = newSessions({ db, clock, id, nodeId, changed });
  const takeOver = (): Promise<void> => {
    calls.look();
    return courier.resume();
  };
  const nodes = newNodes({ db, clock, nodeId, sessions, takeOver });
  let stopping = false;
  const house = housekeeping([
    {
      name: 'rights',
      every: EVERY.rights,
      async run() {
        const gone = await reviewEverybody(db, clock.now);
        if (gone > 0) changed();
        return gone;
      },
    },
    { name: 'erasures', every: EVERY.rights, run: () => erasures.sync() },
    { name: 'words', every: EVERY.words, run: () => readWords(db, () => stopping) },
    { name: 'review sets', every: EVERY.pruning, run: () => pruneSets(db, clock.now()) },
    { name: 'log', every: EVERY.pruning, run: () => pruneLog(db, KEEP.log) },
    { name: 'audit', every: EVERY.pruning, run: () => pruneAudit(db, clock.now() - KEEP.audit) },
    { name: 'commands', every: EVERY.pruning, run: () => pruneCommands(db, clock.now() - KEEP.commands) },
    { name: 'uploads', every: EVERY.pruning, run: () => pruneUploads(db, clock.now() - KEEP.uploads) },
  ]);

  const outcomes = newOutcomes(db, clock);
  const filling = newFilling({ db, now: clock.now, changed });
  const review = reviewing({
    db,
    id,
    now: clock.now,
    monotonic: clock.monotonic,
    region,
    brought: filling.begin,
    changed,
  });

  return {
    router,
    settle: async () => void (await Promise.all([courier.settle(), calls.settle(), filling.settle()])),
    agentById: agentId => activeAgent(db, agentId),
    agentByName: name => agentNamed(db, name),
    snapshotOf,
    grantOf,
    historyPage: request => historyPage(db, request),
    async runCommand(agentId, command, from = {}) {
      const { reply, sent, refused } = await runCommand(
        { db, clock, id, random, leases, exchange: telephony?.name ?? null },
        agentId,
        command,
      );
      if (refused) audit.note({ ...from, ...refused });
      for (const { entryId, interactionId } of sent) courier.carry(entryId, interactionId);
      if (reply.ok && command.kind === 'customer.erase') await erasures.sync().catch(() => 0); // logged; a chore tries again
      if (reply.ok) calls.done(command.kind);
      if (reply.ok) changed();
      return reply;
    },
    upload: (agentId, asked) => askUpload({ db, now: clock.now, id }, agentId, asked),
    uploadPart: (agentId, uploadId, place, bytes) =>
      putPart({ db, now: clock.now, id }, agentId, uploadId, place, bytes),
    intake,
    review,
    erasures,
    board: () => readBoard(db, clock.now(), outcomes),
    roster: () => readRoster(db, clock.now()),
    async sessionOpened(agentId, sessionId, away) {
      await sessions.opened(agentId, sessionId, away);
      filling.begin(agentId);
    },
    sessionLost(agentId, how) {
      filling.end(agentId);
      return sessions.lost(agentId, how);
    },
    sessionMoved(agentId) {
      filling.end(agentId);
      sessions.moved(agentId);
    },
    standings: agentIds => standingsOf(db, agentIds, nodeId),
    async start() {
      await nodes.start();
      await router.start();
      await courier.resume();
      await calls.start();
      house.start();
    },
    async stop() {
      stopping = true;
      await house.stop();
      await calls.stop(STOP_WITHIN_MS);
      await router.stop();
      await filling.stop();
      await courier.settle(STOP_WITHIN_MS);
      await nodes.stop();
    },
  };
}

async function agentNamed(db: Queryable, name: string): Promise<Agent | null> {
  const rows = await db.query<{ json: Agent }>(`SELECT json FROM agent WHERE name = $1 AND NOT disabled`, [name]);
  return rows[0]?.json ?? null;
}
