// What is asked in a dialog about one work item: the question ends when no answer could be carried out any more, and a page
// that is loaded in the place of one where it stood asks it again.
import { begunAbout } from '../../shared/contract/bridge/begun.ts';
import type { Board, WorkItem } from '../../shared/domain/work.ts';
import { loadBegun, useBegunThings } from '../stores/begun.ts';
import { useBoard } from '../stores/board.ts';
import { tell } from '../stores/failures.ts';
import { type Act, askHandOver, closeHandOver, insideOf, useHandOver } from '../stores/hand-over.ts';
import { timedAfter, usePresence } from '../stores/presence.ts';
import { askPark, askPhone, askWrapUp, useShell } from '../stores/shell.ts';
import { openItems, ringingOffer, useWork } from '../stores/work.ts';
import { useWrapUps, writtenUp } from '../stores/wrap-up.ts';
import { questionWords } from '../text/questions.ts';
import { findLostFocus } from '../ui/focus-home.ts';
import { hasDialogs } from '../ui/open-dialogs.ts';

type Question = {
  readonly about: 'finish' | 'park' | 'phone' | Act;
  readonly itemId: string;
  /** Of `complete`: who was asked in. */
  readonly agentId: string | null;
};

function questionNow(): Question | null {
  const { asking } = useHandOver.getState();
  if (asking) return { about: asking.act, itemId: asking.item.id, agentId: asking.agentId };
  const { finishing, parking, phoning } = useShell.getState();
  const all = [
    ['finish', finishing],
    ['park', parking],
    ['phone', phoning],
  ] as const;
  for (const [about, itemId] of all) if (itemId !== null) return { about, itemId, agentId: null };
  return null;
}

function ask({ about, agentId }: Question, item: WorkItem): void {
  if (about === 'finish') askWrapUp(item.id);
  else if (about === 'park') askPark(item.id);
  else if (about === 'phone') askPhone(item.id);
  else askHandOver(about, item, { agentId });
}

function close({ about }: Question): void {
  if (about === 'finish') askWrapUp(null);
  else if (about === 'park') askPark(null);
  else if (about === 'phone') askPhone(null);
  else closeHandOver();
}

const byId = (items: readonly WorkItem[], itemId: string): WorkItem | undefined =>
  items.find(({ id }) => id === itemId);

/** Why no answer could be carried out; null: it could. */
function whyOver(question: Question, items: readonly WorkItem[], timedId: string | null) {
  const item = byId(items, question.itemId);
  if (!item) return question.itemId === timedId ? questionWords.timeOver : questionWords.gone;
  return question.about === 'complete' && insideOf(item)?.agentId !== question.agentId ? questionWords.left : null;
}

/** The contract's limit: of a board with as much, not all is known. */
const MOST_HELD = 200;

/** A board that shows all work shows none with this id. */
export function isOffBoard({ waiting, waitingTotal, held }: Board, itemId: string): boolean {
  if (waitingTotal > waiting.length || held.length >= MOST_HELD) return false;
  return ![...waiting, ...held].some(one => one.workItemId === itemId);
}

function hasWords({ about, itemId }: Question): boolean {
  if (about === 'finish') return (writtenUp(itemId)(useWrapUps.getState())?.text ?? '').trim() !== '';
  const begun = useBegunThings.getState();
  const fields = begun[about === 'park' ? begunAbout.park([itemId]) : begunAbout.handOver(itemId)]?.fields;
  return [fields?.['note'], fields?.['reason']].some(words => (words ?? '').trim() !== '');
}

/** What was written stays where it is kept, and that is said. */
function end(question: Question, name: string, why: (name: string) => string): void {
  const kept = why === questionWords.timeOver ? questionWords.goesAlong : questionWords.kept;
  const said = hasWords(question) ? `${why(name)} ${kept}` : why(name);
  close(question);
  tell(said);
  findLostFocus();
}

/** Closes what could only be refused. Returns how to stop. */
export function followQuestions(): () => void {
  let timedId: string | null = null;
  const onPresence = (): void => void (timedId = timedAfter(usePresence.getState())?.workItemId ?? timedId);
  const onWork = (now: ReturnType<typeof useWork.getState>, before: typeof now): void => {
    const question = questionNow();
    const had = question && question.about !== 'reassign' ? byId(before.items, question.itemId) : undefined;
    const why = question && had ? whyOver(question, now.items, timedId) : null;
    if (question && had && why) end(question, had.customerName, why);
  };
  const onBoard = ({ board }: ReturnType<typeof useBoard.getState>): void => {
    const { asking } = useHandOver.getState();
    if (asking?.act !== 'reassign' || !board || !isOffBoard(board, asking.item.id)) return;
    end(questionNow()!, asking.item.customerName, questionWords.gone);
  };
  onPresence();
  const stops = [usePresence.subscribe(onPresence), useWork.subscribe(onWork), useBoard.subscribe(onBoard)];
  return () => stops.forEach(stop => stop());
}

const KEY = 'foreword.asked';
/** Of what a page that comes in this one's place has all that it takes, and words to go on with. */
const isAskedAgain = ({ about }: Question): boolean => about !== 'reassign' && about !== 'phone';

function keep(): void {
  const question = questionNow();
  if (question && isAskedAgain(question)) sessionStorage.setItem(KEY, JSON.stringify(question));
}

/** Not over what rings, or what has been begun meanwhile. */
function askAgain(question: Question): void {
  const work = useWork.getState();
  const item = byId(openItems(work), question.itemId);
  if (!item || whyOver(question, work.items, null) || ringingOffer(work) || hasDialogs()) return;
  ask(question, item);
}

/** Asks again what stood open as the page went, with the words that were begun. Returns how to stop. */
export function keepQuestion(): () => void {
  const question = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Question | null;
  sessionStorage.removeItem(KEY);
  addEventListener('pagehide', keep);
  let stopWaiting = (): void => {};
  let isOver = false;
  const wait = (asked: Question): void => {
    if (isOver) return;
    if (useWork.getState().loaded) return askAgain(asked);
    stopWaiting = useWork.subscribe(({ loaded }) => {
      if (!loaded) return;
      stopWaiting();
      askAgain(asked);
    });
  };
  if (question) void loadBegun().then(() => wait(question));
  return () => {
    isOver = true;
    stopWaiting();
    removeEventListener('pagehide', keep);
  };
}
