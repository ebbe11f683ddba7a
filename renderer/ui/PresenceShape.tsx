import type { PresenceState } from '../../shared/domain/presence.ts';
import css from './PresenceShape.module.css';

/** Disc, square, open square, ring: each state has its own shape, so that colour only helps. */
export function PresenceShape({ state }: { readonly state: PresenceState }) {
  return <i className={`${css.shape} ${css[state]}`} aria-hidden="true" />;
}
