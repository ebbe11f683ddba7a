// Work that does not stay where it is: handed over, shared, set aside, moved by a lead.
import type { Input } from '../../shared/contract/bridge.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import type { Chance } from './chance.ts';
import type { Desk } from './desk.ts';
import { seedData } from './seed-data.ts';

type Kept = { readonly commandId: string; readonly kind: string };
/** What was asked of the desk, and what it said that it has; null: it had nothing to keep. */
export type Asked = Promise<Kept | null>;

export function newHanding(chance: Chance) {
  /** Mostly somebody who looks free, where anybody does; who has as much as they can take may still be asked in. */
  async function colleague(desk: Desk): Promise<string> {
    const roster = await desk.bridge.call('roster.read', {});
    const free = (roster?.colleagues ?? []).filter(one => one.free && one.agentId !== desk.agentId);
    if (free.length > 0 && chance.once(0.8)) return chance.pick(free).agentId;
    return chance.pick(seedData.agents.map(({ id }) => id).filter(id => id !== desk.agentId));
  }
  const note = (): string | null => (chance.once(0.5) ? 'as promised' : null);

  async function destination(desk: Desk, item: WorkItem): Promise<Input<'work.transfer'>['destination']> {
    if (chance.once(0.5)) return { to: 'agent', agentId: await colleague(desk) };
    const queues = seedData.queues.filter(({ channels }) => channels.includes(item.channel));
    return { to: 'queue', queueId: chance.pick(queues).id };
  }

  async function withColleague(desk: Desk, item: WorkItem): Asked {
    const [other] = item.participants;
    if (!other)
      return desk.bridge.call('work.consult', { workItemId: item.id, agentId: await colleague(desk), note: note() });
    const both = { workItemId: item.id, agentId: other.agentId };
    const what = chance.next();
    if (what < 0.5) return desk.bridge.call('work.completeTransfer', { ...both, note: note() });
    return what < 0.75 ? desk.bridge.call('work.conference', both) : desk.bridge.call('work.endConsult', both);
  }

  return {
    /** One thing that a holder does with an item instead of working on it. */
    async handOn(desk: Desk, item: WorkItem): Asked {
      const what = chance.next();
      if (what < 0.2)
        return desk.bridge.call('work.transfer', {
          workItemId: item.id,
          destination: await destination(desk, item),
          note: note(),
        });
      if (what < 0.26) return desk.bridge.call('work.escalate', { workItemId: item.id, note: note() });
      if (what < 0.65) return withColleague(desk, item);
      if (item.channel === 'voice') return desk.bridge.call('acw.extend', { workItemId: item.id });
      if (item.parked) return desk.bridge.call('work.wake', { workItemId: item.id });
      const { skewMs } = await desk.bridge.call('connection.read', {});
      const until = chance.once(0.25) ? null : desk.owner.clock.now() + skewMs + chance.whole(2_000, 15_000);
      return desk.bridge.call('work.park', { workItemId: item.id, until, reason: 'waits for the hotel' });
    },
    /** Who was asked in goes, or tries to answer in the holder's place, which must not reach the customer. */
    async help(desk: Desk, text: (customerId: string) => string): Asked {
      const items = await desk.bridge.call('work.helping', {});
      if (items.length === 0) return null;
      if (chance.once(0.15)) return desk.bridge.call('work.leave', { workItemId: chance.pick(items).id });
      const written = items.filter(item => item.channel !== 'voice');
      if (written.length === 0) return null;
      const item = chance.pick(written);
      const { customerId, interactionId, channel } = item;
      const target = { interactionId, channel, audience: 'private', handle: null, replyTo: null } as const;
      return desk.bridge.call('reply.send', { customerId, target, subject: null, text: text(customerId) });
    },
    /**
     * Open written work of others that their history shows: taken, or answered all the same, which must not reach the
     * customer.
     */
    async reach(desk: Desk, text: (customerId: string) => string): Asked {
      const { hits } = await desk.bridge.call('history.search', { query: 'customer', limit: 20 });
      const customerIds = [...new Set(hits.map(({ entry }) => entry.customerId))];
      const open = await Promise.all(
        customerIds.map(customerId => desk.bridge.call('work.ofCustomer', { customerId })),
      );
      const items = open.flat().filter(({ channel, holderId }) => channel !== 'voice' && holderId !== desk.agentId);
      if (items.length === 0) return null;
      const { id, customerId, interactionId, channel } = chance.pick(items);
      if (chance.once(0.4)) return desk.bridge.call('work.take', { workItemId: id });
      const target = { interactionId, channel, audience: 'private', handle: null, replyTo: null } as const;
      return desk.bridge.call('reply.send', { customerId, target, subject: null, text: text(customerId) });
    },
    /** A lead's: what the board shows, to anybody or back to its queue. */
    async move(desk: Desk): Asked {
      const board = await desk.bridge.call('board.read', {});
      const items = board?.held ?? [];
      if (items.length === 0) return null;
      const { workItemId, epoch } = chance.pick(items);
      const agentId = chance.once(0.3) ? null : chance.pick(seedData.agents).id;
      return desk.bridge.call('work.reassign', { workItemId, epoch, agentId, note: note() });
    },
  };
}
