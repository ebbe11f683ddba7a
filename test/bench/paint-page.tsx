// The least a page can do: React puts the same elements on the screen, without our components, stores or bridge.
import { createElement, type CSSProperties, type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';
import type { Drawn } from './drawn.ts';

declare global {
  interface Window {
    /** Of words only: an element each, without any style. */
    paintRows(rows: readonly string[]): Promise<number>;
    /** Of what stood on the screen: the same elements with the same styles, from `before` to `after`. */
    paintDrawn(before: Drawn, after: Drawn): Promise<number>;
  }
}

const place = document.body.appendChild(document.createElement('div'));
// Not a box of its own: what is drawn brings its root along.
place.style.display = 'contents';
const root = createRoot(place);
const nextFrame = () => new Promise<void>(done => requestAnimationFrame(() => done()));
/** By then layout and paint of the next frame are done: they follow its callback in the same task. */
const nextHandedOver = () =>
  new Promise<unknown>(done =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', done, { once: true });
      port1.start();
      port2.postMessage(null);
    }),
  );
const FRAME_MS = 1_000 / 60;
const REST_MS = 250;

/** Milliseconds from having what is to be shown until the first frame that shows it is handed over. */
async function paint(before: ReactNode, after: () => ReactNode): Promise<number> {
  flushSync(() => root.render(before));
  await nextFrame();
  // What comes by the network knows nothing of frames: begin anywhere within one.
  await new Promise(done => setTimeout(done, REST_MS + Math.random() * FRAME_MS));
  const start = performance.now();
  flushSync(() => root.render(<StrictMode>{after()}</StrictMode>));
  await nextHandedOver();
  return performance.now() - start;
}

window.paintRows = rows =>
  paint(null, () =>
    rows.map((row, i) => (
      <article key={i}>
        <p>{row}</p>
      </article>
    )),
  );

const styleOf = (text: string): CSSProperties =>
  Object.fromEntries(
    text
      .split(';')
      .map(one => [one.slice(0, one.indexOf(':')).trim(), one.slice(one.indexOf(':') + 1).trim()])
      .filter(([name]) => name !== '')
      .map(([name, value]) => [
        name!.startsWith('--') ? name! : name!.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
        value,
      ]),
  );

const BOOLEAN = new Set(['disabled', 'hidden', 'inert', 'multiple', 'open', 'readonly', 'required']);

/** Attributes as the document has them; React takes them by those names, save a few. */
function elementOf(drawn: Drawn, key: string): ReactNode {
  if (typeof drawn === 'string') return drawn;
  const { class: className, style, ...others } = drawn.attributes;
  const attributes = Object.entries(others).map(([name, value]) => [
    name,
    value === '' && BOOLEAN.has(name) ? true : value,
  ]);
  return createElement(
    drawn.tag,
    { ...Object.fromEntries(attributes), key, className, style: style ? styleOf(style) : undefined },
    ...elementsOf(drawn.children),
  );
}

/** What is the same before and after stays the same element, also where something has come before it. */
function elementsOf(children: readonly Drawn[]): ReactNode[] {
  const seen = new Map<string, number>();
  return children.map(child => {
    const name =
      typeof child === 'string' ? '' : (child.attributes['aria-label'] ?? child.attributes['id'] ?? child.tag);
    const n = (seen.get(name) ?? 0) + 1;
    seen.set(name, n);
    return elementOf(child, `${name}/${n}`);
  });
}

window.paintDrawn = (before, after) =>
  paint(<StrictMode>{elementOf(before, 'root')}</StrictMode>, () => elementOf(after, 'root'));
