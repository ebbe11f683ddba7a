import type { CommandOf } from '../../shared/contract/commands.ts';
import { controlled, dialled, otherLeg } from '../../shared/domain/call.ts';
import type { EntryOf } from '../../shared/domain/entry.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import type { Ask } from '../connectors/telephony/adapter.ts';
import { callOf, next, read } from '../records/read.ts';
import { beginAfterContact } from '../routing/after-contact.ts';
import type { Tx } from '../store/db.ts';
import { askExchange } from './call-ask.ts';
import { type Effect, NOTHING_MADE, refuse, type Scene } from './command.ts';

type Params = CommandOf<'call.control'>['params'];

/**
 * Holds, mutes, ends … the call that the agent is on. The entry says at once what was asked for; should the exchange
 * refuse, it says what is so, and why.
 */
export const controlCall: Effect<Params> = async (scene, params) => {
  const { tx, changes, now } = scene;
  const { action } = params;
  const item = await heldCall(scene, params);
  const entry = await callOf(tx, item.interactionId);
  if (!entry || entry.call.exchange === null) return refuse('denied', 'No exchange carries this call.');
  if (params.before !== null && now > params.before) return refuse('expired', 'It came too late to be of use.');
  const ask = askOf(params);
  if (action === 'resume' && entry.call.onHold) await mustBeAlone(tx, entry);
  const change = controlled(entry.call, action, now);
  if (!change) return refuse('conflict', 'The call cannot do this now.');
  const call = { ...entry.call, ...change, trouble: null };
  const changed = next(entry, { call: action === 'end' ? { ...call, talkMs: talked(entry, now) } : call });
  changes.entry(changed);
  askExchange(scene, changed, ask);
  if (action === 'end') await beginAfterContact(tx, changes, item, now);
  return NOTHING_MADE;
};

/** While another telephone is in the call, or is being asked in, taking the customer off hold would put the three together. */
async function mustBeAlone(tx: Tx, { id, call }: EntryOf<'call'>): Promise<void> {
  if (otherLeg(call)) refuse('conflict', 'Another telephone is in the call: confer, hand over, or let it go.');
  const coming = await tx.query(
    `SELECT 1 AS yes FROM call_ask WHERE entry_id = $1 AND ask->>'do' IN ('transfer', 'consult', 'join') LIMIT 1`,
    [id],
  );
  if (coming.length > 0) refuse('conflict', 'Another telephone is being rung, and the customer waits.');
}

function askOf({ action, digits, to }: Params): Ask {
  if (action === 'keypad')
    return digits === null ? refuse('bad-input', 'The keypad was given no digits.') : { do: action, digits };
  if (action !== 'transfer' && action !== 'consult') return { do: action };
  return to === undefined ? refuse('bad-input', 'Say which number it goes to.') : { do: action, to: dialled(to) };
}

async function heldCall({ tx, agent }: Scene, { workItemId, epoch }: Params): Promise<WorkItem> {
  const item = await read(tx, 'work_item', workItemId, 'lock');
  if (item?.state !== 'held' || item.holderId !== agent.id)
    return refuse('denied', 'You do not hold this call any more.');
  if (item.epoch !== epoch) return refuse('denied', 'The call has changed hands since.', 'old epoch');
  return item.channel === 'voice' ? item : refuse('bad-input', 'This is no call.');
}

/** Milliseconds of talk; null: nobody answered. */
export const talked = ({ call }: EntryOf<'call'>, now: number): number | null =>
  call.talkMs ?? (call.answeredAt === null ? null : Math.max(0, now - call.answeredAt));
