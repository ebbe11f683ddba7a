import type { CommandOf } from '../../shared/contract/commands.ts';
import { erase } from '../erasure/erase.ts';
import { isMany, openErasure } from '../erasure/parts.ts';
import { isGranted } from '../feed/scopes.ts';
import { read } from '../records/read.ts';
import { type Effect, NOTHING_MADE, refuse } from './command.ts';

/**
 * A lead has a customer, or one of their entries, forgotten. By the command's id, so that it is one erasure however often
 * it is asked for. In INTAKE_TURN and ROUTING_TURN.
 */
export const eraseCustomer: Effect<CommandOf<'customer.erase'>['params']> = async (scene, params) => {
  const { tx, agent, commandId, now } = scene;
  const { customerId, entryId, reason } = params;
  // The same answer for a customer of others and for one that is not there.
  if (!(await isGranted(tx, agent.id, customerId)))
    return refuse('not-found', 'This customer is not yours to see any more.');
  if (agent.role !== 'lead') return refuse('denied', 'Only a team lead has a customer erased.', 'for leads alone');
  const entry = entryId === null ? null : await read(tx, 'entry', entryId, 'lock');
  if (entryId !== null && entry?.customerId !== customerId)
    return refuse('not-found', 'The message that asks for it is not this customer’s.');
  const asked = { id: commandId, customerId, entryId, reason, by: agent.id, at: now };
  // Of very many entries it is written down here, and done in parts after this (see contact-centre.ts).
  if (await isMany(tx, asked)) await openErasure(tx, asked);
  else await erase(tx, asked);
  return NOTHING_MADE;
};
