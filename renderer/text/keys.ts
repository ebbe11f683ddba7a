import type { ActionId } from '../keys/actions.ts';

/** `Ctrl+Enter` as ARIA writes it: `Control+Enter`. Sequences such as `G W` have no form there and are left out. */
export function ariaKeys(keys: string): string | undefined {
  return keys.includes(' ') ? undefined : keys.replace('Ctrl', 'Control');
}

/** As it stands on a key cap. */
export const keyHint = (keys: string): string =>
  keys
    .replace('Enter', '↵')
    .replaceAll('+', ' ')
    .replace(' ', keys.includes(' ') ? ' then ' : ' ');

export const actionWords: Readonly<Record<ActionId, string>> = {
  'offer.accept': 'Accept the offer',
  'offer.decline': 'Decline the offer',
  'view.work': 'Go to Work',
  'view.queues': 'Go to Queues',
  'view.review': 'Go to Review',
  'mention.next': 'Open the next mention',
  'region.work': 'To the Work region',
  'region.timeline': 'To the Timeline',
  'region.customer': 'To the Customer',
  'region.composer': 'To the Composer',
  'search.focus': 'Search history',
  'commands.open': 'Commands',
  'keys.open': 'All keys',
  'entry.next': 'Next entry or row',
  'entry.previous': 'Previous entry or row',
  'filters.focus': 'Filters',
  'item.previous': 'Previous open item',
  'item.next': 'Next open item',
  'item.park': 'Park the open item',
  'item.wake': 'Bring the parked item back',
  'item.finish': 'Finish the open item',
  'item.select': 'Select the item, with others',
  'items.settle': 'Settle the selected items',
  'items.undo': 'Undo what was settled together',
  'items.order': 'Order of the open work',
  'hand.transfer': 'Transfer the work',
  'hand.escalate': 'Escalate to a senior',
  'hand.consult': 'Ask a colleague in',
  'hand.complete': 'Hand over to the colleague who is in',
  'hand.conference': 'Conference with the colleague who is in',
  'hand.leave': 'Leave a colleague’s work',
  'compose.reply': 'Reply',
  'compose.note': 'Note',
  'compose.macros': 'Canned texts',
  'compose.attach': 'Attach files to the reply',
  'compose.settle': 'Settle without a reply',
  'post.repost': 'Repost the customer’s newest post',
  'post.undoRepost': 'Take our newest repost back',
  'customer.prefer': 'Preferred agent of the customer',
  'case.phone': 'Go on by phone',
  'case.code': 'Give a code for the phone',
  'call.mute': 'Mute, or speak again',
  'call.hold': 'Hold, or take off hold',
  'call.keypad': 'Keypad of the call',
  'call.record': 'Pause the recording, or go on',
  'call.outside': 'Another telephone in the call',
  'call.conference': 'Conference with the other telephone',
  'call.complete': 'Hand the call over to the other telephone',
  'call.cancel': 'Let the other telephone go',
  'call.end': 'End the call',
  'acw.extend': 'More time for the wrap-up',
  'alerts.open': 'Ring and alerts',
  'hit.previous': 'Previous hit, in Review',
  'hit.next': 'Next hit, in Review',
  'presence.available': 'Become available',
  'presence.away': 'Become not ready',
  'shift.introduce': 'Introduce yourself for the shift',
  'session.signIn': 'Sign in again',
  'theme.switch': 'Switch theme',
  'density.switch': 'Switch density',
};

export const keysWords = {
  title: 'Keys',
  singles: 'Single keys',
  on: 'On',
  off: 'Off',
  singlesHint: 'Single keys work outside text fields only. F2 and F8 work everywhere.',
  changeHint: 'Choose a key, then press the new one, or two one after the other. Backspace leaves none.',
  change: (what: string) => `Change the key of ${what}`,
  press: 'Press a key',
  second: (first: string) => `${first}, then …`,
  none: 'none',
  kept: {
    browser: 'The browser or the window has this key',
    system: 'The system has this key',
    desk: 'This key stays as it is',
  },
  taken: (what: string) => `Taken by: ${what}`,
  reset: 'All as they were',
  fixed: 'These stay as they are',
  fixedKeys: [
    ['1–9', 'Open item by its place'],
    ['Ctrl K', 'Commands, also while writing'],
    ['Ctrl ↵', 'Send, or save the note'],
    ['O', 'Open or fold the entry'],
    ['Home / End', 'Oldest loaded, newest entry'],
    ['Esc', 'Leave the field; the draft stays'],
    ['F6', 'Next region'],
  ],
  palette: 'Commands',
  paletteField: 'Find a command',
  nothing: 'No command has these words',
} as const;
