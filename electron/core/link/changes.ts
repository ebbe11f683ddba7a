import type { Push } from '../../../shared/contract/bridge.ts';

/** What a page changed, as the screen is told it. */
export type Change = Exclude<Push, { topic: 'connection' }>;

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
