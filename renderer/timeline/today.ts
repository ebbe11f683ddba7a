import { useSyncExternalStore } from 'react';
import { startOfDay } from './filter-rules.ts';

function untilTomorrow(changed: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const wait = () => {
    const now = Date.now();
    timer = setTimeout(
      () => {
        changed();
        wait();
      },
      startOfDay(startOfDay(now) + 36 * 3_600_000) - now,
    );
  };
  wait();
  return () => clearTimeout(timer);
}

/** Midnight at which this day began, in milliseconds; new once a day. For words like "Today". */
export const useToday = (): number => useSyncExternalStore(untilTomorrow, () => startOfDay(Date.now()));
