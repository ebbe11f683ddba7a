// What this workstation keeps, what that takes, and who and what is to stay whatever happens.
import { create } from 'zustand';
import type { Keeping, KeepLimits, Pin, Space } from '../../shared/contract/bridge/keeping.ts';
import { bridge } from '../bridge/bridge.ts';
import { reloader, unlessOffline } from './load.ts';

type State = {
  readonly keeping: Keeping | null;
  /** Null: not counted yet. `counting`: it is being counted (again). */
  readonly space: Space | null;
  readonly counting: boolean;
  /** Null: not asked for yet. */
  readonly pins: readonly Pin[] | null;
  /** What was given up when somebody wanted room. */
  readonly made: { readonly entries: number; readonly bytes: number } | null;
  readonly making: boolean;
};
export const useKeeping = create<State>()(() => ({
  keeping: null,
  space: null,
  counting: false,
  pins: null,
  made: null,
  making: false,
}));

export const isPinned =
  ({ customerId, caseId }: Pin) =>
  ({ pins }: State): boolean =>
    pins?.some(pin => pin.customerId === customerId && pin.caseId === caseId) ?? false;

export const loadKeeping = reloader(
  async () => useKeeping.setState({ keeping: await bridge.call('keeping.read', {}) }),
  unlessOffline,
);
export const loadPins = reloader(
  async () => useKeeping.setState({ pins: await bridge.call('keeping.pins', {}) }),
  unlessOffline,
);

/** Counts what takes the space; it takes some seconds of a large cache. */
export async function countSpace(): Promise<void> {
  useKeeping.setState({ counting: true });
  try {
    useKeeping.setState({ space: await bridge.call('keeping.space', {}) });
  } finally {
    useKeeping.setState({ counting: false });
  }
}

export async function changeLimits(change: Partial<KeepLimits>): Promise<void> {
  useKeeping.setState({ keeping: await bridge.call('keeping.write', change) });
}

export async function setPinned(pin: Pin, pinned: boolean): Promise<void> {
  useKeeping.setState({ pins: await bridge.call('keeping.pin', { ...pin, isPinned: pinned }) });
}

/** What was given up is said until the page is left. */
export async function makeRoom(all: boolean): Promise<void> {
  useKeeping.setState({ making: true, made: null });
  try {
    useKeeping.setState({ made: await bridge.call('keeping.makeRoom', { all }) });
  } finally {
    useKeeping.setState({ making: false });
  }
  await countSpace();
}

/** Something of it has changed: asked for again by whoever shows it. */
export function keepingMayHaveChanged(): void {
  const { keeping, pins } = useKeeping.getState();
  if (keeping) void loadKeeping();
  if (pins) void loadPins();
}

/** The page is closed: nothing of it is kept up to date. */
export const leaveKeeping = (): void => useKeeping.setState({ keeping: null, made: null });
