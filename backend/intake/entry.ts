// A record as an entry of the timeline. Pure.
import { FRESH_LINE } from '../../shared/domain/call.ts';
import type { IntakeOf } from '../../shared/contract/intake.ts';
import type { Customer } from '../../shared/domain/customer.ts';
import type { Entry, EntryOf } from '../../shared/domain/entry.ts';
import type { Channel, Direction } from '../../shared/domain/primitives.ts';
import type { Agent } from '../../shared/domain/work.ts';
import { audienceOf } from './place.ts';
import { contactOf, type Theirs } from './who.ts';

export type Placed = {
  readonly id: () => string;
  readonly customer: Customer;
  readonly caseId: string;
  readonly interactionId: string | null;
  readonly at: number;
  readonly replyTo: string | null;
  readonly agents: readonly Agent[];
  readonly truncated: boolean;
  readonly attachments: Entry['attachments'];
};
type Base = Omit<EntryOf<'message'>, 'kind'>;

export function entryFrom(record: Theirs, placed: Placed): Entry {
  const base = baseOf(record, placed);
  switch (record.type) {
    case 'post':
      return { ...base, kind: 'post', reach: record.reach ?? null };
    case 'message':
      return { ...base, kind: 'message' };
    case 'email':
      return { ...base, kind: 'email', truncated: base.truncated || record.truncated, email: emailPart(record) };
    case 'call':
      return { ...base, kind: 'call', call: callPart(record) };
    case 'note':
      return { ...base, kind: 'note' };
    case 'event':
      return { ...base, kind: 'event', event: { name: record.name, detail: record.detail ?? null } };
    case 'survey': {
      const { measure, score, of } = record;
      return { ...base, kind: 'survey', survey: { measure, score, of } };
    }
  }
}

function baseOf(record: Theirs, placed: Placed): Base {
  const written = record.type === 'post' || record.type === 'message' || record.type === 'email' ? record : null;
  return {
    id: placed.id(),
    version: 1,
    customerId: placed.customer.id,
    caseId: placed.caseId,
    interactionId: placed.interactionId,
    at: placed.at,
    channel: channelOf(record),
    direction: directionOf(record),
    audience: audienceOf(record),
    handle: written?.handle ?? (record.type === 'call' ? record.line : null) ?? null,
    author: authorOf(record, placed),
    text: 'text' in record ? record.text : '',
    language: written?.language ?? null,
    replyTo: placed.replyTo,
    sourceUrl: written?.url && /^https?:\/\//iu.test(written.url) ? written.url : null,
    attachments: placed.attachments,
    editedAt: null,
    deletedAt: null,
    truncated: placed.truncated,
    delivery: null,
  };
}

export function channelOf(record: Theirs): Channel {
  if (record.type === 'call') return 'voice';
  return record.type === 'note' || record.type === 'event' ? 'internal' : record.channel;
}

export function directionOf(record: Theirs): Direction {
  if (record.type === 'note' || record.type === 'event') return 'internal';
  return record.type === 'survey' ? 'in' : record.direction;
}

function authorOf(record: Theirs, { agents, customer }: Placed): Entry['author'] {
  if (directionOf(record) === 'in') {
    const contact = contactOf(record);
    const address = contact?.written.trim() || null;
    return { kind: 'customer', name: contact?.name?.trim() || customer.name, address, agentId: null };
  }
  const { agent } = record as { agent?: string };
  const handle = 'handle' in record ? record.handle : undefined;
  if (!agent && record.type === 'event') return { kind: 'system', name: 'System', address: null, agentId: null };
  const agentId = agents.find(({ name }) => name === agent)?.id ?? null;
  return { kind: 'agent', name: agent ?? handle ?? 'Colleague', address: handle ?? null, agentId };
}

function emailPart(record: IntakeOf<'email'>): EntryOf<'email'>['email'] {
  const { mailSubject, to, cc, automatic } = record;
  const html = record.html ?? null;
  return {
    subject: mailSubject,
    from: record.direction === 'in' ? record.party.address : (record.handle ?? ''),
    to,
    cc,
    messageId: record.messageId ?? null,
    inReplyTo: record.inReplyTo ?? null,
    quoted: record.quoted || null,
    signature: record.signature || null,
    html,
    hasHtml: html !== null,
    automatic,
  };
}

function callPart(record: IntakeOf<'call'>): EntryOf<'call'>['call'] {
  return {
    number: record.number,
    state: record.state === 'ringing' ? 'waiting' : record.state,
    queueName: record.queue ?? null,
    queueMs: record.queueMs ?? null,
    talkMs: record.talkMs ?? null,
    holdMs: record.holdMs ?? null,
    answeredAt: null,
    agentName: record.agent ?? null,
    wrapUp: record.wrapUp ?? null,
    turns: record.turns,
    ...FRESH_LINE,
    exchange: record.control ? record.source : null,
    exchangeId: record.control ? record.externalId : null,
    recording: record.recording,
  };
}
