// Which view is shown, by the address's hash, so that back and forward work; which work is open in it; where to jump.
import { create } from 'zustand';
import { moveOfferTo } from './offer-place.ts';

export const VIEWS = ['work', 'queues', 'review', 'keeping'] as const;
export type ViewName = (typeof VIEWS)[number];

/** `n` grows with each jump, so that the same entry can be jumped to twice. */
export type Jump = { readonly customerId: string; readonly entryId: string; readonly n: number };
/** `caseId`: what the item is or was about; null: the item is not known yet. */
export type Chosen = { readonly itemId: string; readonly caseId: string | null };
type View = {
  readonly name: ViewName;
  /** Shown in Work; null: nobody yet. */
  readonly customerId: string | null;
  /** The work item that is selected, by customer; left out: one is open of whom there is no work in hand. */
  readonly chosen: Readonly<Record<string, Chosen>>;
  readonly jump: Jump | null;
  readonly drawer: 'work' | 'customer' | null;
};
type Place = Pick<View, 'name' | 'customerId'> & { readonly itemId: string | null };

export const useView = create<View>()(() => ({ name: 'work', customerId: null, chosen: {}, jump: null, drawer: null }));

export const chosenOf =
  (customerId: string | null) =>
  ({ chosen }: Pick<View, 'chosen'>): Chosen | null =>
    (customerId === null ? undefined : chosen[customerId]) ?? null;
/** Of the customer who is open in Work. */
export const chosenItemId = (view: View): string | null => chosenOf(view.customerId)(view)?.itemId ?? null;

/** `#work`, `#work/CUSTOMER`, `#work/CUSTOMER/ITEM`, `#queues`, … Anything else is Work: a hash may hold the host's key. */
export function parseHash(hash: string): Place {
  const [name, customer, item] = hash.replace(/^#/, '').split('/');
  const known = VIEWS.find(view => view === name);
  const isCustomer = known === 'work' && customer;
  return {
    name: known ?? 'work',
    customerId: isCustomer ? decodeURIComponent(customer) : null,
    itemId: isCustomer && item ? decodeURIComponent(item) : null,
  };
}

export function hashOf(name: ViewName, customerId: string | null, itemId: string | null = null): string {
  if (name !== 'work' || !customerId) return `#${name}`;
  return ['#work', customerId, ...(itemId ? [itemId] : [])]
    .map((part, i) => (i ? encodeURIComponent(part) : part))
    .join('/');
}

/** The address of a view; Work keeps what is open there. */
export const viewHref = (name: ViewName) => (view: View) => hashOf(name, view.customerId, chosenItemId(view));

/** The address that was last read or written here; while it is another one, somebody has gone elsewhere and it is about to be read. */
let known = '';

function write(hash: string, how: 'pushState' | 'replaceState'): void {
  if (location.hash !== hash) history[how](null, '', hash);
  known = location.hash;
}

/** With this item selected; what it is about is told once the item is known, where who selects it does not know it. */
function withItem({ chosen }: View, customerId: string | null, itemId: string | null, caseId: string | null = null) {
  if (customerId === null || itemId === null || chosen[customerId]?.itemId === itemId) return chosen;
  return { ...chosen, [customerId]: { itemId, caseId } };
}

function go(
  name: ViewName,
  customerId: string | null,
  itemId: string | null = null,
  caseId: string | null = null,
): void {
  useView.setState(view => ({
    name,
    drawer: null,
    ...(name === 'work' ? { customerId, chosen: withItem(view, customerId, itemId, caseId) } : {}),
  }));
  write(viewHref(name)(useView.getState()), 'pushState');
}

/** The address follows what is selected of itself; no way back leads to what is no more. */
function correctAddress(): void {
  const view = useView.getState();
  if (view.name === 'work' && location.hash === known) write(viewHref('work')(view), 'replaceState');
}

/** Selects an item, or null none, where it stands: whatever view is shown stays. */
export function choose(customerId: string, chosen: Chosen | null): void {
  useView.setState(view => {
    const { [customerId]: _before, ...others } = view.chosen;
    return {
      customerId,
      chosen: chosen ? { ...others, [customerId]: chosen } : others,
      jump: view.jump?.customerId === customerId ? view.jump : null,
    };
  });
  correctAddress();
}

export function openView(name: ViewName): void {
  go(name, useView.getState().customerId);
}

/**
 * Shows a customer's conversation in Work, beside what rings, with this work of theirs selected; left out: with what was
 * selected of them, else what is found of them. Null shows that nobody is open.
 */
export function openCustomer(
  customerId: string | null,
  itemId: string | null = null,
  caseId: string | null = null,
): void {
  if (customerId !== null) moveOfferTo('card');
  if (customerId !== useView.getState().customerId) useView.setState({ jump: null });
  go('work', customerId, itemId, caseId);
}

/** Opens the customer in Work with this entry in view, marked. */
export function openEntry(customerId: string, entryId: string, itemId: string | null = null): void {
  moveOfferTo('card');
  go('work', customerId, itemId);
  useView.setState(view => ({ jump: { customerId, entryId, n: (view.jump?.n ?? 0) + 1 } }));
}

export const setDrawer = (drawer: View['drawer']): void => useView.setState({ drawer });

function readHash(): void {
  known = location.hash;
  const { name, customerId, itemId } = parseHash(known);
  if (customerId !== null && customerId !== useView.getState().customerId) moveOfferTo('card');
  // An address that names nobody, e.g. of the product's mark, leads back to whoever was open.
  useView.setState(view => ({
    name,
    drawer: null,
    customerId: customerId ?? view.customerId,
    chosen: withItem(view, customerId, itemId),
  }));
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
