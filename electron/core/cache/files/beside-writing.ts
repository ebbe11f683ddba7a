/**
 * What a connection of a thread of its own is writing: SQLite lets one write at a time, and who waits in its lock waits with all
 * that this thread has to do. So whoever can wait waits here.
 */
export function besideWriting() {
  const running = new Set<Promise<unknown>>();
  let isAwaited = false;
  return {
    /** Answers `work`. */
    during<T>(work: Promise<T>): Promise<T> {
      isAwaited = false;
      const told = work.finally(() => running.delete(told));
      running.add(told);
      return told;
    },
    isRunning: (): boolean => running.size > 0,
    /** Nothing where nobody writes; otherwise a promise, which never rejects. */
    ended(): Promise<void> | void {
      if (running.size === 0) return;
      isAwaited = true;
      return Promise.allSettled(running).then(() => {});
    },
    /** Somebody has waited for the newest of it: what follows leaves them a moment. */
    isAwaited: (): boolean => isAwaited,
  };
}
export type BesideWriting = ReturnType<typeof besideWriting>;
