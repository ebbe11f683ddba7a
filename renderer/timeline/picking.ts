// What keys and the mouse pick: the entry at hand, and what belongs to it.
import type { TimelineItem } from '../../shared/contract/bridge.ts';
import { exportNow } from '../export/targets.ts';
import { attempt } from '../stores/failures.ts';
import { useConversations } from '../stores/conversations.ts';
import { pick, picksOf, pickRange, tellNothing, togglePick, usePicks } from '../stores/picks.ts';
import { useReading } from '../stores/reading.ts';
import { customerOf } from '../stores/scope.ts';
import { pickWords } from '../text/picks.ts';
import { dayAfter, startOfDay } from './filter-rules.ts';

type AtHand = { readonly key: string; readonly item: TimelineItem };

const FEED = '[role=feed][data-timeline]';
const STOP = 'article[tabindex="0"]';

/** The entry with the focus, else the one that Tab comes to: of the pane that keys speak to, where there are several. */
function article(): HTMLElement | null {
  const focused = document.activeElement?.closest<HTMLElement>('article[data-entry]');
  if (focused?.closest(FEED)) return focused;
  const pane = document.querySelector(`[data-pane="${CSS.escape(useReading.getState().active)}"]`);
  const stops = [...(pane ?? document).querySelectorAll<HTMLElement>(`${FEED} ${STOP}`)];
  // Not of a conversation that is drawn ahead of being shown.
  return stops.find(stop => stop.closest('[inert]') === null) ?? null;
}

/** Null: there is none that could be picked. Words that the backend has not confirmed go into no export. */
export function entryAtHand(): AtHand | null {
  const at = article();
  const key = at?.closest<HTMLElement>(FEED)?.dataset['timeline'];
  if (!at || key === undefined) return null;
  const { items } = useConversations.getState().byKey[key]?.page ?? { items: [] };
  const item = items.find(({ entry }) => entry.id === at.dataset['entry']);
  return item && !item.pending ? { key, item } : null;
}

const attempted = (act: () => Promise<void>): void => void attempt(pickWords.failed, act);

export function pickAtHand(): void {
  const at = entryAtHand();
  if (at) togglePick(at.key, at.item.entry);
}

/** From the one picked last to this one; where none is, this one alone. */
export function pickTo({ key, item: { entry } }: AtHand): void {
  const { last, customerId } = usePicks.getState();
  if (!last || customerId !== customerOf(key)) return pick(key, entry);
  const [from, to] = [last, entry].map(({ at, id }) => ({ at, id }));
  attempted(() => pickRange(key, { kind: 'between', from: from!, to: to! }));
}

/** All of its local day. */
export function pickDay({ key, item: { entry } }: AtHand): void {
  const from = startOfDay(entry.at);
  attempted(() => pickRange(key, { kind: 'time', from, to: dayAfter(from) }));
}

export function pickInteraction({ key, item: { entry } }: AtHand): void {
  const { interactionId } = entry;
  if (interactionId === null) pick(key, entry);
  else attempted(() => pickRange(key, { kind: 'interaction', interactionId }));
}

const withAtHand = (act: (at: AtHand) => void) => (): void => {
  const at = entryAtHand();
  if (at) act(at);
};
export const pickToAtHand = withAtHand(pickTo);
export const pickDayAtHand = withAtHand(pickDay);
export const pickInteractionAtHand = withAtHand(pickInteraction);

/** The name of the timeline that keys speak to; undefined: there is none. */
const keyAtHand = (): string | undefined => article()?.closest<HTMLElement>(FEED)?.dataset['timeline'];

/** Entries are picked of the timeline that keys speak to. */
export function hasPicksHere(): boolean {
  const key = keyAtHand();
  return key !== undefined && picksOf(customerOf(key))(usePicks.getState()).size > 0;
}

/** Asks how the picked entries are to be exported; where none are, says what to do first. */
export function exportPicks(): void {
  if (hasPicksHere()) return exportNow();
  const key = keyAtHand();
  if (key !== undefined) tellNothing(key);
}
