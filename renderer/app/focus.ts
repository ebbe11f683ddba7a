// Where the focus can be sent by key. Regions are found by what they are called for a screen reader, or by a mark.
import { entryAtHand } from './entry-at-hand.ts';

/** Not of a conversation that is drawn ahead of being shown. */
const isReachable = (element: Element): boolean => element.closest('[inert]') === null;

const focusOn = (selector: string): boolean => {
  const element = [...document.querySelectorAll<HTMLElement>(selector)].find(isReachable);
  element?.focus();
  return element !== undefined;
};

/** False: the region is not on the screen. */
export const focusRegion = (name: 'work' | 'timeline' | 'customer'): boolean => {
  const region = document.querySelector<HTMLElement>(`[data-region=${name}]`);
  const first =
    [...(region?.querySelectorAll<HTMLElement>('a[aria-current], a[href], button:not([disabled])') ?? [])].find(
      isReachable,
    ) ?? region;
  first?.focus();
  return region !== null;
};

/** An entry of the feed that is in view; else the feed's region. */
export function focusTimeline(): void {
  const feeds = [...document.querySelectorAll('[role=feed]')].filter(isReachable);
  const entry = feeds.map(entryAtHand).find(one => one !== null);
  if (entry) entry.focus();
  else focusRegion('timeline');
}
/** As the key on its button would: with the first of its lines at hand. A click by a program would leave it unmarked. */
export function openMenu(selector: string): void {
  const button = document.querySelector<HTMLElement>(selector);
  button?.focus();
  button?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }));
}
/** False: there is none. */
export const focusComposer = (): boolean => focusOn('[data-composer]');
export const focusSearch = (): void => void focusOn('[data-search]');
export const focusFilters = (): void => void focusOn('[role=group][aria-label=Filters] button');

const REGIONS = [
  // Where nothing is told there is nothing to go to.
  '[data-region=notices]:not(:empty)',
  '[data-region=work]',
  '[data-region=timeline]',
  '[data-composer]',
  '[data-region=customer]',
  '[data-region=keeping]',
];

/** Sends the focus to the next region that is there, in the order of reading; round at the ends. */
export function cycleRegions(by: 1 | -1): void {
  const there = REGIONS.map(selector => document.querySelector<HTMLElement>(selector)).filter(one => one !== null);
  const at = there.findIndex(one => one.contains(document.activeElement));
  const next = there[(at + by + there.length) % there.length] ?? there[0];
  next?.focus();
}

const signInField = (): HTMLElement | null => document.querySelector('[data-sign-in]');

/** The field for a new secret, which is there while the old one is no longer good. */
export const focusSignIn = (): void => signInField()?.focus();
export const canSignIn = (): boolean => signInField() !== null;
