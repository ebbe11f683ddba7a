import type { CaseDrafts, Output } from '../../../shared/contract/bridge.ts';

type Bridge = { call(method: 'draft.read', input: { customerId: string }): Promise<Output<'draft.read'>> };

/** What the desk keeps of words to a customer, where they have but one case. */
export async function draftsAt(
  { bridge }: { bridge: Bridge },
  customerId: string,
): Promise<Omit<CaseDrafts, 'caseId'>> {
  const [drafts, ...more] = await bridge.call('draft.read', { customerId });
  if (more.length > 0) throw new Error(`words to ${customerId} in several cases`);
  return drafts ?? { mode: 'reply', reply: null, note: null };
}
