import { OUTCOMES, type Outcome, type Outcomes as Counted } from '../../shared/domain/outcomes.ts';
import type { Board } from '../../shared/domain/work.ts';
import { outcomeWords } from '../text/queues.ts';
import { age, clockTime } from '../text/time.ts';
import { PanelTitle } from '../ui/PanelTitle.tsx';
import css from './Outcomes.module.css';

type Row = Counted['rows'][number];
const sumOf = (rows: readonly Row[]): number => rows.reduce((sum, { count }) => sum + count, 0);

/** How many ended so, and for which reasons, the most frequent first. */
function One({ outcome, rows }: { readonly outcome: Outcome; readonly rows: readonly Row[] }) {
  const reasons = rows.flatMap(({ reason, count }) => (reason === null ? [] : [{ reason, count }]));
  return (
    <li>
      {outcomeWords.names[outcome]} <b>{sumOf(rows)}</b>
      {reasons.length > 0 ? (
        <bdi className={css.reasons}>
          {reasons
            .toSorted((a, b) => b.count - a.count)
            .map(({ reason, count }) => outcomeWords.reason(reason, count))
            .join(', ')}
        </bdi>
      ) : null}
    </li>
  );
}

function OfQueue({ name, rows }: { readonly name: string; readonly rows: readonly Row[] }) {
  return (
    <div className={css.row}>
      <dt>
        <span dir="auto">{name}</span>
        <b>{sumOf(rows)}</b>
      </dt>
      <dd>
        <ul>
          {OUTCOMES.map(outcome => {
            const ended = rows.filter(row => row.outcome === outcome);
            return ended.length > 0 ? <One key={outcome} outcome={outcome} rows={ended} /> : null;
          })}
        </ul>
      </dd>
    </div>
  );
}

type Props = { readonly board: Board; readonly counted: Counted; readonly now: number };

/** How the work of each queue ended since the shift began, with the age of the count. */
export function Outcomes({ board, counted, now }: Props) {
  const { rows, from, countedAt } = counted;
  const queues = board.rows.filter(({ queueId }) => rows.some(row => row.queueId === queueId));
  return (
    <section className={css.panel} aria-labelledby="outcomes-title">
      <PanelTitle id="outcomes-title" title={outcomeWords.title(clockTime(from))} count={sumOf(rows)} />
      <p className={css.age}>{outcomeWords.counted(age(Math.max(0, now - countedAt)))}</p>
      {queues.length === 0 ? <p className={css.nothing}>{outcomeWords.none}</p> : null}
      <dl>
        {queues.map(({ queueId, name }) => (
          <OfQueue key={queueId} name={name} rows={rows.filter(row => row.queueId === queueId)} />
        ))}
      </dl>
    </section>
  );
}
