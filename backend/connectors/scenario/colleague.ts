// How a simulated colleague works: what they do next, decided from what their desk shows. Pure but for the mind given.
import type { AskedPresence } from '../../../shared/domain/presence.ts';
import type { Offer } from '../../../shared/domain/offer.ts';
import type { WorkItem } from '../../../shared/domain/work.ts';
import { between, type Chance, oneOf } from './chance.ts';
import type { DeskView } from './desk-view.ts';

/** Times are story milliseconds. */
const ACCEPT_AFTER = [1_500, 6_000] as const;
const REPLY_AFTER = [12_000, 40_000] as const;
const FINISH_AFTER = [8_000, 25_000] as const;
const BREAK = [60_000, 180_000] as const;
const CONTACTS_TO_BREAK = [4, 8] as const;
const BREAKS = ['Break', 'Coaching', 'Team meeting', 'Paperwork'];

type Task = { readonly replyAt: number; finishAt: number | null; tried: boolean };
/** What a colleague remembers; changed by `nextMoves`. */
export type Mind = {
  readonly offers: Map<string, number>;
  readonly tasks: Map<string, Task>;
  contactsLeft: number;
  resting: boolean;
  backAt: number;
};

export const newMind = (chance: Chance, backAt: number): Mind => ({
  offers: new Map(),
  tasks: new Map(),
  contactsLeft: Math.round(between(chance, CONTACTS_TO_BREAK)),
  resting: true,
  backAt,
});

export type Move =
  | { readonly do: 'presence'; readonly asked: AskedPresence }
  | { readonly do: 'accept'; readonly offer: Offer }
  | { readonly do: 'reply'; readonly item: WorkItem }
  | { readonly do: 'finish'; readonly item: WorkItem };

/** `callEnded`: when the caller of that work item hung up, null while they talk. */
export function nextMoves(
  mind: Mind,
  view: DeskView,
  now: number,
  chance: Chance,
  callEnded: (workItemId: string) => number | null,
): Move[] {
  forget(mind, view);
  const moves = [...presenceMoves(mind, view, now, chance), ...offerMoves(mind, view, now, chance)];
  for (const item of view.held) moves.push(...taskMoves(mind, item, now, chance, callEnded));
  return moves;
}

function forget(mind: Mind, { held, ringing }: DeskView): void {
  for (const id of mind.tasks.keys()) if (!held.some(item => item.id === id)) mind.tasks.delete(id);
  for (const id of mind.offers.keys()) if (!ringing.some(offer => offer.id === id)) mind.offers.delete(id);
}

function presenceMoves(mind: Mind, { presence, held }: DeskView, now: number, chance: Chance): Move[] {
  const state = presence?.state ?? 'offline';
  if (mind.resting && now >= mind.backAt) {
    mind.resting = false;
    mind.contactsLeft = Math.round(between(chance, CONTACTS_TO_BREAK));
  }
  // Routing may have made them Not Ready after missed offers; they notice and come back.
  if (!mind.resting && (state === 'offline' || state === 'not-ready'))
    return [{ do: 'presence', asked: { state: 'available', reason: null } }];
  if (mind.resting || mind.contactsLeft > 0 || held.length > 0 || state !== 'available') return [];
  mind.resting = true;
  mind.backAt = now + between(chance, BREAK);
  return [{ do: 'presence', asked: { state: 'not-ready', reason: oneOf(chance, BREAKS) } }];
}

function offerMoves(mind: Mind, { ringing }: DeskView, now: number, chance: Chance): Move[] {
  return ringing.flatMap(offer => {
    const due = mind.offers.get(offer.id) ?? now + between(chance, ACCEPT_AFTER);
    mind.offers.set(offer.id, due);
    return now >= due ? [{ do: 'accept', offer } as const] : [];
  });
}

function taskMoves(
  mind: Mind,
  item: WorkItem,
  now: number,
  chance: Chance,
  callEnded: (workItemId: string) => number | null,
): Move[] {
  const task = mind.tasks.get(item.id) ?? { replyAt: now + between(chance, REPLY_AFTER), finishAt: null, tried: false };
  mind.tasks.set(item.id, task);
  if (task.finishAt !== null) {
    if (now < task.finishAt) return [];
    mind.contactsLeft -= 1;
    task.finishAt = now + between(chance, FINISH_AFTER);
    return [{ do: 'finish', item }];
  }
  if (item.channel === 'voice') {
    const ended = callEnded(item.id);
    if (ended !== null) task.finishAt = ended + between(chance, FINISH_AFTER);
    return [];
  }
  if (now < task.replyAt || task.tried) return [];
  task.tried = true;
  task.finishAt = now + between(chance, FINISH_AFTER);
  return [{ do: 'reply', item }];
}
