import type { Channel } from '../../shared/domain/primitives.ts';
import type { Board } from '../../shared/domain/work.ts';
import { queueWords } from '../text/queues.ts';
import { age, waitSpan } from '../text/time.ts';
import { channelWords } from '../text/timeline.ts';
import { type Column, DataTable, NEEDS } from '../ui/DataTable.tsx';
import { channelIcon, Icon } from '../ui/Icon.tsx';
import css from './tables.module.css';

/** A row whose numbers have not moved for so long, milliseconds, is marked. */
const NOT_MOVING = 60_000;
const { queue, inQueue, longest, available, onContact, acw, notReady, age: ageWord } = queueWords.columns;
/** Who waits, whether anybody is free and how old that is stay; what the agents do otherwise gives way first. */
const COLUMNS: readonly Column[] = [
  { id: 'queue', label: queue },
  { id: 'inQueue', label: inQueue },
  { id: 'longest', label: longest },
  { id: 'available', label: available },
  { id: 'onContact', label: onContact, needs: 'middle' },
  { id: 'acw', label: acw, needs: 'wide' },
  { id: 'notReady', label: notReady, needs: 'wide' },
  { id: 'age', label: ageWord },
];

/** A queue, or one channel of it. */
export type Part = { readonly queueId: string; readonly channel: Channel | null };
type QueueRow = Board['rows'][number];
type Counts = Omit<QueueRow['perChannel'][number], 'channel'>;

function Age({ ms }: { readonly ms: number }) {
  if (ms <= NOT_MOVING) return age(ms);
  return (
    <span className={css.oldTag}>
      <Icon name="warn" size="sm" />
      {queueWords.old(age(ms))}
    </span>
  );
}

type RowProps = {
  readonly counts: Counts;
  readonly channel: Channel;
  readonly queue: string;
  readonly isPart: boolean;
  /** Outside its hours. */
  readonly closed: QueueRow['closed'];
  /** Milliseconds since the board was made. */
  readonly since: number;
  readonly now: number;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
};

function Row({ counts, channel, queue: queueName, isPart, closed, since, now, isChosen, onChoose }: RowProps) {
  const old = now - counts.countedAt;
  // The longest wait goes on between two boards; it is counted from when the board was made.
  const waited = counts.longestWaitMs === null ? null : counts.longestWaitMs + since;
  const full = counts.full ?? 0;
  const unserved = counts.inQueue > 0 && counts.available <= full;
  const name = isPart ? queueWords.channelOf(queueName, channelWords[channel]) : queueName;
  const looks = [isPart ? css.part : css.row, old > NOT_MOVING && css.stuck, isChosen && css.chosen];
  return (
    <tr className={looks.filter(Boolean).join(' ')}>
      <th scope="row">
        <button
          type="button"
          className={css.name}
          aria-pressed={isChosen}
          aria-label={queueWords.openIn(name)}
          onClick={onChoose}
        >
          <Icon name={channelIcon(channel)} />
          <span dir="auto">{isPart ? channelWords[channel] : queueName}</span>
        </button>
        {closed ? <span className={css.closed}>{queueWords.closed(closed.opensAt, now)}</span> : null}
        {unserved ? (
          <span className={css.nobody}>
            <Icon name="warn" size="sm" label={full > 0 ? queueWords.allFull : queueWords.nobodyFree} />
          </span>
        ) : null}
      </th>
      <td className={css.count}>{counts.inQueue}</td>
      <td>{waited === null ? queueWords.dash : waitSpan(waited)}</td>
      <td className={unserved ? css.danger : undefined}>
        {full > 0 ? <span className={css.full}>{queueWords.fullAmong(full, counts.available)}</span> : null}
        {counts.available}
      </td>
      <td className={NEEDS.middle}>{counts.onContact}</td>
      <td className={NEEDS.wide}>{counts.acw}</td>
      <td className={NEEDS.wide}>{counts.notReady}</td>
      <td className={css.age}>
        <Age ms={old} />
      </td>
    </tr>
  );
}

type Props = {
  readonly board: Board;
  readonly now: number;
  readonly chosen: Part | null;
  readonly onChoose: (part: Part) => void;
};

/** A queue's parts stand under it where there is more than one; else its own row says everything. */
const partsOf = (row: QueueRow): QueueRow['perChannel'] => (row.perChannel.length > 1 ? row.perChannel : []);

export function BoardTable({ board, now, chosen, onChoose }: Props) {
  const since = now - board.madeAt;
  const isChosen = (queueId: string, channel: Channel | null): boolean =>
    chosen?.queueId === queueId && chosen.channel === channel;
  return (
    <DataTable label={queueWords.title} columns={COLUMNS} className={css.board!} tableClass={css.counts!}>
      {board.rows.flatMap(row => {
        const { queueId, name } = row;
        const shared = { queue: name, since, now };
        return [
          <Row
            key={queueId}
            {...shared}
            counts={row}
            channel={row.channels[0] ?? 'internal'}
            isPart={false}
            closed={row.closed}
            isChosen={isChosen(queueId, null)}
            onChoose={() => onChoose({ queueId, channel: null })}
          />,
          ...partsOf(row).map(part => (
            <Row
              key={`${queueId} ${part.channel}`}
              {...shared}
              counts={part}
              channel={part.channel}
              isPart
              closed={part.closed && part.closed.opensAt !== row.closed?.opensAt ? part.closed : null}
              isChosen={isChosen(queueId, part.channel)}
              onChoose={() => onChoose({ queueId, channel: part.channel })}
            />
          )),
        ];
      })}
    </DataTable>
  );
}
