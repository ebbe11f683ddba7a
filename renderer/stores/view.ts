// Which view is shown and whose conversation is open. The address bar's hash is the view, so that back and forward work.
import { create } from 'zustand';

export const VIEWS = ['work', 'queues', 'review'] as const;
export type ViewName = (typeof VIEWS)[number];

/** An entry to be brought into view; `nonce` makes asking again for the same one a new wish. */
export type Jump = { readonly customerId: string; readonly entryId: string; readonly nonce: number };
type View = { readonly view: ViewName; readonly customerId: string | null; readonly jump: Jump | null };

export const viewOfHash = (hash: string): ViewName => VIEWS.find(view => hash === `#${view}`) ?? 'work';

export const useView = create<View>()(() => ({ view: viewOfHash(location.hash), customerId: null, jump: null }));
export const currentView = (state: View) => state.view;
export const openCustomerId = (state: View) => state.customerId;
export const currentJump = (state: View) => state.jump;

window.addEventListener('hashchange', () => useView.setState({ view: viewOfHash(location.hash) }));

export function showView(view: ViewName): void {
  if (viewOfHash(location.hash) !== view || location.hash === '') location.hash = view;
  useView.setState({ view });
}

/** Opens a customer's conversation in Work. */
export function openCustomer(customerId: string): void {
  useView.setState(state => ({ customerId, jump: state.customerId === customerId ? state.jump : null }));
  showView('work');
}

export const closeCustomer = (): void => useView.setState({ customerId: null, jump: null });

let wishes = 0;
/** Brings an entry into view in the conversation that is open. */
export function openEntry(customerId: string, entryId: string): void {
  wishes += 1;
  useView.setState({ customerId, jump: { customerId, entryId, nonce: wishes } });
}
