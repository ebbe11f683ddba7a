import { createContext, useContext } from 'react';
import type { Entry } from '../../shared/domain/entry.ts';
import type { ForewordLine } from '../../shared/domain/foreword.ts';
import type { Group } from '../../shared/domain/search/groups.ts';

/** What every entry of one timeline is drawn with. Its parts keep their identity, so that rows are not drawn again. */
export type TimelineSetting = {
  readonly customerId: string;
  /** The timeline's name among those that are held; null: of an offer, where nothing is picked. */
  readonly key: string | null;
  /** What to mark, e.g. what was searched for. */
  readonly marks: readonly Group[];
  /** The customer's zone, shown beside times; null: not known. */
  readonly zone: string | null;
  /** The signed-in agent, for "you". */
  readonly agentName: string | null;
  openEntry(entryId: string): void;
  entry(entryId: string): Entry | undefined;
  /** The foreword's line about a promise that this entry holds. */
  promise(entryId: string): Extract<ForewordLine, { kind: 'promised' }> | undefined;
};

const none: TimelineSetting = {
  customerId: '',
  key: null,
  marks: [],
  zone: null,
  agentName: null,
  openEntry: () => {},
  entry: () => undefined,
  promise: () => undefined,
};

export const TimelineContext = createContext<TimelineSetting>(none);
export const useTimeline = (): TimelineSetting => useContext(TimelineContext);
