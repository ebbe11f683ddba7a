import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { sawArrived, useArrived } from '../stores/arrived.ts';
import { loadAround, loadNewer, loadNewest, loadOlder } from '../stores/conversation-pages.ts';
import { tellInView } from '../stores/conversation-view.ts';
import type { Conversation } from '../stores/conversations.ts';
import { scopeOf } from '../stores/scope.ts';
import { isWriting } from '../keys/listen.ts';
import { pick, usePicks } from '../stores/picks.ts';
import { timelineWords } from '../text/timeline.ts';
import { Icon } from '../ui/Icon.tsx';
import { CompletenessMark } from './CompletenessMark.tsx';
import { EntryArticle } from './EntryArticle.tsx';
import { useTimeline } from './context.ts';
import { dayAbove, type Top } from './day-above.ts';
import { openMarked, toggleFolds } from './folds.ts';
import { placeOf, stepFrom } from './keys.ts';
import { keepRows, type Row, rowsOf } from './rows.ts';
import css from './Timeline.module.css';
import { useToday } from './today.ts';
import { type Feed, useFeed } from './use-feed.ts';
import { useHoldInView } from './use-hold-in-view.ts';

/** An entry to show and mark; another object is another wish, even for the same entry. */
export type Jump = { readonly entryId: string; readonly key: string };
type Props = {
  readonly conversation: Conversation;
  readonly jump: Jump | null;
  /** A jump to an entry that cannot be shown. */
  readonly onMissed: (jump: Jump) => void;
  /** False: an entry that is jumped to takes the focus only from another one of this timeline. */
  readonly takesFocus: TakesFocus;
};

/** Entries from an edge at which the next page is asked for. */
const NEAR = 12;

/** Asks for further pages as their edge comes near, once somebody has moved: opening alone loads no history. */
function usePages(conversation: Conversation, { first, last, follows }: Feed): () => void {
  const moved = useRef(false);
  const { key, page, completeness, olderFault, asking } = conversation;
  // Of one case alone nobody knows how much older there is: history is asked for by hand.
  const { caseId } = scopeOf(key);
  useEffect(() => {
    const here = page.items[first]?.entry;
    const there = page.items[follows.current ? page.items.length - 1 : last]?.entry;
    if (here && there) tellInView(key, { at: here.at, id: here.id }, { at: there.at, id: there.id });
    const inBackend = caseId === null && olderFault === null && completeness.older !== 0;
    const near = first < NEAR && !asking;
    // What is cached costs nothing, and a high screen may have room for more than a first page.
    const wanted = moved.current ? page.olderCached > 0 || inBackend : first === 0 && page.olderCached > 0;
    if (near && wanted) void loadOlder(key);
    if (page.newerCached > 0 && last >= page.items.length - NEAR) void loadNewer(key);
  }, [key, caseId, page, completeness.older, olderFault, asking, first, last, follows]);
  return () => {
    moved.current = true;
  };
}

type Show = (index: number, align?: 'auto' | 'center') => void;

/**
 * From whom the entry that is shown takes the focus: from all but those who write, e.g. the words that are searched for;
 * from those who read any conversation, or are nowhere; from those who are in this one, or wait for it where it is to stand.
 */
export type TakesFocus = 'from-all' | 'from-readers' | 'from-within';

function mayTake(takesFocus: TakesFocus, holder: Element | null, feed: HTMLElement | null): boolean {
  if (holder?.matches('[data-pane]') && holder.contains(feed)) return true;
  if (takesFocus === 'from-within') return feed !== null && feed.contains(holder);
  if (takesFocus === 'from-all') return !isWriting(holder);
  return holder === null || holder === document.body || holder.closest('[role=feed]') !== null;
}

/** Brings an entry into view, and gives it the focus once it is drawn. */
function useFocus(
  rows: readonly Row[],
  list: Feed['list'],
  feed: RefObject<HTMLDivElement | null>,
  takesFocus: TakesFocus,
) {
  const [current, setCurrent] = useState<string | null>(null);
  /** Null within: the newest, whichever that is by then. */
  const [wanted, setWanted] = useState<{ readonly entryId: string | null } | null>(null);
  const done = useRef(wanted);
  useLayoutEffect(() => {
    if (!wanted || done.current === wanted) return;
    const entryId = wanted.entryId ?? rows.at(-1)?.item.entry.id ?? '';
    const article = feed.current?.querySelector<HTMLElement>(`[data-entry="${CSS.escape(entryId)}"]`);
    if (!article) return;
    done.current = wanted;
    if (mayTake(takesFocus, document.activeElement, feed.current)) article.focus({ preventScroll: true });
  });
  const show: Show = (index, align = 'auto') => {
    const entryId = rows[index]?.item.entry.id;
    if (!entryId) return;
    list.scrollToIndex(index, { align });
    setCurrent(entryId);
    setWanted({ entryId });
  };
  const showNewest = () => {
    list.scrollToEnd();
    setWanted({ entryId: null });
  };
  return { current, setCurrent, show, showNewest };
}

/** Opens around the entry asked for, wherever it is. */
function useJump(
  { conversation, jump, onMissed }: Props,
  rows: readonly Row[],
  show: Show,
  holdInView: (entryId: string) => void,
) {
  const wanted = useRef<Jump | null>(null);
  const { marks } = useTimeline();
  useLayoutEffect(() => {
    wanted.current = jump;
    if (!jump) return;
    void loadAround(conversation.key, jump.entryId).then(found => {
      if (!found && wanted.current === jump) onMissed(jump);
    });
  }, [jump, conversation.key, onMissed]);
  useLayoutEffect(() => {
    const index = wanted.current ? placeOf(rows, wanted.current.entryId) : -1;
    if (index < 0) return;
    wanted.current = null;
    const { entry } = rows[index]!.item;
    openMarked(entry, marks);
    show(index, 'center');
    holdInView(entry.id);
  });
}

/** Shift takes the entry one leaves along, and the one one comes to. */
function pickRows(key: string, rows: readonly Row[], indexes: readonly number[]): void {
  const items = indexes.map(index => rows[index]?.item).filter(item => item && !item.pending);
  pick(key, ...items.map(item => item!.entry));
}

function useKeys(props: Props, rows: readonly Row[], focus: ReturnType<typeof useFocus>) {
  const { current, show, showNewest } = focus;
  const { key } = props.conversation;
  return (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const index = placeOf(rows, current);
    const step = stepFrom(event.key, index, rows.length);
    if (step !== null && event.shiftKey) pickRows(key, rows, [index, step]);
    if (step !== null) show(step);
    else if (event.key === 'End') void loadNewest(key).then(showNewest);
    else if ((event.key === 'o' || event.key === 'O') && rows[index]) toggleFolds(rows[index].item.entry);
    else return;
    event.preventDefault();
  };
}

/** Says how many came in below, and leads there. */
function ToNewest({ conversation, feed }: { readonly conversation: Conversation; readonly feed: Feed }) {
  const { key } = conversation;
  const arrived = useArrived(key);
  const { atEnd, list } = feed;
  useEffect(() => {
    if (atEnd && arrived > 0) sawArrived(key);
  }, [atEnd, arrived, key]);
  if (atEnd) return null;
  return (
    <button
      type="button"
      className={arrived > 0 ? css.fresh : css.newest}
      onClick={() => void loadNewest(key).then(() => list.scrollToEnd())}
    >
      <Icon name="down" size="sm" />
      {arrived > 0 ? timelineWords.fresh(arrived) : timelineWords.toNewest}
    </button>
  );
}

function useRows({ page, completeness }: Conversation): readonly Row[] {
  const whole = page.olderCached === 0 && completeness.older === 0;
  const [keep] = useState(() => {
    let kept: readonly Row[] = [];
    return (rows: readonly Row[]) => (kept = keepRows(kept, rows));
  });
  return useMemo(() => keep(rowsOf(page.items, whole)), [page.items, whole, keep]);
}

/** Where the list stands at its top. */
const topOf = ({ first, fits, items, list }: Feed): Top => ({
  first,
  start: items.find(({ index }) => index === first)?.start ?? 0,
  offset: list.scrollOffset ?? 0,
  fits,
});

/** One stream of all that was written and said, oldest at the top. Mount it with its own key. */
export function Timeline(props: Props) {
  const { conversation, jump } = props;
  const { page, completeness, key } = conversation;
  const rows = useRows(conversation);
  const scroller = useRef<HTMLDivElement>(null);
  const feedBox = useRef<HTMLDivElement>(null);
  const feed = useFeed(key, rows, page.newerCached === 0, scroller, feedBox);
  const { list, items } = feed;
  const { containerRef, measureElement } = list;
  const setFeedBox = useCallback(
    (box: HTMLDivElement | null) => {
      feedBox.current = box;
      containerRef(box);
    },
    [containerRef],
  );
  const focus = useFocus(rows, list, feedBox, props.takesFocus);
  const { current, setCurrent, show } = focus;
  const onMove = usePages(conversation, feed);
  useJump(props, rows, show, useHoldInView(list, scroller, feedBox));
  const onKeyDown = useKeys(props, rows, focus);
  const size = completeness.older === 0 ? page.olderCached + rows.length + page.newerCached : -1;
  const today = useToday();
  const isPicking = usePicks(picks => picks.customerId === conversation.customer.id);
  // One that is drawn, always: the entry that was last at hand may be far from where one has scrolled to.
  const isDrawn = items.some(({ key: entryId }) => entryId === current);
  const tabStop = isDrawn ? current : (rows[feed.atEnd ? rows.length - 1 : feed.first]?.item.entry.id ?? null);

  return (
    <div className={css.timeline}>
      <CompletenessMark conversation={conversation} dayAt={dayAbove(rows, topOf(feed))} />
      <div ref={scroller} className={css.scroller} onWheel={onMove} onPointerDown={onMove} onTouchMove={onMove}>
        <div
          ref={setFeedBox}
          role="feed"
          aria-label={timelineWords.feed}
          aria-busy={conversation.asking}
          data-timeline={key}
          data-picking={isPicking || undefined}
          className={css.feed}
          onKeyDown={event => {
            onMove();
            onKeyDown(event);
          }}
          onFocus={event => setCurrent(event.target.closest<HTMLElement>('article')?.dataset['entry'] ?? current)}
        >
          {items.map(item => (
            <EntryArticle
              key={item.key}
              row={rows[item.index]!}
              index={item.index}
              place={page.olderCached + item.index + 1}
              size={size}
              current={tabStop === item.key}
              hit={jump?.entryId === item.key}
              today={today}
              measure={measureElement}
            />
          ))}
        </div>
      </div>
      <ToNewest conversation={conversation} feed={feed} />
    </div>
  );
}
