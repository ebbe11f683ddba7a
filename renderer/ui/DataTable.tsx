import { type ReactNode, useState } from 'react';
import { tableWords } from '../text/tables.ts';
import css from './DataTable.module.css';
import { oncePerPress } from './once-per-press.ts';
import { type TableRoom, useFit } from './use-fit.ts';

/** Left out: it never gives way. */
type Needs = Exclude<TableRoom, 'narrow'>;
export type Column = {
  readonly id: string;
  readonly label: string;
  /** Words stand at the start, numbers at the end. */ readonly words?: true;
  /** With less room than this it gives way, until all columns are asked for. */ readonly needs?: Needs;
};

type Props = {
  /** Names the box that scrolls, which can be reached by key. */
  readonly label: string;
  readonly columns: readonly Column[];
  readonly className?: string;
  readonly tableClass?: string;
  /** The rows. */
  readonly children: ReactNode;
};

/** Class of a cell that holds words. */
export const WORDS = css.words!;
/** Class of the cells of a column that gives way, by what it needs. */
export const NEEDS: Readonly<Record<Needs, string>> = { wide: css.wide!, middle: css.middle! };

const hiddenIn = (columns: readonly Column[], room: TableRoom): readonly Column[] =>
  columns.filter(({ needs }) => needs && (room === 'narrow' || (room === 'middle' && needs === 'wide')));

const classOf = ({ words, needs }: Column): string | undefined =>
  [words && css.words, needs && NEEDS[needs]].filter(Boolean).join(' ') || undefined;

/** A page down, less the row that stands at the edge. */
const scrollOn = (box: HTMLElement | null): void => box?.scrollBy({ top: box.clientHeight * 0.8 });

/**
 * A table in a box of its own, which scrolls where there is too little room; the page never does. How many rows are below,
 * and which columns gave way, stands under it.
 */
export function DataTable({ label, columns, className, tableClass, children }: Props) {
  const { box, fit } = useFit();
  const [wantsAll, setWantsAll] = useState(false);
  const hidden = hiddenIn(columns, fit.room);
  return (
    <div className={`${css.fitted} ${className ?? ''}`}>
      <div ref={box} className={css.scroll} tabIndex={0} role="group" aria-label={label}>
        <table className={`${css.table} ${tableClass ?? ''}`} data-room={wantsAll ? 'all' : fit.room}>
          <thead>
            <tr>
              {columns.map(column => (
                <th key={column.id} scope="col" className={classOf(column)}>
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{children}</tbody>
        </table>
      </div>
      {fit.overflows || hidden.length > 0 ? (
        <div className={css.foot}>
          {fit.overflows ? (
            <button
              type="button"
              className={css.further}
              aria-disabled={fit.below === 0}
              onClick={() => scrollOn(box.current)}
              onKeyDown={oncePerPress}
            >
              {tableWords.below(fit.below)}
            </button>
          ) : null}
          {hidden.length > 0 ? (
            <button
              type="button"
              className={css.further}
              aria-pressed={wantsAll}
              onClick={() => setWantsAll(!wantsAll)}
              onKeyDown={oncePerPress}
            >
              {wantsAll ? tableWords.all : tableWords.hidden(hidden.map(column => column.label))}
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
