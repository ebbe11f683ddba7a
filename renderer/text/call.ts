import type { Connection } from '../../shared/contract/bridge.ts';
import type { Leg } from '../../shared/domain/call.ts';

export const callWords = {
  phone: {
    title: (name: string) => `Go on by phone with ${name}`,
    hint: 'It rings at once, as the same case. Your work on it stays open and its clock goes on.',
    numbers: 'Which number',
    call: (number: string) => `Call ${number}`,
    cancel: 'Cancel',
    busy: 'You are on a call already.',
    waits: 'It rings at once or not at all: this desk has no connection now.',
    failed: 'The call could not be asked for',
  },
  live: 'Live call',
  after: 'After-contact work',
  with: 'Call with',
  calling: 'Calling',
  ringingThere: 'Ringing',
  afterWith: 'After the call with',
  show: 'Show',
  mute: 'Mute',
  muted: 'Muted',
  hold: 'Hold',
  onHold: 'On hold',
  asked: {
    mute: 'Muting …',
    unmute: 'Unmuting …',
    hold: 'Holding …',
    resume: 'Taking off hold …',
    'record.pause': 'Pausing recording …',
    'record.resume': 'Resuming recording …',
  },
  keypad: 'Keypad',
  pause: 'Pause recording',
  paused: 'Recording paused',
  recording: 'Recording',
  notRecorded: 'Not recorded',
  end: 'End',
  ending: 'Ending',
  finish: 'Finish',
  controls: 'Call controls',
  noExchange: 'Mute, hold and keypad are at the telephone: no exchange that Foreword speaks to carries this call.',
  trouble: (why: string) => `Not done: ${why}.`,
  endTitle: (name: string) => `End the call with ${name}`,
  endHint: 'The line closes at once. Wrap-up comes after.',
  endNow: 'End the call',
  cancel: 'Cancel',
  digits: 'Tones sent',
  digit: (digit: string) => ({ '*': 'Star', '#': 'Hash' })[digit] ?? digit,
  close: 'Close the keypad',
  callBack: (number: string) => `Call ${number}`,
  outside: 'To another telephone…',
  outsideMenu: 'A number outside: ask first, or send the call there',
  outsideTitle: (name: string) => `Another telephone for ${name}`,
  outsideHint:
    'The customer waits on hold. Ask first and you talk there alone; transferred, the call leaves you once it is answered, and comes back to you if it is not.',
  outsideNumber: 'Number',
  noNumber: 'This is no telephone number: digits, with or without + in front.',
  askFirst: 'Ask first',
  transferNow: 'Transfer',
  other: 'Other telephone',
  together: 'all three talk',
  conference: 'Conference',
  complete: 'Hand over',
  backToCustomer: 'Back to the customer',
  letGo: 'Let go',
  notCome: (why: string, number: string) => `${why}: ${number}. The customer is with you again.`,
  control: 'The call could not be told',
  dial: 'The number could not be called',
} as const;

/** What goes on and what waits while the backend cannot be reached; null: nothing waits. */
export const callWaits: Readonly<Record<Connection['state'], string | null>> = {
  live: null,
  'catching-up': null,
  connecting:
    'The call goes on by telephone. Mute, hold, keypad and recording wait for the connection; End is sent when it is back.',
  offline:
    'The call goes on by telephone. Mute, hold, keypad and recording wait for the connection; End is sent when it is back.',
  'signed-out': 'The call goes on by telephone. Its controls wait until this desk is signed in again; nothing is lost.',
  replaced: 'The call goes on by telephone. Another desk of yours controls it.',
  'upgrade-required': 'The call goes on by telephone. Its controls need the newest Foreword.',
};

/** How the customer’s line ended, where that is worth saying. */
export const callEnds: Readonly<Record<NonNullable<Leg['end']>, string | null>> = {
  'hung up': null,
  busy: 'Busy',
  'no answer': 'No answer',
  failed: 'The number could not be reached',
  dropped: 'The line went dead',
  'answered elsewhere': 'Answered elsewhere',
  transferred: 'Transferred',
};

/** How the telephone beside the customer’s stands. */
export const outsideStates: Readonly<Record<Leg['state'], string>> = {
  dialling: 'being called',
  ringing: 'ringing',
  talking: 'talks with you, the customer is on hold',
  held: 'on hold',
  ended: 'gone',
};

/** Why it did not come in, or is gone without having been sent away; null: nothing that is not known. */
export const outsideEnds: Readonly<Record<NonNullable<Leg['end']>, string | null>> = {
  ...callEnds,
  failed: 'Could not be reached',
  transferred: null,
};
