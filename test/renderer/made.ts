// Customers and entries for tests of the screen: as the contract wants them, short to write.
import { FRESH_LINE } from '../../shared/domain/call.ts';
import type { OutboxItem, TimelineItem } from '../../shared/contract/bridge.ts';
import type { Case, Interaction } from '../../shared/domain/case.ts';
import type { Customer } from '../../shared/domain/customer.ts';
import type { Entry, EntryKind, EntryOf } from '../../shared/domain/entry.ts';
import type { FakeCustomer } from './fake-bridge.ts';

export const MINUTE = 60_000;
export const DAY = 86_400_000;

const PARTS = {
  post: { reach: null },
  message: {},
  email: {
    email: {
      subject: 'About my booking',
      from: 'm@post.example',
      to: ['care@larkwing.example'],
      cc: [],
      messageId: null,
      inReplyTo: null,
      quoted: null,
      signature: null,
      html: null,
      hasHtml: false,
      automatic: false,
    },
  },
  call: {
    call: {
      number: '+44 7700 900258',
      state: 'ended',
      queueName: 'Priority care',
      queueMs: 151_000,
      talkMs: 692_000,
      holdMs: 0,
      answeredAt: null,
      agentName: 'Tomasz Wolski',
      wrapUp: null,
      turns: [],
      ...FRESH_LINE,
    },
  },
  note: {},
  event: { event: { name: 'assigned', detail: null } },
  survey: { survey: { measure: 'csat', score: 2, of: 5 } },
} as const;

const CHANNEL: Readonly<Record<EntryKind, Entry['channel']>> = {
  post: 'x',
  message: 'x',
  email: 'email',
  call: 'voice',
  note: 'internal',
  event: 'internal',
  survey: 'voice',
};

let made = 0;

/** An entry of that kind; what matters to the test is given, the rest is plausible. */
export function entryOf<K extends EntryKind>(kind: K, changes: Partial<EntryOf<K>> = {}): EntryOf<K> {
  made += 1;
  const inner = kind === 'note' || kind === 'event';
  return {
    kind,
    id: `e${String(made).padStart(6, '0')}`,
    version: 1,
    customerId: 'max',
    caseId: 'case-1',
    interactionId: inner ? null : `${CHANNEL[kind]}-1`,
    at: Date.UTC(2026, 5, 2, 9) + made * MINUTE,
    channel: CHANNEL[kind],
    direction: inner ? 'internal' : 'in',
    audience: inner ? 'internal' : kind === 'post' ? 'public' : 'private',
    handle: '@LarkwingCare',
    author: inner
      ? { kind: 'agent', name: 'Priya Shah', address: null, agentId: 'priya' }
      : { kind: 'customer', name: 'Maximiliane Oyelaran', address: '@maxi', agentId: null },
    text: kind === 'event' || kind === 'call' ? '' : `Words ${made}`,
    language: null,
    replyTo: null,
    sourceUrl: null,
    attachments: [],
    editedAt: null,
    deletedAt: null,
    truncated: false,
    delivery: null,
    ...structuredClone(PARTS[kind]),
    ...changes,
  } as unknown as EntryOf<K>;
}

export const itemOf = (entry: Entry, pending: OutboxItem | null = null): TimelineItem => ({ entry, pending });

export const pendingOf = (state: OutboxItem['state'], changes: Partial<OutboxItem> = {}): OutboxItem => ({
  commandId: 'c1',
  kind: 'reply.send',
  state,
  at: Date.UTC(2026, 5, 2, 12),
  customerId: 'max',
  reason: null,
  code: null,
  ...changes,
});

export const someone: Customer = {
  id: 'max',
  version: 1,
  name: 'Maximiliane Oyelaran',
  known: true,
  language: 'de',
  timeZone: 'Europe/Lisbon',
  value: 'Gold, £6,840 in 12 months',
  identities: [],
  candidates: [],
};
const oneCase: Case = {
  id: 'case-1',
  version: 1,
  number: 48_213,
  customerId: 'max',
  subject: 'Charged twice',
  state: 'open',
  openedAt: Date.UTC(2026, 5, 2, 9),
  closedAt: null,
};
const oneThread: Interaction = {
  id: 'x-1',
  version: 1,
  caseId: 'case-1',
  customerId: 'max',
  channel: 'x',
  audience: 'public',
  subject: null,
  handle: '@LarkwingCare',
  startedAt: Date.UTC(2026, 5, 2, 9),
};

export const customerWith = (entries: readonly Entry[], changes: Partial<FakeCustomer> = {}): FakeCustomer => ({
  customer: someone,
  cases: [oneCase],
  interactions: [oneThread],
  foreword: { lines: [], from: entries.length, isCut: false },
  items: entries.map(entry => itemOf(entry)),
  inBackend: [],
  ...changes,
});
