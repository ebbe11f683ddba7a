// Which view is shown, by the address's hash, so that back and forward work; which customer is open; where to jump.
import { create } from 'zustand';
import { moveOfferTo } from './offer-place.ts';

export const VIEWS = ['work', 'queues', 'review', 'keeping'] as const;
export type ViewName = (typeof VIEWS)[number];

/** `n` grows with each jump, so that the same entry can be jumped to twice. */
export type Jump = { readonly customerId: string; readonly entryId: string; readonly n: number };
type View = {
  readonly name: ViewName;
  /** Shown in Work; null: nobody yet. */
  readonly customerId: string | null;
  readonly jump: Jump | null;
  readonly drawer: 'work' | 'customer' | null;
};

export const useView = create<View>()(() => ({ ...parseHash(''), jump: null, drawer: null }));

/** `#work`, `#work/CUSTOMER`, `#queues`, `#review`, `#keeping`. Anything else is Work: a hash may hold the host's key. */
export function parseHash(hash: string): Pick<View, 'name' | 'customerId'> {
  const [name, customer] = hash.replace(/^#/, '').split('/');
  const known = VIEWS.find(view => view === name);
  return { name: known ?? 'work', customerId: known === 'work' && customer ? decodeURIComponent(customer) : null };
}

export const hashOf = (name: ViewName, customerId: string | null): string =>
  name === 'work' && customerId ? `#work/${encodeURIComponent(customerId)}` : `#${name}`;

/** The address of a view; Work keeps the customer who is open there. */
export const viewHref = (name: ViewName) => (view: View) => hashOf(name, name === 'work' ? view.customerId : null);

function go(name: ViewName, customerId: string | null): void {
  const hash = hashOf(name, customerId);
  useView.setState({ name, drawer: null, ...(name === 'work' ? { customerId } : {}) });
  if (location.hash !== hash) history.pushState(null, '', hash);
}

export function openView(name: ViewName): void {
  go(name, useView.getState().customerId);
}

/** Shows a customer's conversation in Work, beside what rings; null shows that nobody is open. */
export function openCustomer(customerId: string | null): void {
  if (customerId !== null) moveOfferTo('card');
  if (customerId !== useView.getState().customerId) useView.setState({ jump: null });
  go('work', customerId);
}

/** Opens the customer in Work with this entry in view, marked. */
export function openEntry(customerId: string, entryId: string): void {
  moveOfferTo('card');
  go('work', customerId);
  useView.setState(view => ({ jump: { customerId, entryId, n: (view.jump?.n ?? 0) + 1 } }));
}

export const setDrawer = (drawer: View['drawer']): void => useView.setState({ drawer });

function readHash(): void {
  const { name, customerId } = parseHash(location.hash);
  if (customerId !== null && customerId !== useView.getState().customerId) moveOfferTo('card');
  // An address that names nobody, e.g. of the product's mark, leads back to whoever was open.
  useView.setState(view => ({ name, drawer: null, customerId: customerId ?? view.customerId }));
}

/** Follows the address bar. Returns how to stop. */
export function followHash(): () => void {
  readHash();
  addEventListener('hashchange', readHash);
  addEventListener('popstate', readHash);
  return () => {
    removeEventListener('hashchange', readHash);
    removeEventListener('popstate', readHash);
  };
}
