// Entries of every kind whose every text is hostile, and what an export of them needs beside.
import fc from 'fast-check';
import type { Case, Interaction } from '../../../shared/domain/case.ts';
import type { Customer } from '../../../shared/domain/customer.ts';
import { type Entry, entrySchema, EVENT_NAMES } from '../../../shared/domain/entry.ts';
import { exportOptionsSchema } from '../../../shared/domain/export/ask.ts';
import { chosen } from '../../../shared/domain/export/choose.ts';
import type { ExportedCustomer, ExportHead, ExportSummary, Lookup } from '../../../shared/domain/export/facts.ts';
import type { Renderer } from '../../../shared/domain/export/renderer.ts';
import { CHANNELS } from '../../../shared/domain/primitives.ts';
import { FRESH_LINE } from '../../../shared/domain/call.ts';
import { HOSTILE_NAME, SCRIPTS, TRACKERS } from '../../fixtures/hostile-mail.ts';

export const NOW = Date.UTC(2026, 5, 2, 9);

/** Fragments that begin or end something in HTML, CSS, CSV, JSON or a terminal, and their neighbours. */
const FRAGMENTS = [
  ...SCRIPTS,
  ...TRACKERS,
  HOSTILE_NAME,
  '</bdi></p></article></main></body></html><script>top.ran=true</script>',
  '</style><script>top.ran=true</script>',
  '-->',
  '<!--',
  ']]>',
  '<![CDATA[',
  '" onmouseover="top.ran=true" x="',
  "' onfocus='top.ran=true",
  '` onclick=`top.ran=true`',
  '=HYPERLINK("https://evil.example","press")',
  '+1+cmd|/C calc!A0',
  '-2+3',
  '@SUM(A1)',
  '\t=1+1',
  '\r=1+1',
  '\n=1+1',
  '＝1+1',
  '"',
  '""",=1+1',
  'a,b;c',
  '\r\n"x',
  '\0',
  '\u001b[2J',
  '\u202e',
  '\u2028',
  '\ufeff',
  '\ud800',
  '\udc00',
  'محمد العلي',
  'שלום',
  '👩‍👩‍👧',
  'مرحبا <b>bold</b>',
] as const;

export const hostile = fc
  .array(fc.oneof(fc.constantFrom(...FRAGMENTS), fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 3 })
  .map(parts => parts.join(''));
const line = hostile.map(text => text.slice(0, 900));
const maybe = (arbitrary: fc.Arbitrary<string>) => fc.option(arbitrary, { nil: null });

const base = {
  version: fc.constant(1),
  customerId: fc.constant('sam'),
  caseId: fc.constantFrom('case-1', 'case-2'),
  interactionId: fc.constantFrom('thread-1', null),
  at: fc.integer({ min: NOW - 1_000_000_000, max: NOW }),
  channel: fc.constantFrom(...CHANNELS),
  direction: fc.constantFrom('in' as const, 'out' as const, 'internal' as const),
  audience: fc.constantFrom('public' as const, 'private' as const, 'internal' as const),
  handle: maybe(line),
  author: fc.record({
    kind: fc.constantFrom('customer' as const, 'agent' as const, 'system' as const),
    name: line,
    address: maybe(line),
    agentId: fc.constant(null),
  }),
  text: hostile,
  language: fc.constant(null),
  replyTo: fc.constant(null),
  sourceUrl: maybe(line),
  attachments: fc.array(
    fc.record({ id: fc.constant('a'), name: line, size: fc.nat(5_000_000), type: line, kept: fc.boolean() }),
    { maxLength: 2 },
  ),
  editedAt: fc.constantFrom(null, NOW),
  deletedAt: fc.constantFrom(null, NOW),
  truncated: fc.boolean(),
  delivery: fc.constantFrom(null, { state: 'failed' as const, at: NOW, commandId: null, reason: '<b>no</b>' }),
};

const email = fc.record({
  subject: line,
  from: line,
  to: fc.array(line, { maxLength: 2 }),
  cc: fc.array(line, { maxLength: 2 }),
  messageId: maybe(line),
  inReplyTo: maybe(line),
  quoted: maybe(hostile),
  signature: maybe(hostile),
  html: maybe(hostile),
  hasHtml: fc.boolean(),
  automatic: fc.boolean(),
});
const turn = fc.record({
  at: fc.nat(7_200_000),
  speaker: fc.constantFrom('customer' as const, 'agent' as const),
  name: line,
  text: hostile,
});
const call = fc.record({
  number: maybe(line),
  state: fc.constantFrom('ended' as const, 'abandoned' as const),
  queueName: maybe(line),
  queueMs: fc.constantFrom(null, 61_000),
  talkMs: fc.constantFrom(null, 3_700_000),
  holdMs: fc.constantFrom(null, 0, 9_000),
  answeredAt: fc.constant(null),
  agentName: maybe(line),
  wrapUp: maybe(hostile.map(text => text.slice(0, 900))),
  turns: fc.array(turn, { maxLength: 3 }),
});

const unnamed: fc.Arbitrary<Omit<Entry, 'id'>> = fc.oneof(
  fc.record({ kind: fc.constant('post'), ...base, reach: fc.constant(null) }),
  fc.record({ kind: fc.constant('message'), ...base }),
  fc.record({ kind: fc.constant('note'), ...base }),
  fc.record({ kind: fc.constant('email'), ...base, email }),
  fc.record({ kind: fc.constant('call'), ...base, call: call.map(one => ({ ...FRESH_LINE, ...one })) }),
  fc.record({
    kind: fc.constant('event'),
    ...base,
    event: fc.record({ name: fc.constantFrom(...EVENT_NAMES), detail: maybe(line) }),
  }),
  fc.record({
    kind: fc.constant('survey'),
    ...base,
    survey: fc.record({
      measure: fc.constantFrom('ces' as const, 'csat' as const, 'nps' as const),
      score: fc.nat(5),
      of: fc.constant(5),
    }),
  }),
) as fc.Arbitrary<Omit<Entry, 'id'>>;

export const hostileEntries: fc.Arbitrary<Entry[]> = fc
  .array(unnamed, { maxLength: 6 })
  .map(list => list.map((entry, i) => entrySchema.parse({ ...entry, id: `e${i}` })));

export const customerNamed = (name: string): Customer => ({
  id: 'sam',
  version: 1,
  name,
  known: true,
  language: null,
  timeZone: null,
  value: 'Gold, £6,840 in 12 months',
  identities: [
    {
      id: 'i1',
      channel: 'x',
      address: name,
      display: name,
      sureness: 'proven',
      sharedBy: 1,
      followers: null,
      evidence: [],
    },
  ],
  candidates: [],
});
const caseOf = (id: string, subject: string): Case => ({
  id,
  version: 1,
  number: 48213,
  customerId: 'sam',
  subject,
  state: 'open',
  openedAt: NOW - 1_000_000,
  closedAt: null,
});
const threadOf = (subject: string): Interaction => ({
  id: 'thread-1',
  version: 1,
  caseId: 'case-1',
  customerId: 'sam',
  channel: 'x',
  audience: 'public',
  subject,
  handle: subject,
  startedAt: NOW,
});

export const headOf = (more: Partial<ExportHead> = {}): ExportHead => ({
  id: 'export-1',
  format: 'html',
  scope: { kind: 'case', caseId: 'case-1' },
  options: exportOptionsSchema.parse({}),
  at: NOW,
  zone: 'Europe/Lisbon',
  by: { agentId: 'mara', name: 'Mara Lindholm' },
  version: '0.1.0',
  ...more,
});

export const lookupWith = (text: string): Lookup => ({
  case: id => caseOf(id, text.slice(0, 900)),
  interaction: () => threadOf(text.slice(0, 900)),
});

export type Drawn = { readonly text: string; readonly entries: readonly Entry[]; readonly summary: ExportSummary };

/** As the core does it, in one piece: `entries` are those that are in it. */
export function drawn(renderer: Renderer, head: ExportHead, all: readonly Entry[], name: string): Drawn {
  const lookup = lookupWith(name);
  const customer: ExportedCustomer = {
    customer: customerNamed(name.slice(0, 900)),
    whole: { have: all.length, older: 3, from: NOW - 1_000, to: NOW },
    unsent: 1,
  };
  const leftOut = { note: 0, private: 0, event: 0, unreadable: 0 };
  const entries: Entry[] = [];
  let middle = renderer.customer(customer);
  for (const raw of all) {
    const choice = chosen(raw, head.options);
    if ('leftOut' in choice) leftOut[choice.leftOut] += 1;
    else {
      entries.push(choice.entry);
      middle += renderer.entry(choice.entry);
    }
  }
  const summary: ExportSummary = {
    entries: entries.length,
    leftOut,
    firstAt: entries[0]?.at ?? null,
    lastAt: entries.at(-1)?.at ?? null,
    customers: [customer],
    cases: [lookup.case('case-1')!],
    interactions: [lookup.interaction('thread-1')!],
  };
  return { text: [...renderer.head(summary), middle, ...renderer.tail(summary)].join(''), entries, summary };
}
