import { useState } from 'react';
import { OUTCOMES, type Outcomes as Counted } from '../../shared/domain/outcomes.ts';
import type { Board } from '../../shared/domain/work.ts';
import { outcomeWords } from '../text/queues.ts';
import { age, clockTime } from '../text/time.ts';
import { PanelTitle } from '../ui/PanelTitle.tsx';
import { Segment } from '../ui/Segment.tsx';
import css from './side.module.css';

type Row = Pick<Counted['rows'][number], 'outcome' | 'reason' | 'count'>;
const sumOf = (rows: readonly Pick<Row, 'count'>[]): number => rows.reduce((sum, { count }) => sum + count, 0);

const WAYS = ['queue', 'agent'] as const;
type Way = (typeof WAYS)[number];
/** What was shown to all, whether or not it ended work. */
type Repost = Pick<NonNullable<Counted['reposts']>[number], 'reason' | 'count'>;
/** A queue or an agent, and how what was theirs ended. */
type Part = {
  readonly id: string;
  readonly name: string;
  readonly rows: readonly Row[];
  readonly reposts: readonly Repost[];
};

/** In the board's order, and only those of whom something ended. Of who is not on the board any more there is the id. */
export function partsOf(board: Board, counted: Counted, by: Way): Part[] {
  const rows =
    by === 'queue'
      ? counted.rows.map(({ queueId: id, ...row }) => ({ id, row }))
      : (counted.byAgent ?? []).map(({ agentId: id, ...row }) => ({ id, row }));
  const named =
    by === 'queue'
      ? board.rows.map(({ queueId: id, name }) => ({ id, name }))
      : board.agents.map(({ agentId: id, name }) => ({ id, name }));
  const reposts = (counted.reposts ?? []).map(row => ({ id: by === 'queue' ? row.queueId : row.agentId, row }));
  const all = [...rows, ...reposts].map(({ id }) => id);
  const gone = [...new Set(all)].filter(id => !named.some(one => one.id === id));
  const of = <T,>(id: string, from: readonly { readonly id: string; readonly row: T }[]): T[] =>
    from.flatMap(one => (one.id === id ? [one.row] : []));
  return [...named, ...gone.map(id => ({ id, name: id }))]
    .map(one => ({ ...one, rows: of(one.id, rows), reposts: of(one.id, reposts) }))
    .filter(part => part.rows.length + part.reposts.length > 0);
}

type Reason = { readonly reason: string; readonly count: number };

function Reasons({ reasons }: { readonly reasons: readonly Reason[] }) {
  const most = reasons.toSorted((a, b) => b.count - a.count);
  return (
    <>
      {' '}
      <bdi className={css.detail}>{most.map(({ reason, count }) => outcomeWords.reason(reason, count)).join(', ')}</bdi>
    </>
  );
}

/** How many there were, and for which reasons, the most frequent first. */
function One({ name, rows }: { readonly name: string; readonly rows: readonly Repost[] }) {
  const reasons = rows.flatMap(({ reason, count }) => (reason === null ? [] : [{ reason, count }]));
  return (
    <li>
      {name} <b>{sumOf(rows)}</b>
      {reasons.length > 0 ? <Reasons reasons={reasons} /> : null}
    </li>
  );
}

function OfPart({ name, rows, reposts }: Part) {
  return (
    <div className={css.row}>
      <dt>
        <span dir="auto">{name}</span>
        <b>{sumOf(rows)}</b>
      </dt>
      <dd>
        <ul className={css.of}>
          {OUTCOMES.map(outcome => {
            const ended = rows.filter(row => row.outcome === outcome);
            return ended.length > 0 ? <One key={outcome} name={outcomeWords.names[outcome]} rows={ended} /> : null;
          })}
          {reposts.length > 0 ? <One name={outcomeWords.reposts} rows={reposts} /> : null}
        </ul>
      </dd>
    </div>
  );
}

const OPTIONS = WAYS.map(id => ({ id, label: outcomeWords.by[id] }));
type Props = { readonly board: Board; readonly counted: Counted; readonly now: number };

/** How the work of each queue, or of each agent, ended since the shift, or the day, began, with the age of the count. */
export function Outcomes({ board, counted, now }: Props) {
  const [by, setBy] = useState<Way>('queue');
  const { rows, from, zone, countedAt } = counted;
  const parts = partsOf(board, counted, by);
  return (
    <section className={css.panel} aria-labelledby="outcomes-title">
      <div className={css.head}>
        <PanelTitle id="outcomes-title" title={outcomeWords.title(clockTime(from))} count={sumOf(rows)} />
        {counted.byAgent ? (
          <Segment label={outcomeWords.countedBy} options={OPTIONS} value={by} onChange={setBy} />
        ) : null}
      </div>
      <p className={css.said}>{outcomeWords.counted(age(Math.max(0, now - countedAt)))}</p>
      {zone === undefined ? null : <p className={css.said}>{outcomeWords.dayIn(zone)}</p>}
      {parts.length === 0 ? <p className={css.said}>{outcomeWords.none}</p> : null}
      <dl>
        {parts.map(part => (
          <OfPart key={part.id} {...part} />
        ))}
      </dl>
    </section>
  );
}
