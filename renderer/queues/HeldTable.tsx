import type { Board } from '../../shared/domain/work.ts';
import { Reassign } from '../hand-over/Reassign.tsx';
import { handOverWords } from '../text/hand-over.ts';
import { queueWords } from '../text/queues.ts';
import { waitSpan } from '../text/time.ts';
import { channelWords } from '../text/timeline.ts';
import { type Column, DataTable, NEEDS, WORDS } from '../ui/DataTable.tsx';
import { channelIcon, Icon } from '../ui/Icon.tsx';
import { PanelTitle } from '../ui/PanelTitle.tsx';
import css from './tables.module.css';

const { agent, customer, channel, held, matter, act } = handOverWords.heldColumns;
const COLUMNS: readonly Column[] = [
  { id: 'agent', label: agent },
  { id: 'customer', label: customer, words: true },
  { id: 'channel', label: channel, words: true, needs: 'wide' },
  { id: 'held', label: held },
  { id: 'matter', label: matter, words: true, needs: 'middle' },
  { id: 'act', label: act, words: true },
];

type Held = Board['held'][number];
type RowProps = { readonly item: Held; readonly name: string; readonly queueName: string; readonly now: number };

function Row({ item, name, queueName, now }: RowProps) {
  return (
    <tr className={css.row}>
      <th scope="row">
        <span className={css.cut} dir="auto">
          {name}
        </span>
      </th>
      <td className={WORDS}>
        <span className={css.cut} dir="auto" title={item.customerName}>
          {item.customerName}
        </span>
      </td>
      <td className={`${WORDS} ${NEEDS.wide} ${css.second}`}>
        <span className={css.channel}>
          <Icon name={channelIcon(item.channel)} />
          {channelWords[item.channel]}
        </span>
      </td>
      <td className={css.count}>{waitSpan(Math.max(0, now - item.heldAt))}</td>
      <td className={`${WORDS} ${NEEDS.middle} ${css.second}`}>
        <span className={css.cut} dir="auto" title={item.subject}>
          {item.subject}
        </span>
      </td>
      <td className={WORDS}>
        <Reassign item={{ ...item, id: item.workItemId, queueName }} />
      </td>
    </tr>
  );
}

/** What is in whose hands, by agent, the longest held first. */
export function HeldTable({ board, now }: { readonly board: Board; readonly now: number }) {
  const names = new Map(board.agents.map(({ agentId, name }) => [agentId, name]));
  const queues = new Map(board.rows.map(({ queueId, name }) => [queueId, name]));
  const nameOf = ({ agentId }: Held): string => names.get(agentId) ?? agentId;
  const items = board.held.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b), 'en') || a.heldAt - b.heldAt);
  return (
    <section className={css.panel} aria-labelledby="held-title">
      <PanelTitle id="held-title" title={handOverWords.heldBy} count={items.length} />
      {items.length === 0 ? (
        <p className={css.nothing}>{handOverWords.nothingHeld}</p>
      ) : (
        <DataTable label={handOverWords.heldBy} columns={COLUMNS} className={css.list!} tableClass={css.held!}>
          {items.map(item => (
            <Row
              key={item.workItemId}
              item={item}
              name={nameOf(item)}
              queueName={queues.get(item.queueId) ?? queueWords.dash}
              now={now}
            />
          ))}
        </DataTable>
      )}
    </section>
  );
}
