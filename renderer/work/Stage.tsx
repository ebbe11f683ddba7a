import { type CSSProperties, type ReactNode, useRef } from 'react';
import { useFocusOnward } from '../ui/use-focus-back.ts';
import css from './Stage.module.css';

/** Has its place and its sizes, and is neither seen, told nor reached. */
export const BEHIND: CSSProperties = { visibility: 'hidden' };

type Props = {
  readonly shown: string | null;
  /** Who is likely to be shown next, drawn ahead of time: being shown is then no more than being seen. */
  readonly next: string | null;
  readonly children: (customerId: string) => ReactNode;
};

type PartProps = { readonly isShown: boolean; readonly isCovered: boolean; readonly children: ReactNode };

function Part({ isShown, isCovered, children }: PartProps) {
  const box = useRef<HTMLDivElement>(null);
  // What only covers it goes again, and nobody else's part has come in its place.
  useFocusOnward(box, isShown || isCovered);
  return (
    <div ref={box} className={isShown ? css.front : css.behind} style={isShown ? undefined : BEHIND} inert={!isShown}>
      {children}
    </div>
  );
}

/** One customer's part of the view, and behind it the next one's. */
export function Stage({ shown, next, children }: Props) {
  const drawn = [...new Set([shown, next])].filter(id => id !== null);
  return (
    <div className={css.stage}>
      {drawn.map(id => (
        <Part key={id} isShown={id === shown} isCovered={shown === null}>
          {children(id)}
        </Part>
      ))}
    </div>
  );
}
