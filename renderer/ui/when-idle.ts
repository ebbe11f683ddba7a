/**
 * Does it when nothing else is to be done, or after `most` milliseconds. Answers with how to let it be. A page without the
 * browser's own word for idle does it with the next task.
 */
export function whenIdle(task: () => void, most: number): () => void {
  if ('requestIdleCallback' in globalThis) {
    const asked = requestIdleCallback(task, { timeout: most });
    return () => cancelIdleCallback(asked);
  }
  const timer = setTimeout(task);
  return () => clearTimeout(timer);
}

/** Does it when what is being drawn now has been painted. Answers with how to let it be. */
export function afterPaint(task: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(task);
  });
  return () => cancelAnimationFrame(frame);
}
