// One entry as a row of a table, for spreadsheets and reports.
import type { Entry } from '../entry.ts';
import type { ExportedCustomer, Lookup } from './facts.ts';
import type { Zoned } from './zoned.ts';

/** The columns in their order, each with how an entry fills it. docs/export.md lists them for people. */
const COLUMNS = {
  entry_id: ({ entry }) => entry.id,
  at: ({ entry }) => new Date(entry.at).toISOString(),
  at_local: ({ entry, times }) => times.row(entry.at),
  zone: ({ zone }) => zone,
  customer_id: ({ entry }) => entry.customerId,
  customer_name: ({ customer }) => customer.customer.name,
  case_number: ({ entry, lookup }) => lookup.case(entry.caseId)?.number,
  case_subject: ({ entry, lookup }) => lookup.case(entry.caseId)?.subject,
  interaction_id: ({ entry }) => entry.interactionId,
  kind: ({ entry }) => entry.kind,
  channel: ({ entry }) => entry.channel,
  direction: ({ entry }) => entry.direction,
  audience: ({ entry }) => entry.audience,
  handle: ({ entry }) => entry.handle,
  author_kind: ({ entry }) => entry.author.kind,
  author_name: ({ entry }) => entry.author.name,
  author_address: ({ entry }) => entry.author.address,
  subject: ({ entry }) => (entry.kind === 'email' ? entry.email.subject : null),
  text: ({ entry }) => entry.text,
  quoted: ({ entry }) => (entry.kind === 'email' ? entry.email.quoted : null),
  signature: ({ entry }) => (entry.kind === 'email' ? entry.email.signature : null),
  recipients: ({ entry }) => (entry.kind === 'email' ? [...entry.email.to, ...entry.email.cc].join('; ') : null),
  call_number: ({ entry }) => (entry.kind === 'call' ? entry.call.number : null),
  call_state: ({ entry }) => (entry.kind === 'call' ? entry.call.state : null),
  call_queue_s: ({ entry }) => (entry.kind === 'call' ? secondsOf(entry.call.queueMs) : null),
  call_talk_s: ({ entry }) => (entry.kind === 'call' ? secondsOf(entry.call.talkMs) : null),
  call_wrap_up: ({ entry }) => (entry.kind === 'call' ? entry.call.wrapUp : null),
  transcript: ({ entry }) => (entry.kind === 'call' ? transcriptOf(entry.call.turns) : null),
  event: ({ entry }) => (entry.kind === 'event' ? entry.event.name : null),
  event_detail: ({ entry }) => (entry.kind === 'event' ? entry.event.detail : null),
  survey_measure: ({ entry }) => (entry.kind === 'survey' ? entry.survey.measure : null),
  survey_score: ({ entry }) => (entry.kind === 'survey' ? entry.survey.score : null),
  survey_of: ({ entry }) => (entry.kind === 'survey' ? entry.survey.of : null),
  files: ({ entry }) => entry.attachments.map(({ name, size, type }) => `${name} (${size} bytes, ${type})`).join('; '),
  language: ({ entry }) => entry.language,
  reply_to: ({ entry }) => entry.replyTo,
  source_url: ({ entry }) => entry.sourceUrl,
  edited_at: ({ entry }) => isoOf(entry.editedAt),
  deleted_at: ({ entry }) => isoOf(entry.deletedAt),
  delivery: ({ entry }) => entry.delivery?.state,
  truncated: ({ entry }) => (entry.truncated ? 'true' : 'false'),
} as const satisfies Record<string, (from: From) => string | number | null | undefined>;

type From = {
  readonly entry: Entry;
  readonly customer: ExportedCustomer;
  readonly lookup: Lookup;
  readonly times: Zoned;
  readonly zone: string;
};

const isoOf = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
const secondsOf = (ms: number | null): number | null => (ms === null ? null : Math.round(ms / 1_000));
const transcriptOf = (turns: Extract<Entry, { kind: 'call' }>['call']['turns']): string =>
  turns.map(({ name, text }) => `${name}: ${text}`).join('\n');

export const ROW_COLUMNS = Object.keys(COLUMNS);
const FILLS = Object.values(COLUMNS) as readonly ((from: From) => string | number | null | undefined)[];

/** Cells as they are: whoever writes the table escapes them. A NUL would end a cell in some readers. */
export const rowOf = (from: From): string[] =>
  FILLS.map(fill =>
    String(fill(from) ?? '')
      .replaceAll('\0', '\ufffd')
      .toWellFormed(),
  );
