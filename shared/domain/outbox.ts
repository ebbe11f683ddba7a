// The life of a command on the desk, from the agent's hand to its effect, as a table.

export const OUTBOX_STATES = ['queued', 'sent', 'confirmed', 'refused'] as const;
export type OutboxState = (typeof OUTBOX_STATES)[number];
/**
 * `unsure`: whether it was done is not known. `sign-in`: the session had ended, and nobody judged it. `come-back`: the feed
 * has brought what it made, whatever became of the answer. `settle`: done, and nothing of it will come.
 * `replace`: another command stands for it.
 */
export type OutboxMove =
  'send' | 'confirm' | 'refuse' | 'unsure' | 'sign-in' | 'expire' | 'come-back' | 'settle' | 'take-back' | 'replace';

/** `gone`: no longer in the outbox. What is sent cannot be taken back: it may have been done. */
export const outboxMoves: Readonly<
  Record<OutboxState | 'gone', Readonly<Partial<Record<OutboxMove, OutboxState | 'gone'>>>>
> = {
  queued: { send: 'sent', expire: 'refused', 'come-back': 'gone', 'take-back': 'gone', replace: 'gone' },
  sent: { confirm: 'confirmed', refuse: 'refused', unsure: 'sent', 'sign-in': 'queued', 'come-back': 'gone' },
  confirmed: { 'come-back': 'gone', settle: 'gone', replace: 'gone' },
  refused: { 'come-back': 'gone', 'take-back': 'gone', replace: 'gone' },
  gone: {},
};

/** Whether a command in this state can make that move. */
export const canMove = (state: OutboxState, move: OutboxMove): boolean => outboxMoves[state][move] !== undefined;

/** A move the table does not know, or one that ends it, leaves the state alone: networks repeat and reorder. */
export function movedCommand(state: OutboxState, move: OutboxMove): OutboxState {
  const to = outboxMoves[state][move];
  return to === undefined || to === 'gone' ? state : to;
}
