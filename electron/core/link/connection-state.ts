import type { Connection } from '../../../shared/contract/bridge.ts';

export type LinkState = Connection['state'];
export type LinkMove =
  | { readonly kind: 'opened' | 'lost' | 'retried'; readonly now: number }
  | { readonly kind: 'refused'; readonly now: number; readonly as: 'signed-out' | 'upgrade-required' | 'replaced' }
  /** Connected, and known not to have everything: a page was lost on the way, or could not be stored. */
  | { readonly kind: 'behind' }
  | { readonly kind: 'page'; readonly left: number };

export type LinkView = Pick<Connection, 'state' | 'since' | 'left' | 'reason'>;

/** Whether the desk goes on trying by itself, or waits for a person. */
export const waitsForPerson: Readonly<Record<LinkState, boolean>> = {
  live: false,
  'catching-up': false,
  connecting: false,
  offline: false,
  'signed-out': true,
  replaced: true,
  'upgrade-required': true,
};

const next: Readonly<Record<'opened' | 'lost' | 'retried', Readonly<Record<LinkState, LinkState>>>> = {
  opened: {
    connecting: 'catching-up',
    offline: 'catching-up',
    live: 'catching-up',
    'catching-up': 'catching-up',
    'signed-out': 'catching-up',
    replaced: 'catching-up',
    'upgrade-required': 'catching-up',
  },
  lost: {
    connecting: 'offline',
    offline: 'offline',
    live: 'offline',
    'catching-up': 'offline',
    // Says why until somebody does something about it.
    'signed-out': 'signed-out',
    replaced: 'replaced',
    'upgrade-required': 'upgrade-required',
  },
  retried: {
    connecting: 'connecting',
    offline: 'connecting',
    live: 'live',
    'catching-up': 'catching-up',
    'signed-out': 'connecting',
    replaced: 'connecting',
    'upgrade-required': 'connecting',
  },
};

/** A live desk a few events behind is live: one burst must not make the top bar flicker. */
const BEHIND = 200;
const connected = (state: LinkState): boolean => state === 'live' || state === 'catching-up';

/** Pure: what the top bar says after `move`. `reason` is for a person and kept until the desk is connected again. */
export function moveLink(view: LinkView, move: LinkMove, reason: string | null = null): LinkView {
  if (move.kind === 'page') {
    if (!connected(view.state)) return view;
    const live = move.left === 0 || (view.state === 'live' && move.left < BEHIND);
    return { state: live ? 'live' : 'catching-up', since: null, left: move.left, reason: null };
  }
  if (move.kind === 'behind') return connected(view.state) ? { ...view, state: 'catching-up', reason } : view;
  const state = move.kind === 'refused' ? move.as : next[move.kind][view.state];
  if (connected(state)) return { ...view, state, since: null, reason: null };
  return {
    state,
    since: connected(view.state) ? move.now : (view.since ?? move.now),
    left: 0,
    reason: reason ?? view.reason,
  };
}
