import { useMemo, useSyncExternalStore } from 'react';
import { useShallow } from 'zustand/react/shallow';

type Watched = { subscribe(tell: () => void): () => void };

/**
 * What several stores say together, drawn anew only where that changes: asked one by one, each store that changes on the
 * way to the same answer draws everything once. `stores`: the same list at each drawing.
 */
export function useDerived<T>(stores: readonly Watched[], read: () => T): T {
  const subscribe = useMemo(
    () => (tell: () => void) => {
      const stops = stores.map(store => store.subscribe(tell));
      return () => stops.forEach(stop => stop());
    },
    [stores],
  );
  const pick = useShallow(read);
  return useSyncExternalStore(subscribe, () => pick(undefined));
}
