// Going on by phone: with whom, and on which of their own numbers.
import type { Identity } from '../../shared/domain/customer.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { conversationOf, useConversations } from '../stores/conversations.ts';
import { signedInAgent, useSession } from '../stores/session.ts';

const RUNG: readonly Identity['channel'][] = ['voice', 'sms', 'whatsapp'];
const SURE = { proven: 0, likely: 1, shared: 2 } as const;

export type Phonable = { readonly item: WorkItem; readonly numbers: readonly Identity[] };

/** Numbers that are theirs alone, each once, the surest first. */
function numbersOf(identities: readonly Identity[]): Identity[] {
  const own = identities.filter(({ channel, sureness }) => RUNG.includes(channel) && sureness !== 'shared');
  const once = own.filter((one, place) => own.findIndex(({ address }) => address === one.address) === place);
  return once.toSorted((a, b) => SURE[a.sureness] - SURE[b.sureness]);
}

/** Whether this work is written and could go on by phone; null: the agent serves no calls, or no number is known. */
export function phonable(item: WorkItem | null): Phonable | null {
  const serves = signedInAgent(useSession.getState())?.channels.includes('voice') ?? false;
  if (item === null || item.channel === 'voice' || !serves) return null;
  const customer = conversationOf(item.customerId)(useConversations.getState())?.customer;
  const numbers = numbersOf(customer?.identities ?? []);
  return numbers.length > 0 ? { item, numbers } : null;
}
