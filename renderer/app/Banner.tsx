import type { ReactNode } from 'react';
import { Icon, type IconName } from '../ui/Icon.tsx';
import css from './Banners.module.css';

type BannerProps = {
  readonly kind: 'stale' | 'alarm';
  readonly icon: IconName;
  readonly children: ReactNode;
  readonly action?: ReactNode;
};

/** Something that is not as it should be, and what can be done about it. */
export function Banner({ kind, icon, children, action }: BannerProps) {
  return (
    <div className={`${css.banner} ${css[kind]}`} role="group">
      <Icon name={icon} />
      <p>{children}</p>
      {action}
    </div>
  );
}
