import type { CustomerGrant, FeedEvent, FeedPage } from '../../../shared/contract/wire.ts';
import type { Case, Interaction } from '../../../shared/domain/case.ts';
import type { Customer } from '../../../shared/domain/customer.ts';
import type { Entry, EntryOf } from '../../../shared/domain/entry.ts';
import type { Erasure } from '../../../shared/domain/erasure.ts';
import type { Offer } from '../../../shared/domain/offer.ts';
import { type Agent, FRESH_WORK, type WorkItem } from '../../../shared/domain/work.ts';

export const NOW = Date.parse('2026-03-04T09:00:00Z');
const MINUTE = 60_000;

export const mara: Agent = {
  id: 'agent-mara',
  version: 1,
  name: 'Mara Lindholm',
  role: 'agent',
  queueIds: ['queue-care'],
  channels: ['voice', 'x', 'email'],
  capacity: 3,
  capacities: {},
  skills: [],
};

export const customer = (id: string, name = `Customer ${id}`): Customer => ({
  id,
  version: 1,
  name,
  known: true,
  language: 'en',
  timeZone: 'Europe/London',
  value: null,
  identities: [],
  candidates: [],
});

export const matter = (customerId: string): Case => ({
  id: `case-${customerId}`,
  version: 1,
  number: 48213,
  customerId,
  subject: 'Bag lost in Lisbon',
  state: 'open',
  openedAt: NOW - 100 * MINUTE,
  closedAt: null,
});

export const interaction = (customerId: string): Interaction => ({
  id: `thread-${customerId}`,
  version: 1,
  caseId: `case-${customerId}`,
  customerId,
  channel: 'x',
  audience: 'private',
  subject: null,
  handle: '@LarkwingCare',
  startedAt: NOW - 100 * MINUTE,
});

const base = (customerId: string, id: string, at: number): Omit<EntryOf<'message'>, 'kind'> => ({
  id,
  version: 1,
  customerId,
  caseId: `case-${customerId}`,
  interactionId: `thread-${customerId}`,
  at,
  channel: 'x',
  direction: 'in',
  audience: 'private',
  handle: '@LarkwingCare',
  author: { kind: 'customer', name: 'Sam', address: '@sam', agentId: null },
  text: `Words of ${id}`,
  language: 'en',
  replyTo: null,
  sourceUrl: null,
  attachments: [],
  editedAt: null,
  deletedAt: null,
  truncated: false,
  delivery: null,
});

export const message = (
  customerId: string,
  id: string,
  at: number,
  more: Partial<EntryOf<'message'>> = {},
): EntryOf<'message'> => ({ kind: 'message', ...base(customerId, id, at), ...more });

export const email = (customerId: string, id: string, at: number, html: string | null): EntryOf<'email'> => ({
  kind: 'email',
  ...base(customerId, id, at),
  channel: 'email',
  email: {
    subject: 'My bag',
    from: 'sam@post.example',
    to: ['care@larkwing.example'],
    cc: [],
    messageId: `<${id}@post.example>`,
    inReplyTo: null,
    quoted: null,
    signature: null,
    html,
    hasHtml: html !== null,
    automatic: false,
  },
});

/** `n` messages one minute apart, ascending, the newest at `NOW`. */
export const messages = (customerId: string, n: number, newest = NOW): Entry[] =>
  Array.from({ length: n }, (_, i) =>
    message(customerId, `${customerId}-${String(i).padStart(6, '0')}`, newest - (n - 1 - i) * MINUTE),
  );

/** `more`: what else the grant says than what all of them say. */
export const granted = (
  customerId: string,
  entries: Entry[],
  older = 0,
  more: Partial<Omit<CustomerGrant, 'entries' | 'older'>> = {},
): FeedEvent => ({
  kind: 'customer.granted',
  grant: {
    customer: customer(customerId),
    cases: [matter(customerId)],
    interactions: [interaction(customerId)],
    ...more,
    entries,
    older,
  },
});

/** An erasure of a whole customer, and the empty records of the work that goes on: one of their cases. */
export const erasedInHand = (erasure: Erasure, one: Case): FeedEvent[] => [
  { kind: 'customer.erased', erasure },
  {
    kind: 'customer.changed',
    customer: { ...customer(erasure.customerId, 'Erased customer'), version: 9, known: false, erasedAt: erasure.at },
  },
  { kind: 'case.changed', case: { ...one, version: 9, subject: '' } },
];

export const entryChanged = (entry: Entry): FeedEvent => ({ kind: 'entry.changed', entry });

export const workItem = (customerId: string, more: Partial<WorkItem> = {}): WorkItem => ({
  id: `work-${customerId}`,
  version: 1,
  customerId,
  caseId: `case-${customerId}`,
  interactionId: `thread-${customerId}`,
  channel: 'x',
  queueId: 'queue-care',
  queueName: 'Priority care',
  state: 'held',
  subject: 'Bag lost',
  from: '@sam',
  customerName: 'Sam',
  priority: 1,
  enteredAt: NOW,
  holderId: mara.id,
  epoch: 2,
  heldAt: NOW,
  finishedAt: null,
  ...FRESH_WORK,
  ...more,
});

export const offer = (customerId: string, more: Partial<Offer> = {}): Offer => ({
  id: `offer-${customerId}`,
  version: 1,
  workItemId: `work-${customerId}`,
  agentId: mara.id,
  customerId,
  caseId: `case-${customerId}`,
  interactionId: `thread-${customerId}`,
  channel: 'voice',
  queueId: 'queue-care',
  queueName: 'Priority care',
  customerName: 'Sam',
  from: '+44 7700 900123',
  subject: 'Bag lost',
  why: 'longest idle',
  enteredAt: NOW,
  madeAt: NOW,
  expiresAt: NOW + 20_000,
  state: 'ringing',
  epoch: 1,
  declineReason: null,
  withdrawnWhy: null,
  kind: 'work',
  handover: null,
  ...more,
});

/** A page as the backend sends it. */
export function page(
  after: string | null,
  upto: string,
  events: readonly unknown[],
  more: Partial<FeedPage> = {},
): FeedPage {
  const wrapped = events.map((event, i) => ({ id: `${upto}:${i}`, event }));
  return { after, upto, events: wrapped, at: NOW, left: 0, reset: false, ...more };
}
