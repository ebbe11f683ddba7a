import type { PreferredAgent } from '../../shared/domain/customer.ts';
import { shortMoment } from './time.ts';

export const preferWords = {
  title: 'Preferred agent',
  nobody: 'Nobody: whoever is free the longest.',
  /** The last minute of the last day: midnight would name the day after. */
  until: ({ until }: PreferredAgent, now: number) => `until ${shortMoment(until - 1, now)}`,
  by: ({ byName }: PreferredAgent) => `said by ${byName}`,
  queued: 'Being changed: queued',
  set: 'Set',
  change: 'Change',
  dialog: (name: string) => `Who has the work of ${name} first`,
  hint: 'Their work rings there first, for as long as its queue waits for a preferred agent; then with whoever is free.',
  agent: 'Colleague',
  choose: 'Choose a colleague',
  day: 'Up to and including',
  pastDay: 'That day is over. Choose a later one.',
  farDay: 'More than a year away. Choose an earlier day.',
  unheard: 'Who works here has not been heard yet.',
  keep: 'Prefer',
  clear: 'Nobody any more',
  cancel: 'Cancel',
  failed: 'The preferred agent could not be kept',
} as const;
