// Whose conversation is likely to be opened next, because the pointer rests on it. It is drawn ahead, out of sight.
import { create } from 'zustand';
import { openConversation } from './conversation-opening.ts';

export const useLikely = create<{ readonly customerId: string | null }>()(() => ({ customerId: null }));

/** Milliseconds after which a pointer rests; on its way over a list it does not. */
const REST = 60;
let timer: ReturnType<typeof setTimeout> | undefined;

/** The conversation is asked for, and drawn when there is nothing else to do. */
export function expectCustomer(customerId: string): void {
  clearTimeout(timer);
  void openConversation(customerId);
  useLikely.setState({ customerId });
}

export function pointAt(customerId: string): void {
  clearTimeout(timer);
  timer = setTimeout(() => expectCustomer(customerId), REST);
}

/** The pointer has gone on, or what was likely is so. */
export function expectNobody(): void {
  clearTimeout(timer);
  useLikely.setState({ customerId: null });
}
