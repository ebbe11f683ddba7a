/** Milliseconds that one piece of work in the background may take. */
const PIECE_MS = 3;

/** A piece grows by so much at a time. */
const GROWTH = 1.2;

/**
 * How much to do at once: half after a piece that took longer than `pieceMs`, a little more where that much more would have
 * fitted; never below `least`.
 */
export function batchSize(first: number, most: number, least = 1, pieceMs = (): number => PIECE_MS) {
  let size = first;
  return {
    size: (): number => size,
    took(ms: number): void {
      if (ms > pieceMs()) size = Math.max(least, Math.floor(size / 2));
      else if (ms * GROWTH < pieceMs()) size = Math.min(most, Math.ceil(size * GROWTH));
    },
  };
}
