import type { EntryOf } from './entry.ts';
import { DECLINE_REASONS } from './work.ts';

/** As an agent reads them. */
export const declineNames: Readonly<Record<(typeof DECLINE_REASONS)[number], string>> = {
  'wrong-skill': 'Wrong skill',
  'need-a-minute': 'Need a minute',
  'know-them': 'I know them',
  other: 'Other',
};

/** What an event adds to its name, in words; of a decline the reason is kept by its code. Empty: nothing. */
export function detailSaid({ event, text }: EntryOf<'event'>): string {
  const detail = event.detail ?? text;
  const reason = DECLINE_REASONS.find(one => one === detail);
  const isDecline = event.name === 'offer.declined' || event.name === 'consult.declined';
  return isDecline && reason ? declineNames[reason] : detail;
}
