import { flushSync } from 'react-dom';
import type { Case } from '../../shared/domain/case.ts';
import { focusComposer } from '../app/focus.ts';
import { targetOf, wayOf } from '../compose/outgoing.ts';
import { waysNow } from '../compose/ways-at-hand.ts';
import { type Asked, closeCode, openCode } from '../stores/codes.ts';
import { conversationOf, useConversations } from '../stores/conversations.ts';
import { setMode, useDrafts, write, type Written, writingsOf } from '../stores/drafts.ts';
import { caseAtHand } from '../stores/selected.ts';
import { teamOf, useSession } from '../stores/session.ts';
import { codeWords } from '../text/codes.ts';
import type { ReplyWay } from '../../shared/domain/reply-ways.ts';

/** The case that a call is about, where nobody says which. */
export const newestOpen = (cases: readonly Case[]): string | null =>
  cases.filter(({ state }) => state === 'open').toSorted((a, b) => b.openedAt - a.openedAt)[0]?.id ?? null;

/** The matter that is worked on for this customer, else their newest that is open; null: none. */
export function caseToGive(customerId: string | null): Asked | null {
  if (customerId === null) return null;
  const { cases = [] } = conversationOf(customerId)(useConversations.getState()) ?? {};
  const caseId = caseAtHand(customerId) ?? newestOpen(cases);
  return caseId === null ? null : { customerId, caseId };
}

export function giveCode(customerId: string | null): void {
  const asked = caseToGive(customerId);
  if (asked) void openCode(asked);
}

/** Why the code cannot go into the reply; null: it can. */
export function whyNotInsert(reply: Written, ways: readonly ReplyWay[]): string | null {
  const way = wayOf(reply, ways);
  if (!way) return codeWords.noReply;
  return way.target.audience === 'public' ? codeWords.isPublic : null;
}

/** The code alone, at the end of what is written, for the conversation that the reply goes to now. */
export function insertCode(customerId: string, code: string): void {
  const ways = waysNow(customerId);
  const { reply } = writingsOf(customerId)(useDrafts.getState());
  const way = wayOf(reply, ways);
  if (!way || whyNotInsert(reply, ways) !== null) return;
  const text = reply.text === '' || /\s$/u.test(reply.text) ? reply.text + code : `${reply.text} ${code}`;
  flushSync(() => {
    setMode(customerId, 'reply');
    write(customerId, 'reply', { target: targetOf(reply, way, teamOf(useSession.getState())), text });
    closeCode();
  });
  focusComposer();
}
