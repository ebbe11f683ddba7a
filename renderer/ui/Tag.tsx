import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon.tsx';
import css from './Tag.module.css';

type Props = {
  readonly tone?: 'plain' | 'warn' | 'danger' | 'ok' | 'accent';
  readonly icon?: IconName;
  readonly children: ReactNode;
};

/** A short state beside a title. */
export function Tag({ tone = 'plain', icon, children }: Props) {
  return (
    <span className={`${css.tag} ${css[tone]}`}>
      {icon ? <Icon name={icon} size="sm" /> : null}
      {children}
    </span>
  );
}
