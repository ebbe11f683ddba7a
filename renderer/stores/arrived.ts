// Entries that came in below what is being read, by timeline. Apart from the conversation: who reads at its end has seen
// them as they came, and nothing else is to be drawn for that.
import { create } from 'zustand';

const useCounts = create<Readonly<Record<string, number>>>()(() => ({}));

export const useArrived = (key: string): number => useCounts(counts => counts[key] ?? 0);

export function addArrived(key: string, count: number): void {
  if (count > 0) useCounts.setState(counts => ({ [key]: (counts[key] ?? 0) + count }));
}

/** They are in view, or the timeline is opened anew. */
export function sawArrived(key: string): void {
  if (useCounts.getState()[key]) useCounts.setState({ [key]: 0 });
}
