// What rings is told outside the window too: a notification of the system, the badge, the window itself.
import { app, type BrowserWindow, Notification } from 'electron';
import type { Parsed } from '../../shared/contract/bridge.ts';
import { logger } from '../../shared/lib/log.ts';

const log = logger('desktop');

export type Alert = Parsed<'alert.tell'>;

/** Answers whether this system shows notifications at all; what it shows is plain text, whatever is in it (X2). */
export function alertsOf(window: BrowserWindow, toFront: (window: BrowserWindow) => void): (alert: Alert) => boolean {
  let shown: { readonly id: string; readonly notification: Notification | null } | null = null;

  const put = (ring: NonNullable<Alert['ring']>): void => {
    const notification = ring.notify && Notification.isSupported() ? new Notification(wordsOf(ring)) : null;
    notification?.on('click', () => toFront(window));
    notification?.show();
    shown = { id: ring.id, notification };
    if (ring.raise) toFront(window);
    else if (!window.isFocused()) window.flashFrame(true);
    log.info('ring.told', { offerId: ring.id, notified: notification !== null, raised: ring.raise });
  };
  const clear = (): void => {
    shown?.notification?.close();
    shown = null;
    window.flashFrame(false);
  };

  return ({ badge, ring }) => {
    app.setBadgeCount(badge);
    if (ring?.id !== shown?.id) {
      if (shown) clear();
      if (ring) put(ring);
    }
    return Notification.isSupported();
  };
}

/** The page makes the ring's own sound, as loud as the agent chose. */
const wordsOf = ({ title, body }: NonNullable<Alert['ring']>) =>
  ({ title, body, silent: true, urgency: 'critical' }) as const;
