import { useState } from 'react';
import { OUTCOMES, type Outcome, type Outcomes as Counted } from '../../shared/domain/outcomes.ts';
import type { Board } from '../../shared/domain/work.ts';
import { outcomeWords } from '../text/queues.ts';
import { age, clockTime } from '../text/time.ts';
import { PanelTitle } from '../ui/PanelTitle.tsx';
import { Segment } from '../ui/Segment.tsx';
import css from './side.module.css';

type Row = Pick<Counted['rows'][number], 'outcome' | 'reason' | 'count'>;
const sumOf = (rows: readonly Row[]): number => rows.reduce((sum, { count }) => sum + count, 0);

const WAYS = ['queue', 'agent'] as const;
type Way = (typeof WAYS)[number];
/** A queue or an agent, and how what was theirs ended. */
type Part = { readonly id: string; readonly name: string; readonly rows: readonly Row[] };

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
  const gone = [...new Set(rows.map(({ id }) => id))].filter(id => !named.some(one => one.id === id));
  return [...named, ...gone.map(id => ({ id, name: id }))]
    .map(one => ({ ...one, rows: rows.flatMap(({ id, row }) => (id === one.id ? [row] : [])) }))
    .filter(part => part.rows.length > 0);
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

/** How many ended so, and for which reasons, the most frequent first. */
function One({ outcome, rows }: { readonly outcome: Outcome; readonly rows: readonly Row[] }) {
  const reasons = rows.flatMap(({ reason, count }) => (reason === null ? [] : [{ reason, count }]));
  return (
    <li>
      {outcomeWords.names[outcome]} <b>{sumOf(rows)}</b>
      {reasons.length > 0 ? <Reasons reasons={reasons} /> : null}
    </li>
  );
}

function OfPart({ name, rows }: Part) {
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
            return ended.length > 0 ? <One key={outcome} outcome={outcome} rows={ended} /> : null;
          })}
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
