import type { Board } from '../../shared/domain/work.ts';
import { queueWords } from '../text/queues.ts';
import { waitSpan } from '../text/time.ts';
import { channelWords } from '../text/timeline.ts';
import { channelIcon, Icon } from '../ui/Icon.tsx';
import css from './tables.module.css';

type Waiting = Board['waiting'][number];
const words = queueWords.waitingColumns;
const SERVERS_SHOWN = 2;

function couldServe({ couldServe }: Waiting): string {
  if (couldServe.length === 0) return queueWords.nobody;
  const first = couldServe
    .slice(0, SERVERS_SHOWN)
    .map(({ name, state }) => queueWords.couldServe(name, (queueWords.states[state] ?? state).toLowerCase()));
  const rest = couldServe.length - SERVERS_SHOWN;
  return rest > 0 ? `${first.join(', ')}, ${queueWords.more(rest)}` : first.join(', ');
}

function Row({ item, place, now }: { readonly item: Waiting; readonly place: number; readonly now: number }) {
  return (
    <tr>
      <td className={css.place}>{place}</td>
      <th scope="row">
        <span className={css.cut} dir="auto" title={item.from}>
          {item.customerName}
        </span>
      </th>
      <td className={css.words}>
        <span className={css.channel}>
          <Icon name={channelIcon(item.channel)} />
          {channelWords[item.channel]}
        </span>
      </td>
      <td className={css.strong}>
        {item.state === 'offered' ? `${queueWords.ringing} ` : ''}
        {waitSpan(now - item.enteredAt)}
      </td>
      <td className={css.words}>
        <span className={css.cut} dir="auto">
          {item.subject}
        </span>
      </td>
      <td className={`${css.words} ${item.couldServe.length === 0 ? css.danger : ''}`}>
        <span className={css.cut}>{couldServe(item)}</span>
      </td>
    </tr>
  );
}

/** Those who wait, the longest first within their priority, and who could serve each. */
export function WaitingTable({
  board,
  now,
  queueId,
}: {
  readonly board: Board;
  readonly now: number;
  readonly queueId: string | null;
}) {
  const items = board.waiting.filter(item => queueId === null || item.queueId === queueId);
  const queue = board.rows.find(row => row.queueId === queueId);
  const total = queue ? queue.inQueue : board.waitingTotal;
  return (
    <section className={css.panel} aria-labelledby="waiting-title">
      <h2 id="waiting-title" className={css.title}>
        {queueWords.waiting(queue?.name ?? null)}
        <span className={css.count}>{queueWords.shown(items.length, Math.max(total, items.length))}</span>
      </h2>
      {items.length === 0 ? (
        <p className={css.nothing}>{queueWords.nothingWaits}</p>
      ) : (
        <div className={css.scroll} tabIndex={0} role="group" aria-labelledby="waiting-title">
          <table className={`${css.table} ${css.waiting}`}>
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
              {items.map((item, i) => (
                <Row key={item.workItemId} item={item} place={i + 1} now={now} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
