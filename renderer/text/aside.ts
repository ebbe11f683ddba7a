import type { Parked, Woken } from '../../shared/domain/work.ts';
import type { Together } from '../../shared/contract/bridge/aside.ts';
import { shortMoment } from './time.ts';

const items = (n: number): string => `${n} ${n === 1 ? 'item' : 'items'}`;

export const asideWords = {
  order: 'Order of the open work',
  orders: { newest: 'Newest first', waiting: 'Longest wait first' },
  select: 'Select several',
  selectOne: (name: string, about: string) => `Select the work of ${name}, ${about}`,
  selected: (n: number) => `${n} selected`,
  settle: 'Settle',
  cancel: 'Cancel',
  waits: 'Waits',
  notDelivered: 'Not delivered.',
  unread: (n: number) => `${n} new`,
  parked: 'Parked',
  parking: 'Parking, queued',
  waking: 'Bringing back, queued',
  settling: 'Settling, queued',

  park: 'Park',
  parkTitle: (name: string) => `Park the work for ${name}`,
  parkHint: 'You keep it and it takes no place of yours. It comes back sooner when the customer writes or calls.',
  when: 'Until',
  choices: {
    word: 'The customer’s next word',
    hour: 'In an hour',
    hours: 'In three hours',
    tomorrow: 'Tomorrow, 09:00',
    monday: 'Monday, 09:00',
    time: 'A time I choose',
  },
  time: 'Day and time',
  pastTime: 'That time is over. Choose a later one.',
  reason: 'Why (optional)',
  reasonHint: 'For you, and for whoever has it should you be away too long.',
  parkNow: 'Park',
  bringBack: 'Bring back',
  parkedUntil: ({ until, reason }: Parked, now: number) =>
    [`Parked until ${until === null ? 'the customer’s next word' : shortMoment(until, now)}`, reason]
      .filter(Boolean)
      .join(': '),
  backAt: ({ until }: Parked, now: number) => (until === null ? 'their word' : shortMoment(until, now)),
  woken: ({ why, at }: Woken, now: number) =>
    why === 'customer'
      ? `Came back: the customer’s word, ${shortMoment(at, now)}`
      : `Came back: its time, ${shortMoment(at, now)}`,
  back: 'Back',

  together: 'What is settled',
  togetherTitle: (n: number) => `Settle ${items(n)}`,
  acts: { finish: 'Finish', 'no-response': 'No response', park: 'Park' } satisfies Record<Together['do'], string>,
  act: 'What to do',
  disposition: 'Disposition',
  noDisposition: 'None',
  noShared: 'These queues share no disposition. Finish their work by itself.',
  needsDisposition: 'Choose a disposition: a queue among these asks for one.',
  wrapUp: 'Wrap-up for all of them',
  noReason: 'The team has no reasons to leave a message without an answer.',
  whyNone: 'Reason',
  togetherHint: (seconds: number) =>
    `They leave this workstation after ${seconds} seconds; until then you can undo it.`,
  confirm: (act: Together['do'], n: number) => `${asideWords.acts[act]}: ${items(n)}`,

  done: (act: Together['do'], n: number) =>
    ({
      finish: `${items(n)} to be finished`,
      'no-response': `${items(n)} to be left without a response`,
      park: `${items(n)} to be parked`,
    })[act],
  undo: 'Undo',
  undone: (n: number) => `Undone: ${items(n)}`,
  tooLate: (n: number) => `${items(n)} had left already`,
  notDone: (name: string, why: string) => `Not ${name}: ${why}`,
  seen: 'Seen',
} as const;

export const asideFailures = {
  park: 'The work could not be parked',
  wake: 'The work could not be brought back',
  together: 'The work could not be settled',
  undo: 'It could not be undone',
  copy: 'It could not be copied',
} as const;

export const unsentWords = {
  title: 'Your unsent words',
  colleague: 'A colleague',
  held: (name: string) =>
    `${name} holds this conversation now. They stay here, and in the field should it come back to you.`,
  copy: 'Copy',
  insert: 'Put into a note',
  discard: 'Discard',
} as const;
