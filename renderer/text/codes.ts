import { faultWords } from './shell.ts';
import type { FaultCode } from '../../shared/lib/fault.ts';
import { shortMoment } from './time.ts';

export const codeWords = {
  give: 'Give a code for the phone',
  giveFor: (number: number) => `Give a code for the phone: case ${number}`,
  title: (number: number | null) => (number ? `Code for the phone, case ${number}` : 'Code for the phone'),
  code: 'Code',
  until: (at: number) => `Good until ${shortMoment(at)}`,
  hint: 'Who rings and keys it in, or brings it on any private channel, comes to this case with everything before it. Tell it to the customer and to nobody else.',
  waiting: 'The backend is asked for a code',
  none: 'This case has no code that is good now.',
  needsNetwork: 'A code is made by the backend, and this desk has no connection. What is here can still be shown.',
  refused: (why: string) => `No code was made. ${why}.`,
  why: (code: FaultCode) => faultWords[code],
  make: 'Make a code',
  insert: 'Insert into the reply',
  copy: 'Copy',
  copied: 'Copied',
  close: 'Close',
  noReply: 'There is no conversation to answer in. Tell the code.',
  isPublic: 'The reply goes out in public, where anybody could use the code. Choose a private conversation for it.',
} as const;

export const codeFailures = {
  read: 'The code could not be read',
  copy: 'The code could not be copied',
} as const;
