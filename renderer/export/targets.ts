// What can be exported from where the agent is.
import type { SearchHit } from '../../shared/contract/bridge.ts';
import type { Case } from '../../shared/domain/case.ts';
import { type Conversation, useConversations } from '../stores/conversations.ts';
import { askExport, type ExportTarget } from '../stores/export.ts';
import { picksOf, usePicks } from '../stores/picks.ts';
import { paneNow, panesNow } from '../stores/reading.ts';
import { useSearch } from '../stores/search.ts';
import { useView } from '../stores/view.ts';
import { useWork } from '../stores/work.ts';
import { exportWords as words } from '../text/export.ts';

/** Cases to choose from; of somebody with more of them the newest. */
const MOST_CASES = 12;

const caseTarget = (caseId: string, number: number, subject: string): ExportTarget => ({
  id: `case ${caseId}`,
  label: words.oneCase(number, subject),
  scope: { kind: 'case', caseId },
});
const customerTarget = (customerId: string, name: string): ExportTarget => ({
  id: 'customer',
  label: words.customer(name),
  scope: { kind: 'customer', customerId },
});

/** The one in hand first, then those that are open, then by age. */
function inOrder(cases: readonly Case[], heldCaseIds: readonly string[]): readonly Case[] {
  const rank = ({ id, state }: Case): number => (heldCaseIds.includes(id) ? 0 : state === 'open' ? 1 : 2);
  return cases.toSorted((a, b) => rank(a) - rank(b) || b.openedAt - a.openedAt).slice(0, MOST_CASES);
}

/** Of a conversation that is open. */
export function targetsOf(
  { customer, cases }: Pick<Conversation, 'customer' | 'cases'>,
  heldCaseIds: readonly string[],
): readonly ExportTarget[] {
  const some = inOrder(cases, heldCaseIds).map(({ id, number, subject }) => caseTarget(id, number, subject));
  return [...some, customerTarget(customer.id, customer.name)];
}

/** Of a hit that is open among those that this query finds. */
export function targetsOfHit({ entry, ...of }: SearchHit, query: string): readonly ExportTarget[] {
  const matter = of.caseNumber === null ? [] : [caseTarget(entry.caseId, of.caseNumber, of.caseSubject ?? '')];
  return [
    ...matter,
    customerTarget(entry.customerId, of.customerName),
    { id: 'search', label: words.search(query), scope: { kind: 'search', query } },
    { id: 'entry', label: words.entry, scope: { kind: 'entries', entryIds: [entry.id] } },
  ];
}

/** Cases that are read side by side, as one file: filters of one kind are alternatives. Those without a number are not among them. */
export function targetOfPanes(hits: readonly Pick<SearchHit, 'caseNumber'>[]): readonly ExportTarget[] {
  const numbers = [...new Set(hits.map(({ caseNumber }) => caseNumber))].filter(number => number !== null);
  if (numbers.length < 2) return [];
  const query = numbers.map(number => `case:${number}`).join(' ');
  return [{ id: 'beside', label: words.beside(numbers), scope: { kind: 'search', query } }];
}

/** Those that were picked by hand, where they are of this customer. */
function pickedTarget(customerId: string): readonly ExportTarget[] {
  const picked = [...picksOf(customerId)(usePicks.getState()).values()];
  if (picked.length === 0) return [];
  const entryIds = picked.map(({ id }) => id);
  return [{ id: 'picked', label: words.picked(picked.length), scope: { kind: 'entries', entryIds }, picked }];
}

/** Nothing: the list is empty. */
export function targetsNow(): readonly ExportTarget[] {
  const { name, customerId } = useView.getState();
  if (name === 'review') {
    const { asked } = useSearch.getState();
    // Of cases that are read side by side, the one at hand.
    const hit = paneNow()?.hit;
    if (!hit) return [];
    const beside = targetOfPanes(panesNow().map(pane => pane.hit));
    return [...pickedTarget(hit.entry.customerId), ...targetsOfHit(hit, asked), ...beside];
  }
  const open = name === 'work' && customerId !== null ? useConversations.getState().byKey[customerId] : undefined;
  if (!open) return [];
  const held = useWork.getState().items.filter(item => item.customerId === customerId);
  const caseIds = held.map(({ caseId }) => caseId);
  return [...pickedTarget(open.customer.id), ...targetsOf(open, caseIds)];
}

export const exportNow = (): void => askExport(targetsNow());
