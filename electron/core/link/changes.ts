import type { Push } from '../../../shared/contract/bridge.ts';

/** What a page changed, as the screen is told it; what is told along with it is read when it is told. */
export type Change = { topic: 'work' } | Exclude<Push, { topic: 'connection' | 'work' }>;

/** Each change once, in the order first seen. */
export function changeList() {
  const seen = new Map<string, Change>();
  return {
    add(change: Change): void {
      seen.set('customerId' in change ? `${change.topic} ${change.customerId}` : change.topic, change);
    },
    all: (): Change[] => [...seen.values()],
  };
}
export type ChangeList = ReturnType<typeof changeList>;
