// Files of one worker share its window, React and the other packages, which take seconds to load. Everything of ours is
// loaded anew for each file, and the window is as the first one found it: no file knows which came before.
import { cleanup } from '@testing-library/react';
import { setInteractionModality } from 'react-aria-components';
import { afterAll, vi } from 'vitest';

type Properties = ReadonlyMap<PropertyKey, PropertyDescriptor>;

const propertiesOf = (of: object): Properties =>
  new Map(Reflect.ownKeys(of).map(key => [key, Reflect.getOwnPropertyDescriptor(of, key)!]));

/** Kept by the window itself: this module too is loaded anew for each file. */
const page = globalThis as { foundPrototypes?: ReadonlyMap<object, Properties> };
page.foundPrototypes ??= new Map(
  [Element.prototype, HTMLElement.prototype, HTMLAnchorElement.prototype].map(of => [of, propertiesOf(of)]),
);
const found = page.foundPrototypes;

/** What jsdom has none of, and tests bring. */
const BROUGHT = ['bridge', 'matchMedia'];

function restore(of: object, before: Properties): void {
  for (const key of propertiesOf(of).keys()) if (!before.has(key)) Reflect.deleteProperty(of, key);
  for (const [key, property] of before) if (property.configurable) Reflect.defineProperty(of, key, property);
}

vi.resetModules();
// Of a package's own memory this alone reaches the next file: after a click without a pointer it moves the focus later.
setInteractionModality('keyboard');

afterAll(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  for (const [of, before] of found) restore(of, before);
  for (const name of BROUGHT) Reflect.deleteProperty(globalThis, name);
  document.head.replaceChildren();
  // The package that speaks to screen readers goes on with the place it has made.
  document.body.replaceChildren(...document.body.querySelectorAll(':scope > [data-live-announcer]'));
  for (const { name } of Array.from(document.documentElement.attributes))
    document.documentElement.removeAttribute(name);
  for (const store of [localStorage, sessionStorage]) store.clear();
  document.title = '';
  history.replaceState(null, '', '/');
});
