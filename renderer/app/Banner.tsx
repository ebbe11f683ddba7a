import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react';
import { focusHome } from '../ui/focus-home.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import css from './Banners.module.css';

type BannerProps = {
  readonly kind: 'stale' | 'alarm';
  readonly icon: IconName;
  readonly children: ReactNode;
  readonly action?: ReactNode;
};

const isNobodys = (): boolean => document.activeElement === null || document.activeElement === document.body;

/** Where it had the focus as it went, the next notice has it, else the work: several are answered without looking for them. */
export function useNextNotice(box: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const own = box.current;
    const notices = own?.closest('[data-region=notices]');
    return () => {
      if (!own?.contains(document.activeElement)) return;
      queueMicrotask(() => {
        if (!isNobodys()) return;
        notices?.querySelector('button')?.focus();
        if (isNobodys()) focusHome();
      });
    };
  }, [box]);
}

/** Something that is not as it should be, and what can be done about it. */
export function Banner({ kind, icon, children, action }: BannerProps) {
  const box = useRef<HTMLDivElement>(null);
  useNextNotice(box);
  return (
    <div ref={box} className={`${css.banner} ${css[kind]}`} role="group">
      <Icon name={icon} />
      <p>{children}</p>
      {action}
    </div>
  );
}
