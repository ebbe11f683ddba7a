import type { Audience, Channel } from '../../shared/domain/primitives.ts';
import { channelWords } from './timeline.ts';

/** Whoever can read a public word, by network. */
const readers = (channel: Channel): string => (channel === 'review' ? 'Anyone' : `Anyone on ${channelWords[channel]}`);

export const composeWords = {
  region: 'Composer',
  write: 'Write',
  reply: 'Reply',
  note: 'Note',
  send: 'Send',
  saveNote: 'Save note',
  target: 'Where the reply goes',
  subject: 'Subject',
  re: (subject: string) => (/^re:/i.test(subject) ? subject : `Re: ${subject}`),
  placeholder: { reply: 'Write a reply', note: 'Write for colleagues. The customer never sees this.' },
  publicStrip: (channel: Channel) => `Public. ${readers(channel)} can read this.`,
  privateStrip: (channel: Channel, to: string | null) =>
    `Private, by ${channelWords[channel]}${to ? ` to ${to}` : ''}.`,
  noteStrip: 'Only colleagues.',
  as: (channel: Channel, audience: Audience, handle: string | null) =>
    `${channelWords[channel]}${audience === 'private' && channel === 'x' ? ' direct message' : ''}${handle ? ` as ${handle}` : ''}`,
  counter: (length: number, limit: number) => `${length} of ${limit}`,
  over: (by: number) => `${by} over`,
  overWhy: (by: number) => `${by} over the limit of this network. Shorten it to send.`,
  queues: 'Offline: it is sent when the connection is back.',
  keyHint: 'Ctrl+Enter',
  targetGone: 'The conversation this was written for is not here any more. Choose where it goes.',
  chooseTarget: 'Choose where it goes',
  noTarget: 'There is nothing to reply to in writing. A note for colleagues can be left.',
  draftKept: 'Draft kept',
  withDraft: (mode: string) => `${mode}, draft kept`,
  refused: (reason: string) => `Not sent: ${reason}`,
} as const;
