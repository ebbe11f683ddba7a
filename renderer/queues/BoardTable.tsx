import type { Board } from '../../shared/domain/work.ts';
import { queueWords } from '../text/queues.ts';
import { age, waitSpan } from '../text/time.ts';
import { channelWords } from '../text/timeline.ts';
import { channelIcon, Icon } from '../ui/Icon.tsx';
import css from './tables.module.css';

/** A row whose numbers have not moved for so long, milliseconds, is marked. */
const NOT_MOVING = 60_000;
const words = queueWords.columns;

type RowProps = {
  readonly row: Board['rows'][number];
  readonly board: Board;
  readonly now: number;
  readonly chosen: boolean;
  readonly onChoose: () => void;
};

function Row({ row, board, now, chosen, onChoose }: RowProps) {
  const old = now - row.countedAt;
  const stuck = old > NOT_MOVING;
  // The longest wait goes on between two boards; it is counted from when the board was made.
  const longest = row.longestWaitMs === null ? null : row.longestWaitMs + (now - board.madeAt);
  const unserved = row.inQueue > 0 && row.available === 0;
  return (
    <tr className={`${stuck ? css.stuck : ''} ${chosen ? css.chosen : ''}`}>
      <th scope="row">
        <button
          type="button"
          className={css.name}
          aria-pressed={chosen}
          aria-label={queueWords.openIn(row.name)}
          title={queueWords.channels(row.channels.map(channel => channelWords[channel]))}
          onClick={onChoose}
        >
          <Icon name={channelIcon(row.channels[0] ?? 'internal')} />
          <span dir="auto">{row.name}</span>
          {unserved ? <Icon name="warn" size="sm" label={queueWords.nobody} /> : null}
        </button>
      </th>
      <td className={css.strong}>{row.inQueue}</td>
      <td>{longest === null ? queueWords.dash : waitSpan(longest)}</td>
      <td className={unserved ? css.danger : undefined}>{row.available}</td>
      <td>{row.onContact}</td>
      <td>{row.acw}</td>
      <td>{row.notReady}</td>
      <td className={css.age}>
        {stuck ? (
          <span className={css.oldTag}>
            <Icon name="warn" size="sm" />
            {queueWords.old(age(old))}
          </span>
        ) : (
          age(old)
        )}
      </td>
    </tr>
  );
}

type Props = {
  readonly board: Board;
  readonly now: number;
  readonly chosen: string | null;
  readonly onChoose: (queueId: string) => void;
};

export function BoardTable({ board, now, chosen, onChoose }: Props) {
  return (
    <div className={css.scroll} tabIndex={0} role="group" aria-label={queueWords.title}>
      <table className={css.table}>
        <thead>
          <tr>
            {Object.entries(words).map(([id, word]) => (
              <th key={id} scope="col">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {board.rows.map(row => (
            <Row
              key={row.queueId}
              row={row}
              board={board}
              now={now}
              chosen={row.queueId === chosen}
              onChoose={() => onChoose(row.queueId)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
