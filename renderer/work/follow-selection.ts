// What is selected stays selected while the list is sorted anew and work comes and goes; what ends leads to its neighbour.
import { isWriting } from '../keys/listen.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { workNow } from '../stores/aside.ts';
import { aboutNow, useDrafts, writingsOf } from '../stores/drafts.ts';
import { useHolders } from '../stores/holders.ts';
import { helpingItems, useOthers } from '../stores/roster.ts';
import { caseAtHand, select } from '../stores/selected.ts';
import { choose, chosenOf, useView } from '../stores/view.ts';
import { acceptedOffer, useWork } from '../stores/work.ts';
import { hasDialogs } from '../ui/open-dialogs.ts';
import { firstOf, type Listed, neighbourOf } from './selection.ts';

/** Nobody is taken away from what they write, or have begun to: not by work that ends under it either. */
function isAtWords(customerId: string): boolean {
  const { reply, note } = writingsOf(customerId)(useDrafts.getState());
  return isWriting(document.activeElement) || hasDialogs() || reply.text.trim() !== '' || note.text.trim() !== '';
}

/** Words are being put into the composer at this moment. */
const isComposing = (): boolean => document.activeElement?.matches('[data-composer]') ?? false;

/** Work of the customer on the screen that was asked for here, and has come. In another matter words go on first. */
function justTaken(customerId: string, before: Listed, now: Listed): WorkItem | undefined {
  const { taken } = useHolders.getState();
  const had = [...before.open, ...before.parked];
  const isNew = ({ id }: WorkItem): boolean => taken.includes(id) && !had.some(one => one.id === id);
  const stays = ({ caseId }: WorkItem): boolean => caseId === caseAtHand(customerId) || !isAtWords(customerId);
  return now.open.find(item => item.customerId === customerId && isNew(item) && stays(item));
}

/** Other work in hand of the matter that is written about: it takes the place of what has ended, and the words stay. */
function restOfCase(
  customerId: string,
  caseId: string | null,
  ended: WorkItem | undefined,
  before: Listed,
  now: Listed,
) {
  if (hasDialogs() || caseId === null || aboutNow(customerId).caseId !== caseId) return null;
  const rest = now.open.filter(item => item.customerId === customerId && item.caseId === caseId);
  return (ended && rest.length > 0 ? neighbourOf(ended, before, { open: rest, parked: [] }) : rest[0]) ?? null;
}

/** Accepted here, and on its way. */
const isAwaited = (itemId: string): boolean => acceptedOffer(useWork.getState())?.workItemId === itemId;

function settle(before: Listed): void {
  const view = useView.getState();
  const { customerId } = view;
  const { loaded } = useWork.getState();
  if (customerId === null || !loaded) return;
  const chosen = chosenOf(customerId)(view);
  const now = workNow();
  const arrived = justTaken(customerId, before, now);
  if (arrived) return select(arrived);
  const helping = helpingItems(useOthers.getState());
  const here = [...now.open, ...now.parked, ...helping].find(({ id }) => id === chosen?.itemId);
  if (here) {
    if (here.caseId !== chosen?.caseId || here.customerId !== customerId) select(here);
    return;
  }
  if (chosen && isAwaited(chosen.itemId)) return;
  const ended = [...before.open, ...before.parked].find(({ id }) => id === chosen?.itemId);
  if (chosen && isAtWords(customerId)) {
    const rest = restOfCase(customerId, chosen.caseId, ended, before, now);
    if (rest) select(rest);
    return;
  }
  const next = ended ? neighbourOf(ended, before, now) : firstOf(customerId, now, helping);
  // What is being written now stays on the screen: work of another matter waits until nobody writes.
  if (next && isComposing() && next.caseId !== aboutNow(customerId).caseId) return;
  if (next) select(next);
  else if (chosen) choose(customerId, null);
}

/** Returns how to stop. */
export function followSelection(): () => void {
  let before = workNow();
  const follow = (): void => {
    const was = before;
    before = workNow();
    settle(was);
  };
  const onLeave = ({ relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Element && isWriting(relatedTarget))) follow();
  };
  follow();
  document.addEventListener('focusout', onLeave);
  const stops = [useWork.subscribe(follow), useOthers.subscribe(follow), useView.subscribe(follow)];
  return () => {
    document.removeEventListener('focusout', onLeave);
    for (const stop of stops) stop();
  };
}
