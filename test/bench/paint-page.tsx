// The least a page can do: React puts the same words on the screen, without our components, styles or stores.
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { flushSync } from 'react-dom';

declare global {
  interface Window {
    paintFloor(rows: readonly string[]): Promise<number>;
  }
}

const root = createRoot(document.body.appendChild(document.createElement('div')));
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

/** Milliseconds from having the rows until the first frame that shows them is handed over. */
window.paintFloor = async rows => {
  flushSync(() => root.render(null));
  await nextFrame();
  // What comes by the network knows nothing of frames: begin anywhere within one.
  await new Promise(done => setTimeout(done, 50 + Math.random() * FRAME_MS));
  const start = performance.now();
  flushSync(() =>
    root.render(
      <StrictMode>
        {rows.map((row, i) => (
          <article key={i}>
            <p>{row}</p>
          </article>
        ))}
      </StrictMode>,
    ),
  );
  await nextHandedOver();
  return performance.now() - start;
};
