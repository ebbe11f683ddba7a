// Impatient agents at their desks, and customers who write, ring and hang up.
import type { Chance } from './chance.ts';
import type { Desk } from './desk.ts';

/** What an agent was promised: the desk said that it has it. */
export type Promised = {
  readonly agentId: string;
  readonly kind: string;
  readonly text: string | null;
  commandId: string;
  fate: 'asked' | 'taken-back' | 'retried';
};
export type People = ReturnType<typeof newPeople>;

export function newPeople(chance: Chance, trace: (what: string, ...facts: string[]) => void) {
  const promised: Promised[] = [];
  let words = 0;

  const keep = (desk: Desk, item: { commandId: string; kind: string }, text: string | null = null): void => {
    promised.push({ agentId: desk.agentId, kind: item.kind, text, commandId: item.commandId, fate: 'asked' });
  };

  async function answerOffer(desk: Desk, offerId: string): Promise<void> {
    const what = chance.next();
    if (what < 0.62) {
      keep(desk, await desk.bridge.call('offer.accept', { offerId }));
      if (chance.once(0.15)) keep(desk, await desk.bridge.call('offer.accept', { offerId }));
    } else if (what < 0.78) {
      keep(
        desk,
        await desk.bridge.call('offer.decline', { offerId, reason: chance.pick(['wrong-skill', 'other'] as const) }),
      );
    }
  }

  async function workOn(desk: Desk, hurry: boolean): Promise<void> {
    const { items } = await desk.bridge.call('work.read', {});
    if (items.length === 0) return;
    const item = chance.pick(items);
    const what = hurry ? 0.95 : chance.next();
    const about = { customerId: item.customerId, caseId: item.caseId, interactionId: item.interactionId };
    if (what < 0.45 && item.channel !== 'voice') {
      const text = `words ${(words += 1)} of ${desk.name}`;
      const target = {
        interactionId: item.interactionId,
        channel: item.channel,
        audience: 'private',
        handle: null,
        replyTo: null,
      } as const;
      keep(
        desk,
        await desk.bridge.call('reply.send', { customerId: item.customerId, target, subject: null, text }),
        text,
      );
    } else if (what < 0.6) {
      const text = `note ${(words += 1)} of ${desk.name}`;
      keep(desk, await desk.bridge.call('note.add', { ...about, text }), text);
    } else if (what < 0.64) {
      await desk.bridge.call('draft.write', {
        customerId: item.customerId,
        mode: 'reply',
        text: `draft ${(words += 1)}`,
        target: null,
      });
    } else if (hurry || what > 0.78) {
      keep(desk, await desk.bridge.call('work.finish', { workItemId: item.id, wrapUp: 'done' }));
    }
  }

  async function lookAtOutbox(desk: Desk): Promise<void> {
    const items = await desk.bridge.call('outbox.read', {});
    const open = items.filter(({ state }) => state === 'queued' || state === 'refused');
    if (open.length === 0) return;
    const item = chance.pick(open);
    const known = promised.find(one => one.commandId === item.commandId);
    if (item.state === 'refused' && chance.once(0.5)) {
      const again = await desk.bridge.call('outbox.retry', { commandId: item.commandId });
      if (known) promised.push({ ...known, commandId: again.commandId });
      if (known && again.commandId !== item.commandId) known.fate = 'retried';
      return;
    }
    await desk.bridge.call('outbox.takeBack', { commandId: item.commandId });
    if (known) known.fate = 'taken-back';
  }

  async function changePresence(desk: Desk): Promise<void> {
    const state = chance.pick(['available', 'available', 'not-ready'] as const);
    keep(desk, await desk.bridge.call('presence.set', { state, reason: state === 'not-ready' ? 'Break' : null }));
  }

  return {
    promised,
    /** One thing that an agent does now. A refusal by the desk is an answer like any other. */
    async act(desk: Desk, hurry: boolean): Promise<void> {
      try {
        const { offer } = await desk.bridge.call('work.read', {});
        if (offer && (hurry || chance.once(0.7))) {
          if (hurry) keep(desk, await desk.bridge.call('offer.accept', { offerId: offer.id }));
          else await answerOffer(desk, offer.id);
          return;
        }
        const what = chance.next();
        if (hurry) await workOn(desk, true);
        else if (what < 0.7) await workOn(desk, false);
        else if (what < 0.8) await lookAtOutbox(desk);
        else if (what < 0.88) await changePresence(desk);
        else if (what < 0.94) await desk.bridge.call('connection.retry', {});
      } catch (error) {
        trace('refused', desk.name, error instanceof Error ? error.message : '');
      }
    },
  };
}

type Intake = (records: readonly unknown[]) => Promise<readonly { outcome: string }[]>;
/** What the backend said that it has. */
export type Written = { readonly externalId: string; readonly text: string };

export function newCustomers(chance: Chance, intake: Intake, later: (ms: number, run: () => void) => void) {
  const written: Written[] = [];
  let count = 0;
  const numberOf = (who: number): string => `+4477009001${who}`;

  /** Delivered at least once: repeated until the backend says that it has it, and now and then once more. */
  async function deliver(record: Record<string, unknown>, done: () => void = () => undefined): Promise<void> {
    const result = await intake([record]).catch(() => null);
    if (result === null || !['imported', 'already-there'].includes(result[0]?.outcome ?? ''))
      return later(chance.whole(200, 1_500), () => void deliver(record, done));
    done();
    if (chance.once(0.1)) later(chance.whole(1, 3_000), () => void deliver(record));
  }

  return {
    written,
    numberOf,
    async write(): Promise<void> {
      const externalId = `message-${(count += 1)}`;
      const text = `customer ${externalId}`;
      const party = { address: numberOf(chance.whole(10, 24)) };
      const record = { type: 'message', externalId, channel: 'whatsapp', party, handle: '+44 20 7946 0000', text };
      await deliver(record, () => void written.push({ externalId, text }));
    },
    /** The company's own list says who a number belongs to: what was an unknown customer's becomes theirs. */
    async introduce(who: number): Promise<void> {
      const identities = [{ channel: 'whatsapp', address: numberOf(who) }];
      await deliver({ type: 'customer', externalId: `customer-${who}`, name: `Customer ${who}`, identities });
    },
    /** Rings, and hangs up after a while, whoever has answered by then. */
    async ring(): Promise<void> {
      const call = { type: 'call', externalId: `call-${(count += 1)}`, number: numberOf(chance.whole(10, 24)) };
      await deliver({ ...call, state: 'ringing' }, () =>
        later(chance.whole(500, 15_000), () => void deliver({ ...call, state: 'abandoned' })),
      );
    },
  };
}
