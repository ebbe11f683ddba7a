import type { Offer } from '../../shared/domain/offer.ts';
import type { Clock } from '../../shared/lib/clock.ts';
import { logger } from '../../shared/lib/log.ts';
import { byItself } from '../ledger/cause.ts';
import { newChanges } from '../records/changes.ts';
import { ROUTING_TURN } from '../records/turns.ts';
import type { Db } from '../store/db.ts';
import { asWaiting, claimWaiting, closedAmong, queuesById, serversOf } from './gather.ts';
import { newAfterClock, runningAfter } from './after-clock.ts';
import { endAfterContact } from './after-contact.ts';
import type { Leases } from './leases.ts';
import { expireOffer } from './expire.ts';
import { makeOffer } from './offers.ts';
import { answerOutside } from './outside.ts';
import { bringBack } from './parked.ts';
import { sharedTime } from '../store/shared-time.ts';
import { nextChance, POLICY, route } from './route.ts';

const log = logger('routing');

/** Other nodes change work too, and a wake-up may be lost: nothing waits longer than this for a look. */
const LOOK_AT_LEAST_MS = 2_000;

/** More than two beats of a node. */
const SILENT_MS = 2_500;

export type RouterSetting = {
  readonly db: Db;
  readonly clock: Clock;
  readonly id: () => string;
  readonly leases: Leases;
  readonly wake: () => void;
  /** Takes words that routing has written to the outlet. */
  readonly carry: (entryId: string, interactionId: string | null) => void;
};

export type Router = {
  /** Something changed: look soon. Calls while a turn is under way lead to one more turn. */
  kick(): void;
  /** One turn now: ends what is over, offers what waits. For tests and for the router itself. */
  turn(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
};

export function newRouter(setting: RouterSetting): Router {
  let running = false;
  let timer: NodeJS.Timeout | undefined;
  let under: Promise<void> = Promise.resolve();
  let asked = false;
  const after = newAfterClock(setting.clock, setting.db.engine === 'pglite');

  const turn = async (): Promise<number> => {
    await followRinging(setting);
    await expireOver(setting);
    if ((await bringBack(setting)) > 0) setting.wake();
    await endAfter(setting, after);
    if ((await answerOutside(setting)) > 0) setting.wake();
    return Math.min(await offerWaiting(setting), after.nextMs() ?? LOOK_AT_LEAST_MS);
  };

  const loop = async (): Promise<void> => {
    let waitMs = LOOK_AT_LEAST_MS;
    while (asked && running) {
      asked = false;
      try {
        waitMs = await turn();
      } catch (error) {
        log.error('turn.failed', {}, error);
        waitMs = LOOK_AT_LEAST_MS;
      }
    }
    idle = true;
    clearTimeout(timer);
    if (running) timer = setTimeout(kick, Math.min(waitMs, LOOK_AT_LEAST_MS));
  };

  let idle = true;
  const kick = (): void => {
    asked = true;
    if (!idle || !running) return;
    idle = false;
    under = loop();
  };

  return {
    kick,
    turn: async () => void (await turn()),
    async start() {
      if (setting.db.engine === 'pglite') await adoptRinging(setting);
      running = true;
      kick();
    },
    async stop() {
      running = false;
      clearTimeout(timer);
      await under;
    },
  };
}

/** Offers that rang when the backend stopped go on until their lease ends, and not a moment longer. */
async function adoptRinging({ db, leases }: RouterSetting): Promise<void> {
  for (const offer of await ringing(db)) leases.adopt(offer);
}

/**
 * Every node watches every offer: one that a command made begins its time here, after the commit, and one whose node has
 * died still ends.
 */
async function followRinging({ db, leases }: RouterSetting): Promise<void> {
  for (const offer of await ringing(db)) leases.follow(offer);
}

const ringing = async (db: Db): Promise<Offer[]> =>
  (await db.query<{ json: Offer }>(`SELECT json FROM offer WHERE state = 'ringing'`)).map(row => row.json);

async function expireOver({ db, clock, id, leases, wake }: RouterSetting): Promise<void> {
  const silentMs = db.engine === 'postgres' ? SILENT_MS : null;
  for (const offerId of leases.over()) {
    const missed = await db.transaction(tx => expireOffer(tx, offerId, { now: clock.now(), id, silentMs }));
    leases.end(offerId);
    if (!missed) continue;
    log.info('offer.missed', { offerId });
    wake();
  }
}

/** After-contact work whose time is over. */
async function endAfter(
  { db, clock, id, wake }: RouterSetting,
  after: ReturnType<typeof newAfterClock>,
): Promise<void> {
  after.watch(await runningAfter(db));
  for (const { agentId, ms } of after.over()) {
    const ended = await db.transaction(tx => endAfterContact(tx, agentId, ms, { now: clock.now(), id }));
    after.end(agentId);
    if (!ended) continue;
    log.info('wrap-up.over', { agentId });
    wake();
  }
}

/** Returns in how many milliseconds to look again at the latest. */
async function offerWaiting(setting: RouterSetting): Promise<number> {
  const { db, clock, id, leases, wake } = setting;
  const now = clock.now();
  const { offers, chanceIn } = await db.transaction(async tx => {
    await tx.query(ROUTING_TURN);
    const queues = await queuesById(tx);
    const items = await claimWaiting(tx, sharedTime(db, now), closedAmong(queues, now));
    // When an item was declined, and until when its preferred agent is waited for, is compared by every node alike.
    const at = items[0]?.at ?? now;
    const servers = items.length > 0 ? await serversOf(tx) : [];
    const waiting = items.map(one => asWaiting(one, queues.get(one.item.queueId)));
    const changes = newChanges(byItself('routed'));
    const made = route(waiting, servers, POLICY, at).flatMap(routed => {
      const item = items.find(one => one.item.id === routed.workItemId)?.item;
      const queue = item && queues.get(item.queueId);
      return item && queue ? [makeOffer(changes, item, queue, routed, { now, id })] : [];
    });
    await changes.flush(tx);
    const next = nextChance(waiting, servers, POLICY, at);
    return { offers: made, chanceIn: next === null ? null : next - at };
  });
  for (const offer of offers) {
    leases.begin(offer.id, offer.expiresAt - offer.madeAt);
    log.info('offer.made', { offerId: offer.id, agentId: offer.agentId, workItemId: offer.workItemId });
  }
  if (offers.length > 0) wake();
  return Math.min(leases.nextMs() ?? LOOK_AT_LEAST_MS, chanceIn ?? LOOK_AT_LEAST_MS);
}
