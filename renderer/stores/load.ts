import { Fault } from '../../shared/lib/fault.ts';

/**
 * Loads one thing again and again without two answers overtaking each other: while a question is under way, further
 * wishes become one more question after it. What `failed` throws is thrown on at the end, and ends nothing: the next wish is a
 * new question.
 */
export function reloader(load: () => Promise<void>, failed: (fault: Fault) => void): () => Promise<void> {
  let running: Promise<void> | null = null;
  let again = false;
  const run = async (): Promise<void> => {
    let thrown: { readonly error: unknown } | null = null;
    do {
      again = false;
      await load()
        .catch((error: unknown) => failed(Fault.from(error)))
        .catch((error: unknown) => (thrown = { error }));
    } while (again);
    running = null;
    if (thrown) throw (thrown as { readonly error: unknown }).error;
  };
  return () => {
    again = running !== null;
    running ??= run();
    return running;
  };
}

/** A relay that is gone is told by the connection's state; there is nothing more to say about it. */
export function unlessOffline(fault: Fault): void {
  if (fault.code !== 'offline') throw fault;
}
