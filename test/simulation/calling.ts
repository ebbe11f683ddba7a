// What an agent does with the call that they are on.
import type { Input } from '../../shared/contract/bridge.ts';
import { otherLeg } from '../../shared/domain/call.ts';
import type { Chance } from './chance.ts';
import type { Desk } from './desk.ts';
import { OUTSIDE } from './telephones.ts';

type Action = Input<'call.control'>['action'];
const PLAIN: readonly Action[] = ['hold', 'resume', 'mute', 'unmute', 'record.pause', 'record.resume', 'keypad', 'end'];
const WITH_OTHER: readonly Action[] = ['complete', 'conference', 'cancel', 'resume', 'resume', 'mute', 'unmute', 'end'];

/** Answers with what the desk said that it has; null: this agent is on no call that the exchange carries. */
export function newCalling(chance: Chance) {
  // In one seed they only talk, in another they try every key; with a third in the call hardly anybody only talks.
  const talks = 0.1 + 0.6 * chance.next();
  return async (desk: Desk): Promise<{ commandId: string; kind: string } | null> => {
    const own = await desk.bridge.call('call.read', {});
    if (own?.call?.state !== 'live' || own.call.exchange === null) return null;
    const other = otherLeg(own.call);
    if (chance.once(other ? talks / 3 : talks)) return null;
    const workItemId = own.item.id;
    if (other) return desk.bridge.call('call.control', { workItemId, action: chance.pick(WITH_OTHER) });
    if (chance.once(0.4)) {
      const action = chance.pick(['transfer', 'consult', 'consult'] as const);
      return desk.bridge.call('call.control', {
        workItemId,
        action,
        to: chance.once(0.5) ? OUTSIDE[0] : chance.pick(OUTSIDE),
      });
    }
    const action = chance.pick(PLAIN);
    return desk.bridge.call('call.control', { workItemId, action, digits: action === 'keypad' ? '42#' : null });
  };
}
