// What each action does. Everything here reads the stores at the moment of the key.
import {
  canControl,
  canOutside,
  cancelOutside,
  completeOutside,
  conferOutside,
  end,
  ifControlled,
  ifOutside,
  isOutside,
  toggleHold,
  toggleKeypad,
  toggleMute,
  toggleRecording,
} from '../call/act.ts';
import { phonable } from '../call/phone.ts';
import { canErase, eraseNow } from '../customer/erase.ts';
import { caseToGive, giveCode } from '../customer/give-code.ts';
import { canRepost, repostNewest, undoable, undoRepost } from '../compose/repost.ts';
import { canAskPrefer, preferNow } from '../customer/prefer.ts';
import { setPicking } from '../compose/picking.ts';
import { toWords } from '../compose/to-words.ts';
import { exportNow, targetsNow } from '../export/targets.ts';
import { type ActionId, ACTIONS } from '../keys/actions.ts';
import { canHand, completeHand, conferHand, hand, leaveHand } from '../hand-over/act.ts';
import { accept } from '../offer/answers.ts';
import { uncover } from '../offer/place-offers.ts';
import { askOutside, ownCall, useCall } from '../stores/call.ts';
import { toggleSelected, undoSettled, useAside, wakeWork, workNow } from '../stores/aside.ts';
import { openBeyond, openSets } from '../stores/beyond.ts';
import { attempt } from '../stores/failures.ts';
import { askIntroduction, dueOf, useIntroductions } from '../stores/introductions.ts';
import { hasUnseen, openNextMention } from '../stores/mentions.ts';
import { askPresence, endAfter, extendable, extendAfter, stoppable, usePresence } from '../stores/presence.ts';
import { setDeclining } from '../stores/offer-place.ts';
import { changeSettings, isLead, settingsOf, teamOf, useSession } from '../stores/session.ts';
import { selectedNow, writtenNow } from '../stores/selected.ts';
import { closePane, FOLLOWING, keepOpenBeside, paneNow, stepInPane, turnPane, useReading } from '../stores/reading.ts';
import { useSearch } from '../stores/search.ts';
import { askName } from '../stores/searches.ts';
import { askPark, askPhone, askWrapUp, openOver } from '../stores/shell.ts';
import type { Mode } from '../stores/drafts.ts';
import { chosenItemId, openCustomer, openView, setDrawer, useView } from '../stores/view.ts';
import { openItems, ringingOffer, useWork } from '../stores/work.ts';
import { asideFailures } from '../text/aside.ts';
import { mentionWords } from '../text/mentions.ts';
import { failureWords, refusedWords } from '../text/shell.ts';
import { focusNextPane } from '../review/focus-pane.ts';
import { caseToPin, pinNow } from '../settings/pin-case.ts';
import { closeDialogs, hasDialogs } from '../ui/open-dialogs.ts';
import {
  canSignIn,
  focusComposer,
  focusFilters,
  focusRegion,
  focusSearch,
  focusSignIn,
  focusTimeline,
  openMenu,
} from './focus.ts';
import { pickNone } from '../stores/picks.ts';
import {
  entryAtHand,
  exportPicks,
  hasPicksHere,
  pickAtHand,
  pickDayAtHand,
  pickInteractionAtHand,
  pickToAtHand,
} from '../timeline/picking.ts';
import { otherTheme } from './theme.ts';

const offer = () => ringingOffer(useWork.getState());
const settings = () => settingsOf(useSession.getState());
const change = (next: Parameters<typeof changeSettings>[0]) =>
  void attempt(failureWords.settings, () => changeSettings(next));

/** Opens the open item so many places from the one shown; round at the ends. */
function stepItem(by: 1 | -1): void {
  const { open: items } = workNow();
  if (items.length === 0) return;
  const at = items.findIndex(({ id }) => id === chosenItemId(useView.getState()));
  const next = items[at < 0 ? (by > 0 ? 0 : items.length - 1) : (at + by + items.length) % items.length]!;
  openCustomer(next.customerId, next.id);
}

/** Opens the open item at a place, from 1. */
export function openItemAt(place: number): void {
  const item = workNow().open[place - 1];
  if (item) openCustomer(item.customerId, item.id);
}

function composeAs(mode: Mode): void {
  const { customerId } = useView.getState();
  if (customerId) toWords(customerId, mode);
}

const become = (asked: Parameters<typeof askPresence>[0]): void =>
  void attempt(failureWords.presence, () => askPresence(asked));

/** What is taken is to be seen: a dialog about somebody else's work makes way for it. */
function acceptRinging(): void {
  const ringing = offer();
  if (!ringing) return;
  if (!hasDialogs()) return accept(ringing);
  closeDialogs();
  // When whoever had the focus before the dialog has it again: who writes keeps it.
  queueMicrotask(() => accept(ringing));
}

/** The selected work where it is no call, and parked, or not. */
function ownItem(parked: boolean) {
  const item = writtenNow();
  return item && (item.parked !== null) === parked ? item : undefined;
}

function wake(): void {
  const item = ownItem(true);
  if (item) void attempt(asideFailures.wake, () => wakeWork(item.id));
}

/** The item that has the focus in the list, else the one on the screen. */
function select(): void {
  const focused = document.activeElement?.closest<HTMLElement>('[data-work-item]')?.dataset['workItem'];
  const id = focused ?? ownItem(false)?.id;
  if (id) toggleSelected(id);
}
const hasSelected = (): boolean => (useAside.getState().selected ?? []).length > 0;

/** Stands with the reply where it would answer waiting work. */
const takeButton = () => document.querySelector<HTMLButtonElement>('[data-take]:enabled');

const run: Readonly<Record<ActionId, () => void>> = {
  'offer.accept': acceptRinging,
  'offer.decline': () => {
    if (offer()) setDeclining(true);
  },
  'view.work': () => openView('work'),
  'view.queues': () => {
    if (isLead(useSession.getState())) openView('queues');
  },
  'view.review': () => openView('review'),
  'view.keeping': () => openView('keeping'),
  'mention.next': () => void attempt(mentionWords.failed, openNextMention),
  'region.work': () => focusRegion('work') || setDrawer('work'),
  'region.timeline': focusTimeline,
  'region.customer': () => focusRegion('customer') || setDrawer('customer'),
  'region.composer': () => void focusComposer(),
  'search.focus': focusSearch,
  'commands.open': () => openOver('commands'),
  'commands.always': () => openOver('commands'),
  'keys.open': () => openOver('keys'),
  'entry.next': focusTimeline,
  'entry.previous': focusTimeline,
  'filters.focus': focusFilters,
  'pick.entry': pickAtHand,
  'pick.range': pickToAtHand,
  'pick.day': pickDayAtHand,
  'pick.interaction': pickInteractionAtHand,
  'pick.none': pickNone,
  'pick.export': exportPicks,
  'item.previous': () => stepItem(-1),
  'item.next': () => stepItem(1),
  'item.park': () => askPark(ownItem(false)?.id ?? null),
  'item.take': () => takeButton()?.click(),
  'item.wake': wake,
  'item.finish': () => askWrapUp(selectedNow()?.id ?? null),
  'item.select': select,
  'items.settle': () => {
    if (hasSelected()) openOver('together');
  },
  'items.undo': () => void attempt(asideFailures.undo, undoSettled),
  'items.order': () => change({ workOrder: settings().workOrder === 'newest' ? 'waiting' : 'newest' }),
  'hand.transfer': () => hand('transfer'),
  'hand.escalate': () => hand('escalate'),
  'hand.consult': () => hand('consult'),
  'hand.complete': completeHand,
  'hand.conference': conferHand,
  'hand.leave': leaveHand,
  'compose.reply': () => composeAs('reply'),
  'compose.note': () => composeAs('note'),
  'compose.macros': () => {
    // Where nothing can be written the list would open later, over something else.
    if (focusComposer()) setPicking(true);
  },
  'compose.attach': () => {
    composeAs('reply');
    document.querySelector<HTMLElement>('[data-attach]')?.click();
  },
  'compose.settle': () => openMenu('[data-settle]'),
  'post.repost': () => void attempt(refusedWords['post.repost'], () => repostNewest(useView.getState().customerId)),
  'post.undoRepost': () =>
    void attempt(refusedWords['post.undoRepost'], () => undoRepost(undoable(useView.getState().customerId))),
  'customer.prefer': () => preferNow(useView.getState().customerId),
  'customer.erase': eraseNow,
  'case.phone': () => askPhone(phonable(selectedNow())?.item.id ?? null),
  'shift.introduce': () => askIntroduction(),
  'case.code': () => giveCode(useView.getState().customerId),
  'call.mute': () => ifControlled(toggleMute),
  'call.hold': () => ifControlled(toggleHold),
  'call.keypad': () => ifControlled(toggleKeypad),
  'call.record': () => ifControlled(toggleRecording),
  'call.outside': () => ifOutside('call.outside', () => askOutside(true)),
  'call.conference': () => ifOutside('call.conference', conferOutside),
  'call.complete': () => ifOutside('call.complete', completeOutside),
  'call.cancel': () => ifOutside('call.cancel', cancelOutside),
  'call.end': end,
  'acw.extend': () => {
    const after = extendable(usePresence.getState());
    if (after) void attempt(failureWords.extend, () => extendAfter(after.workItemId));
  },
  'acw.end': () => {
    const after = stoppable(usePresence.getState());
    if (after) void attempt(failureWords.endAfter, () => endAfter(after.workItemId));
  },
  'export.open': exportNow,
  'case.pin': pinNow,
  'beyond.open': () => openBeyond(),
  'beyond.sets': openSets,
  'alerts.open': () => openOver('alerts'),
  'hit.previous': () => void attempt(failureWords.moreHits, () => stepInPane(-1)),
  'hit.next': () => void attempt(failureWords.moreHits, () => stepInPane(1)),
  'hit.beside': keepOpenBeside,
  'pane.next': focusNextPane,
  'pane.close': () => closePane(useReading.getState().active),
  'pane.alone': () => turnPane(paneNow()?.id ?? FOLLOWING),
  'search.save': () => {
    const { query } = useSearch.getState();
    if (query.trim()) askName({ query, of: null });
  },
  'presence.available': () => become({ state: 'available', reason: null }),
  // The team's first reason; another is chosen in the menu.
  'presence.away': () =>
    become({ state: 'not-ready', reason: teamOf(useSession.getState())?.notReadyReasons[0] ?? null }),
  'session.signIn': focusSignIn,
  'theme.switch': () => change({ theme: otherTheme(settings().theme) }),
  'density.switch': () => change({ density: settings().density === 'compact' ? 'comfortable' : 'compact' }),
};

/** What is done to the conversation at hand, and not to the list of work. */
const isAboutOpen = (id: ActionId): boolean =>
  id === 'case.pin' || (ACTIONS[id].where === 'work' && !id.startsWith('items.'));

export function runAction(id: ActionId): void {
  if (isAboutOpen(id) && canRun(id)) uncover();
  run[id]();
}

/** Actions that would do something now; the palette shows no others. */
export function canRun(id: ActionId): boolean {
  const { name, customerId } = useView.getState();
  if (id === 'offer.accept' || id === 'offer.decline') return offer() !== null;
  if (id === 'view.queues') return isLead(useSession.getState());
  if (id === 'pick.none' || id === 'pick.export') return hasPicksHere();
  if (id.startsWith('pick.')) return entryAtHand() !== null;
  if (id === 'post.repost') return name === 'work' && canRepost(customerId);
  if (id === 'post.undoRepost') return name === 'work' && undoable(customerId) !== null;
  if (id === 'customer.prefer') return name === 'work' && canAskPrefer(customerId);
  if (id === 'customer.erase') return canErase();
  if (id === 'case.phone') return name === 'work' && phonable(selectedNow()) !== null;
  if (id === 'shift.introduce') return dueOf(useIntroductions.getState()).length > 0;
  if (id === 'export.open') return targetsNow().length > 0;
  if (id === 'case.pin') return caseToPin() !== null;
  if (id === 'case.code') return name === 'work' && caseToGive(customerId) !== null;
  if (id === 'acw.end') return stoppable(usePresence.getState()) !== null;
  if (id === 'acw.extend') return extendable(usePresence.getState()) !== null;
  if (id === 'call.end') return ownCall(useCall.getState()) !== null;
  if (isOutside(id)) return canOutside(id);
  if (id.startsWith('call.')) return canControl();
  if (id.startsWith('hand.')) return canHand(id);
  if (id === 'compose.settle') return document.querySelector('[data-settle]') !== null;
  if (id.startsWith('compose.') || id === 'region.composer') return name === 'work' && customerId !== null;
  if (id === 'pane.close') return name === 'review' && useReading.getState().beside.length > 0;
  if (id === 'search.save') return name === 'review' && useSearch.getState().query.trim() !== '';
  if (id.startsWith('hit.') || id === 'pane.next' || id === 'pane.alone')
    return name === 'review' && useSearch.getState().openId !== null;
  if (id === 'item.park' || id === 'item.select') return ownItem(false) !== undefined;
  if (id === 'mention.next') return hasUnseen();
  if (id === 'session.signIn') return canSignIn();
  if (id === 'item.wake') return ownItem(true) !== undefined;
  if (id === 'item.take') return name === 'work' && takeButton() !== null;
  if (id === 'item.finish') return selectedNow() !== null;
  if (id === 'items.settle') return hasSelected();
  if (id === 'items.undo') return (useAside.getState().settled?.undoUntil ?? 0) > Date.now();
  if (id.startsWith('item.')) return openItems(useWork.getState()).length > 0;
  return !id.startsWith('commands.');
}
