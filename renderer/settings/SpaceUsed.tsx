import type { ReactNode } from 'react';
import type { Space } from '../../shared/contract/bridge/keeping.ts';
import { attempt } from '../stores/failures.ts';
import { countSpace, useKeeping } from '../stores/keeping.ts';
import { openCustomer } from '../stores/view.ts';
import { keepingWords, sizeOf } from '../text/keeping.ts';
import { liveTime } from '../text/time.ts';
import { channelWords } from '../text/timeline.ts';
import { Button } from '../ui/Button.tsx';
import { type Column, DataTable, WORDS } from '../ui/DataTable.tsx';
import css from './KeepingView.module.css';

type Line = { readonly id: string; readonly name: ReactNode; readonly entries?: number; readonly bytes: number };
type TableProps = {
  readonly title: string;
  readonly head: string;
  readonly lines: readonly Line[];
  readonly counted: boolean;
};

/** How much of the largest one: a picture beside the number, which says the same. */
function Share({ of, most }: { readonly of: number; readonly most: number }) {
  return (
    <svg className={css.share} viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect width={most === 0 ? 0 : Math.max(of > 0 ? 1 : 0, (of / most) * 100)} height="6" />
    </svg>
  );
}

function Table({ title, head, lines, counted }: TableProps) {
  const most = Math.max(0, ...lines.map(({ bytes }) => bytes));
  const columns: Column[] = [
    { id: 'name', label: head, words: true },
    ...(counted ? [{ id: 'entries', label: keepingWords.entries }] : []),
    { id: 'size', label: keepingWords.size },
    { id: 'share', label: keepingWords.share },
  ];
  return (
    <div className={css.part}>
      <h3>{title}</h3>
      <DataTable label={title} columns={columns} className={css.table!}>
        {lines.map(({ id, name, entries, bytes }) => (
          <tr key={id}>
            <th scope="row" className={WORDS}>
              {name}
            </th>
            {counted ? <td>{entries?.toLocaleString('en-GB')}</td> : null}
            <td>{sizeOf(bytes)}</td>
            <td className={css.shareCell}>
              <Share of={bytes} most={most} />
            </td>
          </tr>
        ))}
      </DataTable>
    </div>
  );
}

const PARTS_EMPTY: readonly string[] = ['empty'];

function Figures({ space }: { readonly space: Space }) {
  const beside = space.parts.filter(({ part }) => part === 'attachments' || part === 'outbox');
  const total = space.file + beside.reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <dl className={css.figures}>
      <div>
        <dt>{keepingWords.total}</dt>
        <dd>{sizeOf(total)}</dd>
      </div>
      <div>
        <dt>{keepingWords.free}</dt>
        <dd>{space.free === null ? keepingWords.freeUnknown : sizeOf(space.free)}</dd>
      </div>
      <div className={css.holds}>
        <dt>{keepingWords.countedAt(liveTime(space.at))}</dt>
        <dd>{keepingWords.holds(space.entries, space.customers)}</dd>
      </div>
    </dl>
  );
}

function Tables({ space }: { readonly space: Space }) {
  return (
    <>
      <Table
        title={keepingWords.byPart}
        head={keepingWords.part}
        counted={false}
        lines={space.parts
          .filter(({ part, bytes }) => bytes > 0 || !PARTS_EMPTY.includes(part))
          .map(({ part, bytes }) => ({ id: part, name: keepingWords.parts[part], bytes }))}
      />
      <Table
        title={keepingWords.byAge}
        head={keepingWords.age}
        counted
        lines={space.byAge.map(({ days, ...rest }) => ({
          id: String(days),
          name: days === null ? keepingWords.older : keepingWords.upTo(days),
          ...rest,
        }))}
      />
      <Table
        title={keepingWords.byChannel}
        head={keepingWords.channel}
        counted
        lines={space.byChannel.map(({ channel, ...rest }) => ({ id: channel, name: channelWords[channel], ...rest }))}
      />
      <Table
        title={keepingWords.byCustomer}
        head={keepingWords.customer}
        counted
        lines={space.byCustomer.map(({ customerId, name, ...rest }) => ({
          id: customerId,
          name: (
            <button type="button" className={css.link} onClick={() => openCustomer(customerId)}>
              <bdi>{name}</bdi>
            </button>
          ),
          ...rest,
        }))}
      />
      <p className={css.hint}>{keepingWords.estimate}</p>
    </>
  );
}

/** What takes the space: by part, age, channel and customer. */
export function SpaceUsed() {
  const space = useKeeping(state => state.space);
  const counting = useKeeping(state => state.counting);
  return (
    <div className={css.group} role="group" aria-label={keepingWords.space}>
      <div className={css.groupHead}>
        <h2>{keepingWords.space}</h2>
        <span className={css.hint} role="status">
          {counting ? keepingWords.counting : null}
        </span>
        <Button
          kind="quiet"
          isDisabled={counting}
          onPress={() => void attempt(keepingWords.failures.space, countSpace)}
        >
          {keepingWords.again}
        </Button>
      </div>
      {space ? (
        <>
          <Figures space={space} />
          <Tables space={space} />
        </>
      ) : counting ? null : (
        <p className={css.hint}>{keepingWords.notCounted}</p>
      )}
    </div>
  );
}
