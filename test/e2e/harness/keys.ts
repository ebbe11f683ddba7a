// A desk worked by keys alone: what is pressed, and whether one can see where one is.
import type { Page } from 'playwright-core';

export type Focus = {
  /** What stands on it or what it is called. */
  readonly name: string;
  readonly role: string;
  /** A ring of at least 2 px around it, or around the field it is in; or the mark of a menu's line. */
  readonly isMarked: boolean;
  readonly isInView: boolean;
};

/** Where the focus is, as it can be seen; null: nowhere. */
export const focusOf = (page: Page): Promise<Focus | null> =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return null;
    const line = document.getElementById(element.getAttribute('aria-activedescendant') ?? '');
    const ringOn = (one: Element | null | undefined): boolean => {
      if (!one) return false;
      const { outlineStyle, outlineWidth } = getComputedStyle(one);
      return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    };
    /** A field lies in at most three boxes of its own frame. */
    const framesOf = (one: Element): Element[] => {
      const frames: Element[] = [];
      for (let frame = one.parentElement; frame && frames.length < 3; frame = frame.parentElement) frames.push(frame);
      return frames;
    };
    const { left, top, width, height } = element.getBoundingClientRect();
    const there = document.elementFromPoint(
      Math.min(Math.max(left + width / 2, 1), innerWidth - 1),
      Math.min(Math.max(top + height / 2, 1), innerHeight - 1),
    );
    return {
      name: element.getAttribute('aria-label') ?? element.textContent?.trim() ?? '',
      role: element.getAttribute('role') ?? element.tagName.toLowerCase(),
      // An entry draws its ring on what it holds, a field on its frame, a menu on its line.
      isMarked:
        [element, ...element.children, ...framesOf(element)].some(ringOn) || line?.dataset['focused'] === 'true',
      isInView: there !== null && (element.contains(there) || there.contains(element)),
    };
  });

/** Single keys one after the other, as a person presses them: `G W`. */
export async function press(page: Page, keys: string): Promise<void> {
  for (const key of keys.split(' ')) await page.keyboard.press(key.length === 1 ? key.toLowerCase() : key);
}

/** Tab, until the focus is on something called so. Fails when it has gone round without meeting it. */
export async function tabTo(page: Page, name: RegExp, most = 60): Promise<Focus> {
  const met: string[] = [];
  for (let stops = 0; stops < most; stops++) {
    const now = await focusOf(page);
    if (now && name.test(now.name)) return now;
    met.push(now?.name.slice(0, 40) ?? '–');
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${name}; it came to ${met.join(' | ')}`);
}

/** Into the next field of several lines, such as a dialog's note. */
export async function tabToWords(page: Page): Promise<void> {
  for (let stops = 0; stops < 8 && (await focusOf(page))?.role !== 'textarea'; stops++) await press(page, 'Tab');
}

/** Counts every press of a mouse or finger from now on, in this page and after a reload. */
export async function countPointers(page: Page): Promise<() => Promise<number>> {
  const count = (): void => {
    const counted = window as unknown as { pointers?: number };
    counted.pointers ??= 0;
    for (const kind of ['pointerdown', 'mousedown', 'touchstart', 'wheel'])
      addEventListener(kind, () => (counted.pointers = (counted.pointers ?? 0) + 1), { capture: true, passive: true });
  };
  await page.evaluate(count);
  return () => page.evaluate(() => (window as unknown as { pointers: number }).pointers);
}
