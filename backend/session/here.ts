// Who looks at whom and who writes, of all nodes: kept in memory for as long as it counts, and told to who may see it.
import * as z from 'zod';
import { FADES_MS, type Here, hereSchema, type HereOf } from '../../shared/domain/here.ts';
import { idSchema, lineSchema } from '../../shared/domain/primitives.ts';
import { logger } from '../../shared/lib/log.ts';
import type { Queryable, Store } from '../store/db.ts';

const log = logger('session');
const HERE_CHANNEL = 'foreword_here';
/** Milliseconds between two sayings of one desk that are passed on; of those in between the last one counts. */
export const AT_MOST_EVERY = 500;

const newsSchema = z.object({ agentId: idSchema, name: lineSchema, here: hereSchema });
type News = z.infer<typeof newsSchema>;
type Said = News & { readonly at: number };

export type HereSeat = { readonly agentId: string; hereOf(told: HereOf): void };
type Parts = {
  readonly store: Store;
  readonly seats: () => readonly HereSeat[];
  readonly now: () => number;
  /** Milliseconds that only go up. */
  readonly monotonic: () => number;
};

export async function newHereBoard({ store, seats, now, monotonic }: Parts) {
  const said = new Map<string, Said>();
  const waiting = new Map<string, { news: News; timer: NodeJS.Timeout }>();
  const passedAt = new Map<string, number>();

  const peopleAt = (customerId: string): Said[] =>
    [...said.values()].filter(one => one.here.customerId === customerId && monotonic() - one.at < FADES_MS);

  /** To desks of this node that were granted the customer; everybody hears of the others. */
  async function tell(customerId: string): Promise<void> {
    const present = seats();
    if (present.length === 0) return;
    const allowed = await grantedOf(store, customerId);
    const people = peopleAt(customerId);
    for (const seat of present) {
      if (!allowed.has(seat.agentId)) continue;
      const others = people.filter(({ agentId }) => agentId !== seat.agentId && allowed.has(agentId));
      const shown = others.map(({ agentId, name, here }) => ({ agentId, name, doing: here.doing }));
      seat.hereOf({ customerId, madeAt: now(), people: shown });
    }
  }

  function heard(news: News): void {
    const before = said.get(news.agentId)?.here.customerId ?? null;
    const after = news.here.customerId;
    if (after === null) said.delete(news.agentId);
    else said.set(news.agentId, { ...news, at: monotonic() });
    for (const customerId of new Set([before, after]))
      if (customerId !== null) tell(customerId).catch(error => log.warn('here.untold', {}, error));
  }

  function hearNode(payload: string): void {
    if (payload === '') return; // the listener was away; everybody says it again within seconds
    const news = newsSchema.safeParse(JSON.parse(payload));
    if (news.success) heard(news.data);
    else log.warn('here.unreadable', { issues: news.error.issues.length });
  }
  if (store.engine === 'postgres') await store.listen(HERE_CHANNEL, hearNode);

  /** Other nodes hear it as this one does: by the database. */
  function pass(news: News): void {
    passedAt.set(news.agentId, monotonic());
    if (store.engine !== 'postgres') return heard(news);
    store.notify(HERE_CHANNEL, JSON.stringify(news)).catch(error => log.warn('here.untold', {}, error));
  }

  return {
    say(agentId: string, name: string, here: Here): void {
      const news = { agentId, name, here };
      const held = waiting.get(agentId);
      if (held) return void (held.news = news);
      const wait = (passedAt.get(agentId) ?? Number.NEGATIVE_INFINITY) + AT_MOST_EVERY - monotonic();
      if (wait <= 0) return pass(news);
      const timer = setTimeout(() => {
        const last = waiting.get(agentId);
        waiting.delete(agentId);
        if (last) pass(last.news);
      }, wait);
      waiting.set(agentId, { news, timer });
    },
    /** The desk went: nobody is there any more. */
    gone(agentId: string, name: string): void {
      clearTimeout(waiting.get(agentId)?.timer);
      waiting.delete(agentId);
      passedAt.delete(agentId);
      if (said.has(agentId)) pass({ agentId, name, here: { customerId: null, doing: 'looking' } });
      passedAt.delete(agentId);
    },
    stop(): void {
      for (const { timer } of waiting.values()) clearTimeout(timer);
      waiting.clear();
    },
  };
}

/** Everybody who may see the customer: who looks without the right, and who may not know, are left out alike. */
async function grantedOf(db: Queryable, customerId: string): Promise<Set<string>> {
  const rows = await db.query<{ agent_id: string }>(`SELECT agent_id FROM feed_grant WHERE customer_id = $1`, [
    customerId,
  ]);
  return new Set(rows.map(({ agent_id }) => agent_id));
}
