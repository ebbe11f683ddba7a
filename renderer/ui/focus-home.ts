/** In the order in which somebody goes on working: the entry at hand, the conversation, the work, the question of a search. */
const HOMES = [
  '[role=feed] article[tabindex="0"]',
  '[data-region=timeline]',
  '[data-region=work] a[href]',
  '[data-region=work]',
  '[data-search]',
];

/** For a focus whose place is gone: keys that fall to nobody are lost. Never into what is drawn ahead, out of reach. */
export function focusHome(): void {
  for (const selector of HOMES) {
    const home = [...document.querySelectorAll<HTMLElement>(selector)].find(one => one.closest('[inert]') === null);
    home?.focus({ preventScroll: true });
    if (home && document.activeElement === home) return;
  }
}

/** Nobody has it, or something out of reach that is about to lose it. */
export const isLost = ({ activeElement, body }: Document): boolean =>
  activeElement === null || activeElement === body || activeElement.closest('[inert]') !== null;

/** For what closes by itself: unless whoever had the focus before it has it again. */
export const findLostFocus = (): void =>
  void requestAnimationFrame(() => {
    if (isLost(document)) focusHome();
  });

/** As soon as what stood over the page has let go of the focus, and given it to a button that is about to go. */
export const focusHomeSoon = (): void => void requestAnimationFrame(focusHome);
