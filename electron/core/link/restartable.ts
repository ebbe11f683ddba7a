/** A timer of which there is one at most. Starting it again puts it off. */
export function restartable(standardMs: number, run: () => void) {
  let timer: NodeJS.Timeout | undefined;
  return {
    restart(ms = standardMs): void {
      clearTimeout(timer);
      timer = setTimeout(run, Math.min(ms, 2 ** 31 - 1));
    },
    stop(): void {
      clearTimeout(timer);
    },
  };
}
