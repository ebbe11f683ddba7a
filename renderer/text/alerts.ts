import type { Settings } from '../../shared/contract/bridge.ts';

export const alertWords = {
  title: 'Ring and alerts',
  ring: 'Ring',
  rings: {
    bell: 'Bell',
    marimba: 'Marimba',
    pulse: 'Pulse',
    classic: 'Telephone',
    none: 'None',
  } satisfies Record<Settings['ring'], string>,
  hear: 'Hear it',
  volume: 'Volume',
  device: 'Second ring device',
  noDevice: 'None',
  lostDevice: 'The one chosen is not there now',
  devicesUntold: 'This host tells of no other sound device.',
  notify: 'Notification',
  notifyHint: 'By the system, with the name and the queue.',
  allow: 'Allow notifications',
  denied: 'Notifications are refused in the settings of this browser.',
  notHere: 'This host shows no notifications.',
  raise: 'Window to the front',
  raiseHint: 'When something rings. Off: it only asks for attention.',
  on: 'On',
  off: 'Off',
} as const;
