// Who may say who has a customer's work first, and until when. Reads the stores at the moment of the key.
import { addDays, format, startOfDay } from 'date-fns';
import { MAX_PREFERRED_MS } from '../../shared/contract/commands/customer.ts';
import { isLead, useSession } from '../stores/session.ts';
import { askPrefer } from '../stores/shell.ts';
import { conversationOf, useConversations } from '../stores/conversations.ts';
import { openItems, useWork } from '../stores/work.ts';
import { preferWords } from '../text/prefer.ts';

/** Days for which it is offered at first. */
const USUAL_DAYS = 30;

/** A lead, or whoever holds work of this customer; the backend judges it again. */
export const mayPrefer = (customerId: string): boolean =>
  isLead(useSession.getState()) || openItems(useWork.getState()).some(item => item.customerId === customerId);

export const canAskPrefer = (customerId: string | null): boolean =>
  customerId !== null && conversationOf(customerId)(useConversations.getState()) !== undefined && mayPrefer(customerId);

export function preferNow(customerId: string | null): void {
  if (canAskPrefer(customerId)) askPrefer(customerId);
}

/** As a field of a form has it, e.g. `2026-12-22`; the last day on which it counts. */
export const usualDay = (now: number): string => format(addDays(now, USUAL_DAYS), 'yyyy-MM-dd');
export const dayBefore = (until: number): string => format(until - 1, 'yyyy-MM-dd');

/** The end of that day, by the agent's own zone; null: it is none. */
export function endOf(day: string): number | null {
  const begins = new Date(`${day}T00:00:00`).getTime();
  return Number.isNaN(begins) ? null : startOfDay(addDays(begins, 1)).getTime();
}

/** Why that day cannot be the last one; null: it can. */
export function whyNotDay(day: string, now: number): string | null {
  const until = endOf(day);
  if (until === null || until <= now) return preferWords.pastDay;
  return until > now + MAX_PREFERRED_MS ? preferWords.farDay : null;
}
