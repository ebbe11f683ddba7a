import type { Queue } from '../../shared/domain/work.ts';
import type { Clock } from '../../shared/lib/clock.ts';
import { logger } from '../../shared/lib/log.ts';
import { byItself } from '../ledger/cause.ts';
import { newChanges } from '../records/changes.ts';
import { ROUTING_TURN_BESIDE } from '../records/turns.ts';
import { askAll, type Db, type Tx } from '../store/db.ts';
import {
  asWaiting,
  claim,
  closedAmong,
  LIMITS,
  QUEUES,
  type QueueRow,
  queuesFrom,
  type ServerRow,
  servers,
  serversFrom,
  waitingIn,
} from './gather.ts';
import { newAfterClock } from './after-clock.ts';
import { endAfterContact } from './after-contact.ts';
import type { Leases } from './leases.ts';
import { expireOffer } from './expire.ts';
import { type Look, lookAround } from './look.ts';
import { makeOffer } from './offers.ts';
import { answerOutside } from './outside.ts';
import { bringBack } from './parked.ts';
import { sharedTime } from '../store/shared-time.ts';
import { mayTake, nextChance, POLICY, route, type Server } from './route.ts';

const log = logger('routing');

/** Other nodes change work too, and a wake-up may be lost: nothing waits longer than this for a look. */
const LOOK_AT_LEAST_MS = 2_000;

/** Of waiting work, looked at in one turn; the rest waits for the next, which follows at once while there are offers. */
const AT_ONCE = LIMITS.at(-1)!;
/** For each free agent, at first. */
const FEW = 4;
/** Somebody else was just changing or handing out what was to be offered. */
const LOST_MS = 50;

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
    const look = await lookAround(setting.db);
    followRinging(setting, look);
    await expireOver(setting);
    if (look.aside && (await bringBack(setting)) > 0) setting.wake();
    await endAfter(setting, after, look);
    if (look.speaks && (await answerOutside(setting)) > 0) setting.wake();
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
  for (const { offer } of (await lookAround(db)).ringing) leases.adopt(offer);
}

/**
 * Every node watches every offer: one that a command made begins its time here, after the commit, and one whose node has
 * died still ends.
 */
function followRinging({ leases }: RouterSetting, { ringing }: Look): void {
  leases.keepOnly(new Set(ringing.map(({ offer }) => offer.id)));
  for (const { offer, ageMs } of ringing) leases.follow(offer, ageMs);
}

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
  { running }: Look,
): Promise<void> {
  after.watch(running);
  for (const { agentId, ms } of after.over()) {
    const ended = await db.transaction(tx => endAfterContact(tx, agentId, ms, { now: clock.now(), id }));
    after.end(agentId);
    if (!ended) continue;
    log.info('wrap-up.over', { agentId });
    wake();
  }
}

type Times = { readonly now: number; readonly sharedNow: number | null };

/**
 * Who gets what of what is next. A few are looked at first, for thousands may wait; only when somebody free is left without
 * does it look at more. What comes later in the order changes nothing for what comes before. Nothing is locked yet.
 */
async function match(
  tx: Tx,
  everybody: readonly Server[],
  queues: ReadonlyMap<string, Queue>,
  { now, sharedNow }: Times,
) {
  const free = everybody.filter(mayTake);
  const closed = closedAmong(queues, now);
  const served = new Set(free.flatMap(({ queueIds }) => queueIds).filter(queueId => !closed.queueIds.has(queueId)));
  const preferring = [...served].filter(queueId => (queues.get(queueId)?.preferredMs ?? 0) > 0);
  for (let limit = LIMITS.find(one => one >= FEW * free.length) ?? AT_ONCE; ; limit = AT_ONCE) {
    const items = await waitingIn(tx, sharedNow, [...served], closed.places, preferring, limit);
    // When an item was declined, and until when its preferred agent is waited for, is compared by every node alike.
    const at = items[0]?.at ?? now;
    const waiting = items.map(one => asWaiting(one, queues.get(one.item.queueId)));
    const routed = route(waiting, everybody, POLICY, at);
    if (routed.length === free.length || items.length < limit || limit === AT_ONCE)
      return { items, waiting, at, routed };
  }
}

/** Returns in how many milliseconds to look again at the latest. */
async function offerWaiting(setting: RouterSetting): Promise<number> {
  const { db, clock, id, leases, wake } = setting;
  const now = clock.now();
  const { offers, chanceIn } = await db.transaction(async tx => {
    const turn = { text: ROUTING_TURN_BESIDE, params: [] };
    const [, agents, queueRows] = await askAll<[object, ServerRow, QueueRow]>(tx, [turn, servers(null), QUEUES]);
    const everybody = serversFrom(agents);
    if (!everybody.some(mayTake)) return { offers: [], chanceIn: null };
    const queues = queuesFrom(queueRows);
    const { items, waiting, at, routed } = await match(tx, everybody, queues, { now, sharedNow: sharedTime(db, now) });
    const claimed = routed.length > 0 ? await claim(tx, routed, new Map(items.map(({ item }) => [item.id, item]))) : [];
    const changes = newChanges(byItself('routed'));
    const made = claimed.flatMap(one => {
      const queue = queues.get(one.item.queueId);
      return queue ? [makeOffer(changes, one.item, queue, one.routed, { now, id })] : [];
    });
    await changes.flush(tx);
    if (made.length < routed.length) return { offers: made, chanceIn: LOST_MS };
    const next = nextChance(waiting, everybody, POLICY, at);
    return { offers: made, chanceIn: next === null ? null : next - at };
  });
  for (const offer of offers) {
    leases.begin(offer.id, offer.expiresAt - offer.madeAt);
    log.info('offer.made', { offerId: offer.id, agentId: offer.agentId, workItemId: offer.workItemId });
  }
  if (offers.length > 0) wake();
  return Math.min(leases.nextMs() ?? LOOK_AT_LEAST_MS, chanceIn ?? LOOK_AT_LEAST_MS);
}
