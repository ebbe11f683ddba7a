// The browser's own notification, for hosts that have none. Asked for only by the agent's own click.
import type { Input } from '../../shared/contract/bridge.ts';

type Ring = NonNullable<Input<'alert.tell'>['ring']>;
let shown: { readonly id: string; readonly notification: Notification } | null = null;

const canNotify = (): boolean => typeof Notification === 'function';
export const mayNotify = (): NotificationPermission | 'none' => (canNotify() ? Notification.permission : 'none');
export const askToNotify = async (): Promise<NotificationPermission | 'none'> =>
  canNotify() ? Notification.requestPermission() : 'none';

/** Title and body are plain text, whatever is in them. Null takes the last one away. */
export function showInPage(ring: Ring | null): void {
  if (shown && shown.id !== ring?.id) {
    shown.notification.close();
    shown = null;
  }
  if (!ring?.notify || shown || mayNotify() !== 'granted') return;
  const { id, title, body } = ring;
  const notification = new Notification(title, { body, tag: id, requireInteraction: true, silent: true });
  notification.addEventListener('click', () => window.focus());
  shown = { id, notification };
}
