import type { CommandOf } from '../../shared/contract/commands.ts';
import { MAX_PREFERRED_MS } from '../../shared/contract/commands/customer.ts';
import type { PreferredAgent } from '../../shared/domain/customer.ts';
import { isGranted } from '../feed/scopes.ts';
import { activeAgent, next, read } from '../records/read.ts';
import { type Effect, NOTHING_MADE, refuse, type Scene } from './command.ts';

type Params = CommandOf<'customer.prefer'>['params'];

/** Who has this customer's work first from now on; what waits already is routed by it, too. In INTAKE_TURN. */
export const preferAgent: Effect<Params> = async (scene, params) => {
  const { tx, changes, agent } = scene;
  const { customerId } = params;
  if (!(await isGranted(tx, agent.id, customerId)))
    return refuse('not-found', 'This customer is not yours to see any more.');
  if (agent.role !== 'lead' && !(await holdsOf(scene, customerId)))
    return refuse('denied', 'Only who holds work of this customer, or a team lead, says who is preferred.');
  const customer = await read(tx, 'customer', customerId, 'lock');
  if (!customer) return refuse('not-found', 'This customer is not yours to see any more.');
  changes.customer(next(customer, { preferred: await preferredBy(scene, params) }));
  return NOTHING_MADE;
};

async function holdsOf({ tx, agent }: Scene, customerId: string): Promise<boolean> {
  const held = await tx.query(
    `SELECT 1 AS yes FROM work_item WHERE customer_id = $1 AND holder_id = $2 AND state = 'held' LIMIT 1`,
    [customerId, agent.id],
  );
  return held.length > 0;
}

async function preferredBy({ tx, agent, now }: Scene, { agentId, until }: Params): Promise<PreferredAgent | null> {
  if (agentId === null) return null;
  if (until === null || until <= now) return refuse('bad-input', 'The time until when is over. Choose a later one.');
  if (until > now + MAX_PREFERRED_MS) return refuse('bad-input', 'The time until when is more than a year away.');
  const preferred = await activeAgent(tx, agentId);
  if (!preferred) return refuse('not-found', 'That agent is no colleague any more.');
  return { agentId, agentName: preferred.name, until, byName: agent.name, at: now };
}
