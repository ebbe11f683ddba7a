import { offerWords } from '../text/work.ts';
import css from './Ring.module.css';

type RingProps = { readonly seconds: number; readonly whole: number; readonly size: 'card' | 'panel' };

/** Seconds under which the ring turns to danger. */
const LAST = 5;

/** Empties once a second; the number inside says the same. Not read aloud: the announcer does that, three times. */
export function Ring({ seconds, whole, size }: RingProps) {
  const part = whole > 0 ? Math.min(100, (seconds / whole) * 100) : 0;
  return (
    <div
      className={`${css.ring} ${css[size]} ${seconds <= LAST ? css.last : ''}`}
      role="timer"
      aria-live="off"
      aria-label={offerWords.left(seconds)}
    >
      <svg viewBox="0 0 40 40" aria-hidden="true">
        <circle className={css.track} cx="20" cy="20" r="18" />
        <circle className={css.rest} cx="20" cy="20" r="18" pathLength="100" strokeDasharray={`${part} 100`} />
      </svg>
      <b aria-hidden="true">{seconds}</b>
    </div>
  );
}
