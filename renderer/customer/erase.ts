// Whom a lead can have erased, in Work and in Review. Reads the stores at the moment of the key.
import type { Customer } from '../../shared/domain/customer.ts';
import { customerHeld, useConversations } from '../stores/conversations.ts';
import { askErase, isOrdered } from '../stores/erasures.ts';
import { useOutbox } from '../stores/outbox.ts';
import { paneNow } from '../stores/reading.ts';
import { isLead, useSession } from '../stores/session.ts';
import { useView } from '../stores/view.ts';

/** In Review the customer of the case that keys speak to. */
function idAtHand(): string | null {
  const { name, customerId } = useView.getState();
  if (name === 'review') return paneNow()?.hit.entry.customerId ?? null;
  return name === 'work' ? customerId : null;
}

/** The backend judges it again. */
function erasable(): Customer | undefined {
  const id = idAtHand();
  if (id === null || !isLead(useSession.getState()) || isOrdered(id)(useOutbox.getState())) return undefined;
  const customer = customerHeld(id)(useConversations.getState());
  return customer?.erasedAt === undefined ? customer : undefined;
}

export const canErase = (): boolean => erasable() !== undefined;

export function eraseNow(): void {
  const customer = erasable();
  if (customer) askErase(customer.id);
}
