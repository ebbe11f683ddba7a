import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Case } from '../../shared/domain/case.ts';
import type { ForewordLine } from '../../shared/domain/foreword.ts';
import { openConversation, setTimelineFilter, watchConversation } from '../stores/conversation-opening.ts';
import {
  type Conversation as Data,
  conversationFault,
  conversationOf,
  useConversations,
} from '../stores/conversations.ts';
import { keyOf } from '../stores/scope.ts';
import { useNow } from '../stores/now.ts';
import { signedInAgent, useSession } from '../stores/session.ts';
import { daySpan, shortDay } from '../text/time.ts';
import { timelineWords } from '../text/timeline.ts';
import { Said } from './Said.tsx';
import { TimelineContext, type TimelineSetting } from './context.ts';
import css from './Conversation.module.css';
import { isFiltered, NO_FILTER } from './filter-rules.ts';
import { ErasedInHand, ErasedOr } from './Erased.tsx';
import { Filters } from './Filters.tsx';
import { PickBar } from './PickBar.tsx';
import { type Jump, type TakesFocus, Timeline } from './Timeline.tsx';

type Props = {
  readonly customerId: string;
  /** Of this case alone; left out or null: of all. */
  readonly only?: string | null;
  /** The case that the heading names; left out: the newest open one. */
  readonly caseId?: string | undefined;
  /** Read beside others, by this name. */
  readonly pane?: string | null;
  /** From whom the focus goes along where it goes by itself; left out: from all. */
  readonly takesFocus?: TakesFocus;
  /** The entry to open at; left out: the newest. */
  readonly at?: string | undefined;
  /** Grows when the same entry is asked for once more. */
  readonly jump?: number | undefined;
  readonly marks?: TimelineSetting['marks'] | undefined;
  /** In review the search is the page's subject, and the customer's name a heading below it. */
  readonly mode: 'work' | 'review';
  /** What the region is called where there are several; left out: "Timeline". */
  readonly label?: string | undefined;
};

const NO_MARKS: TimelineSetting['marks'] = [];

/** The newest open case, else the newest. */
export function caseInView(cases: readonly Case[]): Case | undefined {
  const newest = cases.toSorted((a, b) => b.openedAt - a.openedAt);
  return newest.find(one => one.state === 'open') ?? newest[0];
}

function CaseTag({ one }: { readonly one: Case }) {
  const open = one.state === 'open';
  const now = useNow();
  const said = open
    ? timelineWords.openSince(daySpan(now - one.openedAt))
    : timelineWords.closed(shortDay(one.closedAt ?? one.openedAt));
  return <span className={open ? css.open : css.closed}>{said}</span>;
}

type HeaderProps = Pick<Props, 'mode' | 'caseId'> & { readonly data: Data };

function Header({ data, mode, caseId }: HeaderProps) {
  const one = data.cases.find(({ id }) => id === caseId) ?? caseInView(data.cases);
  const Name = mode === 'work' ? 'h1' : 'h2';
  return (
    <header className={css.header}>
      <div className={css.title}>
        <Name className={css.name} dir="auto" title={data.customer.name}>
          {data.customer.name}
        </Name>
        {one ? (
          <p className={css.case} title={one.subject}>
            <span className={css.number}>{one.number}</span> <Said text={one.subject} />
          </p>
        ) : null}
        {one ? <CaseTag one={one} /> : null}
      </div>
      {data.customer.erasedAt === undefined ? <Filters conversation={data} /> : null}
    </header>
  );
}

/** Says what is so where no entry can be shown, and one way on. */
function Nothing({ data }: { readonly data: Data }) {
  const { hidden } = data.page;
  if (hidden === 0 || !isFiltered(data.filter)) {
    return (
      <div className={css.nothing}>
        <h2>{timelineWords.empty}</h2>
        <p>{timelineWords.emptyHint}</p>
      </div>
    );
  }
  return (
    <div className={css.nothing}>
      <h2>{timelineWords.allHidden(hidden)}</h2>
      <button type="button" className={css.button} onClick={() => void setTimelineFilter(data.key, NO_FILTER)}>
        {timelineWords.showAll}
      </button>
    </div>
  );
}

/** The shape of what comes. It waits 120 ms, by its own style, before it is seen; cached data is there sooner. */
const Skeleton = () => (
  <div className={css.skeleton} aria-hidden="true">
    {[46, 82, 60, 74, 38, 66].map(width => (
      <div key={width} className={css.bone}>
        <i />
        <i />
        <i style={{ inlineSize: `${width}%` }} />
      </div>
    ))}
  </div>
);

function Failed({ name }: { readonly name: string }) {
  return (
    <div className={css.nothing} role="alert">
      <h2>{timelineWords.fault}</h2>
      <p>{timelineWords.faultHint}</p>
      <button type="button" className={css.button} onClick={() => void openConversation(name)}>
        {timelineWords.again}
      </button>
    </div>
  );
}

/** Where to show: what is asked for in here, until the caller asks for something else. */
function useJumps(asked: string, at: string | undefined): [Jump | null, (entryId: string) => void] {
  const [own, setOwn] = useState<{ asked: string; entryId: string; n: number } | null>(null);
  const openEntry = useCallback(
    (entryId: string) => setOwn(last => ({ asked, entryId, n: (last?.n ?? 0) + 1 })),
    [asked],
  );
  const current = own?.asked === asked ? own : null;
  // Not kept for when the caller comes back to what was asked for then.
  if (own && !current) setOwn(null);
  const entryId = current?.entryId ?? at;
  const key = `${asked} ${current?.n ?? 0}`;
  const jump = useMemo(() => (entryId ? { entryId, key } : null), [entryId, key]);
  return [jump, openEntry];
}

function useSetting(data: Data | undefined, marks: TimelineSetting['marks'], openEntry: (entryId: string) => void) {
  const customerId = data?.customer.id ?? '';
  const key = data?.key ?? '';
  const zone = data?.customer.timeZone ?? null;
  const lines = data?.foreword.lines;
  const agentName = useSession(signedInAgent)?.name ?? null;
  return useMemo<TimelineSetting>(() => {
    const promises = new Map(
      lines
        ?.filter((line): line is Extract<ForewordLine, { kind: 'promised' }> => line.kind === 'promised')
        .map(line => [line.entryId, line]),
    );
    const entry = (id: string) =>
      useConversations.getState().byKey[key]?.page.items.find(item => item.entry.id === id)?.entry;
    return { customerId, key, marks, zone, agentName, openEntry, entry, promise: id => promises.get(id) };
  }, [customerId, key, zone, lines, agentName, marks, openEntry]);
}

/** One customer's whole conversation: who, which case, what is filtered, and the timeline. */
export function Conversation({
  customerId,
  only = null,
  pane = null,
  at,
  jump: asked,
  marks = NO_MARKS,
  ...shown
}: Props) {
  const { mode, label, caseId, takesFocus = 'from-all' } = shown;
  const name = keyOf({ customerId, caseId: only, pane });
  const data = useConversations(conversationOf(name));
  const fault = useConversations(conversationFault(name));
  const [jump, openEntry] = useJumps(`${name} ${at} ${asked}`, at);
  const [missed, setMissed] = useState<{ jump: Jump; filter: string } | null>(null);
  const isMissed = missed !== null && missed.jump === jump && missed.filter === JSON.stringify(data?.filter);
  const miss = useCallback((one: Jump) => setMissed({ jump: one, filter: filterNow(name) }), [name]);
  const setting = useSetting(data, marks, openEntry);
  useEffect(() => watchConversation(name), [name]);
  useEffect(() => void openConversation(name, at), [name, at]);
  return (
    <TimelineContext value={setting}>
      <section className={css.conversation} aria-label={label ?? timelineWords.region}>
        {data ? <Header data={data} mode={mode} caseId={caseId} /> : null}
        {isMissed && data ? <Missed data={data} onShown={() => openEntry(missed.jump.entryId)} /> : null}
        {data?.customer.erasedAt !== undefined ? (
          <ErasedInHand customerId={customerId} at={data.customer.erasedAt} />
        ) : data && data.page.items.length > 0 ? (
          <Timeline key={name} conversation={data} jump={jump} onMissed={miss} takesFocus={takesFocus} />
        ) : data ? (
          <Nothing data={data} />
        ) : fault ? (
          <ErasedOr customerId={customerId}>
            <Failed name={name} />
          </ErasedOr>
        ) : (
          <Skeleton />
        )}
        {data && data.customer.erasedAt === undefined ? <PickBar conversation={data} /> : null}
      </section>
    </TimelineContext>
  );
}

const filterNow = (name: string): string => JSON.stringify(conversationOf(name)(useConversations.getState())?.filter);

/** The entry asked for is not among those shown: the filter hides it, or it is not on this workstation. */
function Missed({ data, onShown }: { readonly data: Data; readonly onShown: () => void }) {
  return (
    <p className={css.missed} role="status">
      {timelineWords.notHere}
      {isFiltered(data.filter) ? (
        <button
          type="button"
          className={css.link}
          onClick={() => void setTimelineFilter(data.key, NO_FILTER).then(onShown)}
        >
          {timelineWords.showAll}
        </button>
      ) : null}
    </p>
  );
}
