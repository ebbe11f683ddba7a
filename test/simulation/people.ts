// Impatient agents at their desks.
import { newCalling } from './calling.ts';
import type { Chance } from './chance.ts';
import type { Desk } from './desk.ts';
import { newHanding } from './handing.ts';
import { seedData } from './seed-data.ts';

/** What an agent was promised: the desk said that it has it. */
export type Promised = {
  readonly agentId: string;
  /** Of the desk that said so. */
  readonly life: number;
  readonly kind: string;
  readonly text: string | null;
  /** Whom it is about, where that is known. */
  readonly customerId: string | null;
  commandId: string;
  fate: 'asked' | 'taken-back' | 'retried';
};
/** Words that a desk said that it keeps, until they are sent or others are written in their place. */
export type Draft = {
  readonly agentId: string;
  readonly life: number;
  readonly customerId: string;
  readonly text: string;
};
export type People = ReturnType<typeof newPeople>;

export function newPeople(chance: Chance, trace: (what: string, ...facts: string[]) => void) {
  const promised: Promised[] = [];
  const drafts = new Map<string, Draft>();
  const handing = newHanding(chance.fork('handing'));
  const onCall = newCalling(chance.fork('calling'));
  const reaching = chance.fork('reaching');
  let words = 0;

  /** It goes with the reply; and what is taken back out of the outbox comes in its place. */
  function noDraft({ agentId }: Desk, customerId: string): void {
    for (const [key, draft] of drafts)
      if (draft.agentId === agentId && draft.customerId === customerId) drafts.delete(key);
  }

  const keep = (
    desk: Desk,
    item: { commandId: string; kind: string },
    text: string | null = null,
    customerId: string | null = null,
  ): void => {
    trace('asked', desk.name, item.kind);
    promised.push({
      agentId: desk.agentId,
      life: desk.life,
      kind: item.kind,
      text,
      customerId,
      commandId: item.commandId,
      fate: 'asked',
    });
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
    // What is set aside is mostly left alone until it comes back.
    if (item.parked && !hurry && chance.once(0.6)) return;
    const what = hurry ? 0.95 : chance.next();
    const about = { customerId: item.customerId, caseId: item.caseId, interactionId: item.interactionId };
    if (what < 0.32 && item.channel !== 'voice') {
      const text = `words ${(words += 1)} of ${desk.name}`;
      noDraft(desk, item.customerId);
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
        item.customerId,
      );
    } else if (what < 0.42) {
      const text = `note ${(words += 1)} of ${desk.name}`;
      keep(desk, await desk.bridge.call('note.add', { ...about, text }), text, item.customerId);
    } else if (what < 0.46) {
      const { agentId, owner, life } = desk;
      const { customerId, caseId } = item;
      const key = `${agentId} ${customerId} ${caseId}`;
      const text = `draft ${(words += 1)} of ${desk.name}`;
      drafts.delete(key);
      await desk.bridge.call('draft.write', { customerId, caseId, mode: 'reply', text, target: null });
      if (owner.alive) drafts.set(key, { agentId, life, customerId, text });
    } else if (!hurry && what < 0.82) {
      const asked = await handing.handOn(desk, item);
      if (asked) keep(desk, asked, null, item.customerId);
    } else if (hurry && item.parked && chance.once(0.5)) {
      keep(desk, await desk.bridge.call('work.wake', { workItemId: item.id }), null, item.customerId);
    } else if (hurry || what > 0.86) {
      const asked = await desk.bridge.call('work.finish', { workItemId: item.id, wrapUp: 'done' });
      keep(desk, asked, null, item.customerId);
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
      if (known) promised.push({ ...known, life: desk.life, commandId: again.commandId });
      if (known && again.commandId !== item.commandId) known.fate = 'retried';
      return;
    }
    if (item.customerId !== null) noDraft(desk, item.customerId);
    await desk.bridge.call('outbox.takeBack', { commandId: item.commandId });
    if (known) known.fate = 'taken-back';
  }

  async function changePresence(desk: Desk): Promise<void> {
    const state = chance.pick(['available', 'available', 'not-ready'] as const);
    keep(desk, await desk.bridge.call('presence.set', { state, reason: state === 'not-ready' ? 'Break' : null }));
  }

  /** Whoever was asked in; false: nobody has asked. */
  async function helps(desk: Desk): Promise<boolean> {
    let text: string | null = null;
    let about: string | null = null;
    const asked = await handing.help(desk, customerId => {
      about = customerId;
      noDraft(desk, customerId);
      return (text = `words ${(words += 1)} of ${desk.name}, who helps`);
    });
    if (asked) keep(desk, asked, text, about);
    return asked !== null;
  }

  /** Whoever sees work that is not theirs, and would have it done; false: they see none. */
  async function reaches(desk: Desk): Promise<boolean> {
    let text: string | null = null;
    let about: string | null = null;
    const asked = await handing.reach(desk, customerId => {
      about = customerId;
      noDraft(desk, customerId);
      return (text = `words ${(words += 1)} of ${desk.name}, who holds nothing`);
    });
    if (asked) keep(desk, asked, text, about);
    return asked !== null;
  }

  async function leads(desk: Desk): Promise<void> {
    const asked = isLead(desk) ? await handing.move(desk) : null;
    if (asked) keep(desk, asked);
  }

  /** A break is short, and in the end there is none: nothing may be left waiting. */
  async function comesBack(desk: Desk): Promise<void> {
    const presence = await desk.bridge.call('presence.read', {});
    if (presence?.state === 'not-ready')
      keep(desk, await desk.bridge.call('presence.set', { state: 'available', reason: null }));
  }

  return {
    promised,
    drafts: (): Draft[] => [...drafts.values()],
    /** One thing that an agent does now. A refusal by the desk is an answer like any other. */
    async act(desk: Desk, hurry: boolean): Promise<void> {
      try {
        const { offer } = await desk.bridge.call('work.read', {});
        if (offer && (hurry || chance.once(0.7))) {
          if (hurry) keep(desk, await desk.bridge.call('offer.accept', { offerId: offer.id }));
          else await answerOffer(desk, offer.id);
          return;
        }
        if (hurry) {
          await comesBack(desk);
          return await workOn(desk, true);
        }
        if (chance.once(0.2)) await comesBack(desk);
        const controlled = await onCall(desk);
        if (controlled) return keep(desk, controlled);
        if (chance.once(0.5) && (await helps(desk))) return;
        if (reaching.once(0.15) && (await reaches(desk))) return;
        const what = chance.next();
        if (what < 0.12) await leads(desk);
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

const isLead = ({ agentId }: Desk): boolean =>
  seedData.agents.some(({ id, role }) => id === agentId && role === 'lead');
