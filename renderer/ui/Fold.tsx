import type { ReactNode } from 'react';
import css from './Fold.module.css';
import { Icon } from './Icon.tsx';
import { oncePerPress } from './once-per-press.ts';

type FoldProps = {
  readonly open: boolean;
  readonly onToggle: () => void;
  readonly children: ReactNode;
};

/** Opens and closes a part of what stands beside it; says how much is folded. */
export function Fold({ open, onToggle, children }: FoldProps) {
  return (
    <button type="button" className={css.fold} aria-expanded={open} onClick={onToggle} onKeyDown={oncePerPress}>
      <Icon name={open ? 'down' : 'right'} size="sm" />
      {children}
    </button>
  );
}
