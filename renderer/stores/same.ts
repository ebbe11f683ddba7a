// What is told again and says the same stays the same object, so that only what has changed is drawn again.
import { sameWhereEqual } from './conversation-window.ts';

/** Each by its own name, wherever it stands now; the whole list too, where nothing in it has changed. JSON only. */
export function sameById<T>(before: readonly T[], now: readonly T[], idOf: (one: T) => string): readonly T[] {
  const known = new Map(before.map(one => [idOf(one), one]));
  const kept = now.map(one => sameWhereEqual(known.get(idOf(one)) ?? one, one));
  const isSame = kept.length === before.length && kept.every((one, place) => one === before[place]);
  return isSame ? before : kept;
}
