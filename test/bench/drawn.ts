// What stands on the screen, as it can be carried to another page.
import type { Page } from 'playwright-core';

export type Drawn =
  string | { readonly tag: string; readonly attributes: Record<string, string>; readonly children: readonly Drawn[] };

/** All that is drawn in the page, hidden or not; fields without what was typed into them. */
export const drawnIn = (page: Page): Promise<Drawn> =>
  page.evaluate(() => {
    const of = (node: Node): Drawn | null => {
      if (node instanceof Text) return node.data;
      if (!(node instanceof Element) || node instanceof HTMLScriptElement) return null;
      const attributes = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]));
      for (const name of ['value', 'checked', 'selected']) delete attributes[name];
      return {
        tag: node instanceof SVGElement ? node.tagName : node.tagName.toLowerCase(),
        attributes,
        children: [...node.childNodes].map(of).filter(one => one !== null),
      };
    };
    const root = document.querySelector('#root')!;
    return of(root)!;
  });
