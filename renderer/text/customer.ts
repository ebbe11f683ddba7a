import type { Identity } from '../../shared/domain/customer.ts';
import type { ForewordLine } from '../../shared/domain/foreword.ts';
import { spokenChannels } from './timeline.ts';
import type { Channel } from '../../shared/domain/primitives.ts';

const some = (n: number, one: string, many: string): string => `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;

export const forewordWords = {
  region: 'Foreword',
  /** `isCut`: there are older ones that it was not made from. */
  from: (n: number, isCut: boolean) => `from ${isCut ? 'the newest ' : ''}${some(n, 'entry', 'entries')}`,
  nothing: 'Nothing found',
  nothingHint: 'No request, promise or open question could be read from what is here.',
  kinds: {
    asked: 'Asked',
    promised: 'Promised',
    open: 'Still open',
    tone: 'Tone',
    where: 'Where',
    undelivered: 'Not delivered',
    last: 'Last word',
  } satisfies Record<ForewordLine['kind'], string>,
  kept: 'Kept',
  notKeptShort: 'not kept',
  notKept: (over: string) => `Not kept, ${over} over`,
  lateNow: (over: string) => `${over} over`,
  left: (left: string) => `${left} left`,
  due: (when: string) => `By ${when}.`,
  cites: (channel: string, day: string) => `${channel}, ${day}`,
  customerSaid: 'Customer',
  theSystem: 'System',
  span: (channels: readonly Channel[], span: string) =>
    [...channels.map(channel => spokenChannels[channel]), span]
      .filter(Boolean)
      .join(', ')
      .replace(/^./, first => first.toUpperCase()),
  directions: { rising: 'rising', steady: 'steady', falling: 'falling' },
} as const;

/** Words for a score of −5 to +5. */
export function toneWord(score: number): string {
  if (score <= -3.5) return 'Furious';
  if (score <= -1.5) return 'Angry';
  if (score < -0.4) return 'Unhappy';
  if (score <= 0.4) return 'Neutral';
  if (score < 2.5) return 'Friendly';
  return 'Delighted';
}

export const customerWords = {
  region: 'Customer',
  known: 'Known customer',
  unknown: 'Not known',
  unknownHint: 'An address and nothing more. Nobody is guessed from it.',
  value: 'Value',
  language: 'Language',
  zone: 'Their time',
  influence: 'Influence',
  noValue: '–',
  followers: (n: string) => `${n} followers`,
  identities: 'Identities',
  noIdentities: 'No address known',
  sureness: (identity: Pick<Identity, 'sureness' | 'sharedBy'>) =>
    identity.sureness === 'proven'
      ? 'Proven'
      : identity.sureness === 'likely'
        ? 'Likely'
        : `Shared by ${identity.sharedBy}, ask`,
  why: (address: string) => `Why ${address} is held to be theirs`,
  evidence: {
    'master-record': (by: string) => `The customer list ${by} says so`,
    'first-contact': (by: string) => `First seen with this address, ${by}`,
    agent: (by: string) => `Linked by ${by}`,
    code: (by: string) => `Proven by code, ${by}`,
  },
  noEvidence: 'No evidence was recorded',
  candidates: (n: number) => `${some(n, 'customer', 'customers')} with this address`,
  candidatesHint: 'Ask who it is. Nothing is guessed.',
  cases: 'Open cases',
  noCases: 'No open case',
  thisCase: 'In view',
  closedCases: (n: number) => some(n, 'closed case', 'closed cases'),
  openFor: (span: string) => `Open ${span}`,
} as const;
