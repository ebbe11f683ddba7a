// Introducing oneself when a shift begins: where it is due, what was posted, and which one the agent is asked about.
import { create } from 'zustand';
import type { Output } from '../../shared/contract/bridge.ts';
import type { DueIntroduction } from '../../shared/contract/bridge/public.ts';
import type { Presence } from '../../shared/domain/presence.ts';
import { bridge } from '../bridge/bridge.ts';
import { backendNow } from './connection.ts';
import { reloader, unlessOffline } from './load.ts';

type Introductions = Output<'shift.introductions'> & {
  /** Named by `keyOf`; null: no question is open. */
  readonly asked: string | null;
};
export const useIntroductions = create<Introductions>()(() => ({ due: [], made: [], next: null, asked: null }));

export const keyOf = ({ channel, handle, shiftFrom }: DueIntroduction): string => `${channel} ${handle} ${shiftFrom}`;
export const dueOf = ({ due }: Introductions) => due;
export const askedIntroduction = ({ due, asked }: Introductions): DueIntroduction | null =>
  due.find(one => keyOf(one) === asked) ?? null;

/** Offered by itself to whoever is at work; what was skipped waits in the commands. */
export const isOffered = (one: DueIntroduction, presence: Presence | null): boolean =>
  one.state === 'refused' ||
  one.state === 'failed' ||
  (one.state === 'new' && presence !== null && presence.state !== 'offline' && presence.state !== 'not-ready');

/** A browser's longest timer; what is further off is looked at again then. */
const LONGEST_MS = 0x7fff_ffff;
let timer: ReturnType<typeof setTimeout> | undefined;

export const loadIntroductions = reloader(async () => {
  const read = await bridge.call('shift.introductions', {});
  useIntroductions.setState(read);
  clearTimeout(timer);
  if (read.next === null) return;
  const inMs = Math.max(1_000, read.next - backendNow());
  timer = setTimeout(() => void loadIntroductions(), Math.min(LONGEST_MS, inMs));
}, unlessOffline);

/** The question about one of them, or the first there is. */
export const askIntroduction = (one: DueIntroduction | undefined = useIntroductions.getState().due[0]): void =>
  useIntroductions.setState({ asked: one ? keyOf(one) : null });
export const closeIntroduction = (): void => useIntroductions.setState({ asked: null });

/** Posts it, or skips it where `text` is null; the next one that is due is asked about. */
export async function decideIntroduction(one: DueIntroduction, text: string | null): Promise<void> {
  const { channel, handle, shiftFrom } = one;
  const place = { channel, handle, shiftFrom };
  const next = useIntroductions.getState().due.find(other => keyOf(other) !== keyOf(one) && other.state === 'new');
  useIntroductions.setState({ asked: next ? keyOf(next) : null });
  if (text === null) await bridge.call('shift.skipIntroduction', place);
  else await bridge.call('shift.introduce', { ...place, text });
  await loadIntroductions();
}
