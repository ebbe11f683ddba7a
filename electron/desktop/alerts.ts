// What rings is told outside the window too: a notification of the system, the badge, the window itself.
import { app, type BrowserWindow, Notification } from 'electron';
import type { Parsed } from '../../shared/contract/bridge.ts';
import { logger } from '../../shared/lib/log.ts';

const log = logger('desktop');

export type Alert = Parsed<'alert.tell'>;
type Ring = NonNullable<Alert['ring']>;

/**
 * `tell`: by the page, which knows what the agent has answered and seen; answers whether this system shows notifications at
 * all. `ring`: by the host itself, from the core, which a busy page cannot delay. Whoever comes first shows a ring, once; what
 * the page has taken down stays down. What is shown is plain text, whatever is in it (X2).
 */
export function alertsOf(window: BrowserWindow, toFront: (window: BrowserWindow) => void) {
  let shown: { readonly id: string; readonly notification: Notification | null } | null = null;
  /** The newest that is over. */
  let over: string | null = null;

  const put = (ring: Ring): void => {
    const notification = ring.notify && Notification.isSupported() ? new Notification(wordsOf(ring)) : null;
    notification?.on('click', () => toFront(window));
    notification?.show();
    shown = { id: ring.id, notification };
    if (ring.raise) toFront(window);
    else if (!window.isFocused()) window.flashFrame(true);
    log.info('ring.told', { offerId: ring.id, notified: notification !== null, raised: ring.raise });
  };
  const clear = (): void => {
    if (!shown) return;
    over = shown.id;
    shown.notification?.close();
    shown = null;
    window.flashFrame(false);
  };
  const change = (ring: Ring | null): void => {
    if (ring?.id === shown?.id) return;
    clear();
    if (ring) put(ring);
  };

  return {
    tell({ badge, ring }: Alert): boolean {
      app.setBadgeCount(badge);
      change(ring);
      return Notification.isSupported();
    },
    ring(ring: Ring | null): void {
      if (ring !== null && ring.id === over) return;
      if (ring !== null && shown === null) app.setBadgeCount(1);
      change(ring);
    },
  };
}

/** The page makes the ring's own sound, as loud as the agent chose. */
const wordsOf = ({ title, body }: Ring) => ({ title, body, silent: true, urgency: 'critical' }) as const;
