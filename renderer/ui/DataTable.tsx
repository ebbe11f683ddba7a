import type { ReactNode } from 'react';
import css from './DataTable.module.css';

export type Column = {
  readonly id: string;
  readonly label: string;
  /** Words stand at the start, numbers at the end. */ readonly words?: true;
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

/** A table in a box of its own, which scrolls where there is too little room; the page never does. */
export function DataTable({ label, columns, className, tableClass, children }: Props) {
  return (
    <div className={`${css.scroll} ${className ?? ''}`} tabIndex={0} role="group" aria-label={label}>
      <table className={`${css.table} ${tableClass ?? ''}`}>
        <thead>
          <tr>
            {columns.map(({ id, label: word, words }) => (
              <th key={id} scope="col" className={words ? css.words : undefined}>
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
