import type { Board } from '../../shared/domain/work.ts';
import { Reassign } from '../hand-over/Reassign.tsx';
import { handOverWords } from '../text/hand-over.ts';
import { queueWords } from '../text/queues.ts';
import { waitSpan } from '../text/time.ts';
import { channelWords } from '../text/timeline.ts';
import { type Column, DataTable, NEEDS, WORDS } from '../ui/DataTable.tsx';
import { channelIcon, Icon } from '../ui/Icon.tsx';
import { PanelTitle } from '../ui/PanelTitle.tsx';
import type { Part } from './BoardTable.tsx';
import css from './tables.module.css';

type Waiting = Board['waiting'][number];
const { customer, channel, waited, matter, serve } = queueWords.waitingColumns;
const COLUMNS: readonly Column[] = [
  { id: 'customer', label: customer },
  { id: 'channel', label: channel, words: true, needs: 'wide' },
  { id: 'waited', label: waited },
  { id: 'matter', label: matter, words: true, needs: 'middle' },
  { id: 'serve', label: serve, words: true, needs: 'middle' },
  { id: 'act', label: handOverWords.heldColumns.act, words: true },
];
const SERVERS_SHOWN = 2;

function couldServe({ couldServe }: Waiting): string {
  if (couldServe.length === 0) return queueWords.nobody;
  const first = couldServe
    .slice(0, SERVERS_SHOWN)
    .map(({ name, state, full }) =>
      queueWords.couldServe(name, full ? queueWords.full : (queueWords.states[state] ?? state).toLowerCase()),
    );
  const rest = couldServe.length - SERVERS_SHOWN;
  return rest > 0 ? `${first.join(', ')}, ${queueWords.more(rest)}` : first.join(', ');
}

type RowProps = {
  readonly item: Waiting;
  readonly place: number;
  readonly now: number;
  readonly queueName: string;
};

function Row({ item, place, now, queueName }: RowProps) {
  return (
    <tr className={css.row}>
      <th scope="row">
        <span className={css.who}>
          <span className={css.place} aria-hidden="true">
            {place}
          </span>
          <span className={css.cut} dir="auto" title={item.from}>
            {item.customerName}
          </span>
        </span>
      </th>
      <td className={`${WORDS} ${NEEDS.wide} ${css.second}`}>
        <span className={css.channel}>
          <Icon name={channelIcon(item.channel)} />
          {channelWords[item.channel]}
        </span>
      </td>
      <td className={css.count}>
        {item.state === 'offered' ? `${queueWords.ringing} ` : ''}
        {waitSpan(now - item.enteredAt)}
      </td>
      <td className={`${WORDS} ${NEEDS.middle} ${css.second}`}>
        <span className={css.cut} dir="auto" title={item.subject}>
          {item.subject}
        </span>
      </td>
      <td className={`${WORDS} ${NEEDS.middle} ${item.couldServe.length === 0 ? css.danger : css.second}`}>
        <span className={css.cut} title={couldServe(item)}>
          {couldServe(item)}
        </span>
      </td>
      <td className={WORDS}>
        <Reassign item={{ ...item, id: item.workItemId, queueName }} />
      </td>
    </tr>
  );
}

const isIn = (part: Part | null, item: Waiting): boolean =>
  part === null || (item.queueId === part.queueId && (part.channel === null || item.channel === part.channel));

/** How many wait there in all; the list holds the first of them. */
function totalOf(board: Board, part: Part | null): number {
  if (part === null) return board.waitingTotal;
  const row = board.rows.find(({ queueId }) => queueId === part.queueId);
  if (part.channel === null) return row?.inQueue ?? 0;
  return row?.perChannel.find(({ channel: one }) => one === part.channel)?.inQueue ?? 0;
}

function titleOf(board: Board, part: Part | null): string {
  const name = board.rows.find(({ queueId }) => queueId === part?.queueId)?.name ?? null;
  const place = name && part?.channel ? queueWords.channelOf(name, channelWords[part.channel]) : name;
  return queueWords.waiting(place);
}

type Props = { readonly board: Board; readonly now: number; readonly part: Part | null };

/** Those who wait, the longest first within their priority, and who could serve each. */
export function WaitingTable({ board, now, part }: Props) {
  const items = board.waiting.filter(item => isIn(part, item));
  const title = titleOf(board, part);
  const count = queueWords.shown(items.length, Math.max(totalOf(board, part), items.length));
  return (
    <section className={css.panel} aria-labelledby="waiting-title">
      <PanelTitle id="waiting-title" title={title} count={count} />
      {items.length === 0 ? (
        <p className={css.nothing}>{queueWords.nothingWaits}</p>
      ) : (
        <DataTable label={title} columns={COLUMNS} className={css.list!} tableClass={css.waiting!}>
          {items.map((item, i) => (
            <Row
              key={item.workItemId}
              item={item}
              place={i + 1}
              now={now}
              queueName={board.rows.find(({ queueId }) => queueId === item.queueId)?.name ?? ''}
            />
          ))}
        </DataTable>
      )}
    </section>
  );
}
