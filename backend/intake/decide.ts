// One record that is somebody's: finds its customer, its case and its conversation, and says what is to be written.
import type { IntakeResult } from '../../shared/contract/intake.ts';
import type { Case, Interaction } from '../../shared/domain/case.ts';
import type { Customer } from '../../shared/domain/customer.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { channelNames } from '../../shared/domain/export/words.ts';
import { eventEntry } from '../records/events.ts';
import { attachedOf, keepContents } from './attachments.ts';
import { broughtCode, customerOfCode } from './codes.ts';
import { channelOf, directionOf, entryFrom } from './entry.ts';
import { type Name, namedByDemand, namedByHistory, nameOf } from './naming.ts';
import { ERASED, refused } from './parse.ts';
import { audienceOf, chooseCase, isOver, ownNames, threadNames, timeAt, turnOf } from './place.ts';
import {
  type KnownCase,
  type NamedCase,
  pair,
  putCase,
  putInteraction,
  putThread,
  type State,
  type Thread,
} from './state.ts';
import { customerFor, type Theirs } from './who.ts';
import { enterQueue, wakeParked } from './work.ts';

type Place = { readonly case: Case; readonly interaction: Interaction | null; readonly replyTo: string | null };

/** Nothing is changed by a refusal. */
export function decide(state: State, record: Theirs, truncated: boolean): IntakeResult {
  const { externalId } = record;
  if (state.had.has(pair(record.source, externalId))) return { outcome: 'already-there', externalId };
  if (state.erased.has(pair(record.source, externalId))) return refused(externalId, ERASED);
  if (record.type === 'call' && record.state === 'ringing' && !record.live)
    return refused(externalId, 'a ringing call cannot be history: send it as ended or abandoned');
  const at = timeAt(record.at, state.now, isNow(record));
  if (at === null) return refused(externalId, 'at: more than a day later than now');
  const brought = broughtCode(state, record);
  const customer = brought ? customerOfCode(state, record, brought) : customerFor(state, record);
  if (!customer) return refused(externalId, 'names no customer: neither a known one nor an address');
  const place = placeFor(state, record, customer, at, brought?.caseId ?? null);
  const { interaction } = place;
  const placed = { id: state.id, customer, caseId: place.case.id, interactionId: interaction?.id ?? null };
  const attached = 'attachments' in record ? attachedOf(record.attachments, state.id) : [];
  const attachments = attached.map(one => one.attachment);
  const about = { at, replyTo: place.replyTo, agents: state.agents, truncated, attachments };
  const entry = entryFrom(record, { ...placed, ...about });
  if (entry.kind === 'call' && entry.call.state === 'waiting') state.openCalls.add(entry.id);
  remember(state, record, customer, entry, interaction);
  const work = interaction && isDemand(record) ? enterQueue(state, record, customer, place.case, interaction) : null;
  if (interaction && isDemand(record)) wakeParked(state, place.case.id);
  const queued =
    entry.kind === 'call' && work ? { ...entry, call: { ...entry.call, queueName: work.queueName } } : entry;
  state.changes.entry(queued);
  keepContents(state.changes, entry, attached);
  return {
    outcome: 'imported',
    externalId,
    entryId: entry.id,
    customerId: customer.id,
    workItemId: work?.id ?? null,
  };
}

export const isNow = (record: Theirs): boolean =>
  record.type === 'call' ? record.live && record.state === 'ringing' : 'live' in record && record.live;

/** The customer wants something now. Mail sent by a machine wants nothing. */
const isDemand = (record: Theirs): boolean =>
  isNow(record) && directionOf(record) === 'in' && !(record.type === 'email' && record.automatic);

/** `named`: the case that a code was given out for. */
function placeFor(state: State, record: Theirs, customer: Customer, at: number, named: string | null): Place {
  const thread = threadOf(state, record, customer.id);
  const meant = state.cases.get(customer.id)?.find(one => one.case.id === named);
  const known = meant ?? caseFor(state, record, customer, at, thread);
  const spanned = spanning(known, record, at, state.now);
  putCase(state, spanned.case, spanned.lastAt);
  if (record.type === 'note' || record.type === 'event' || record.type === 'survey')
    return { case: spanned.case, interaction: null, replyTo: null };
  const same = thread?.same ?? (record.type === 'message' && !thread ? goingOn(state, record, spanned.case) : null);
  const interaction = same ?? newInteraction(state, record, spanned.case, at);
  return { case: spanned.case, interaction, replyTo: thread?.replyTo ?? null };
}

/** A case grows with what joins it. Only history ends a case by its age, and opens it again when it is not so old. */
function spanning({ case: known, lastAt }: KnownCase, record: Theirs, at: number, now: number): KnownCase {
  const newest = Math.max(lastAt, at);
  const over = !isNow(record) && isOver(newest, now);
  const state = over ? 'closed' : 'open';
  const closedAt = over ? newest : null;
  const openedAt = Math.min(known.openedAt, at);
  const called = calledAfter(known, record, nameOf(record, at));
  const isSame = state === known.state && closedAt === known.closedAt && openedAt === known.openedAt;
  if (isSame && called === known) return { case: known, lastAt: newest };
  return { case: { ...called, state, closedAt, openedAt, version: known.version + 1 }, lastAt: newest };
}

/** What is said now and wants no answer, such as our own reply, names nothing. */
function calledAfter(known: NamedCase, record: Theirs, name: Name): NamedCase {
  if (isDemand(record)) return namedByDemand(known, name);
  return isNow(record) ? known : namedByHistory(known, name);
}

type Found = { readonly same: Interaction | null; readonly caseId: string; readonly replyTo: string | null };

/** The conversation that the record's own names lead to; in the same thread but another channel only the case counts. */
function threadOf(state: State, record: Theirs, customerId: string): Found | null {
  const names = threadNames(record).find;
  const found = names.map(name => state.threads.get(pair(customerId, name)) ?? []);
  const all: readonly Thread[] = found.flat();
  const fits = all.find(({ channel, audience }) => channel === channelOf(record) && audience === audienceOf(record));
  const interaction = state.interactions.get((fits ?? all[0])?.interactionId ?? '');
  if (!interaction) return null;
  // A thread's own name leads to no single entry; the name of the message answered does.
  const answered = 'inReplyTo' in record && record.inReplyTo ? all.find(thread => thread.entryId) : undefined;
  return { same: fits ? interaction : null, caseId: interaction.caseId, replyTo: answered?.entryId ?? null };
}

function caseFor(state: State, record: Theirs, customer: Customer, at: number, thread: Found | null): KnownCase {
  const known = state.cases.get(customer.id) ?? [];
  const spans = known.map(({ case: one, lastAt }) => ({
    id: one.id,
    open: one.state === 'open',
    openedAt: one.openedAt,
    lastAt,
  }));
  const id = thread?.caseId ?? chooseCase(spans, at, isNow(record));
  return known.find(one => one.case.id === id) ?? newCase(state, record, customer, at);
}

function newCase(state: State, record: Theirs, customer: Customer, at: number): KnownCase {
  const { subject, named } = nameOf(record, at);
  const opened: NamedCase = {
    id: state.id(),
    version: 1,
    // The number comes with the others of the batch, from the store's sequence.
    number: 1,
    customerId: customer.id,
    subject,
    state: 'open',
    openedAt: at,
    closedAt: null,
    // What a case is called when it begins now stands in queues and offers from then on.
    named: isNow(record) ? undefined : named,
  };
  state.opened.add(opened.id);
  if (isNow(record)) state.changes.entry(eventEntry(state.id(), opened, at, 'case.opened', opened.subject));
  return { case: opened, lastAt: at };
}

/** Messages without a thread of their own go on where the same two last spoke in this case. */
function goingOn(state: State, record: Theirs, { id }: Case): Interaction | null {
  const handle = ('handle' in record ? record.handle : null) ?? null;
  const said = state.said.get(id) ?? [];
  const fits = (one: Interaction) => one.channel === channelOf(record) && one.audience === audienceOf(record);
  return said.find(one => fits(one) && one.handle === handle) ?? null;
}

function newInteraction(state: State, record: Theirs, inCase: Case, at: number): Interaction {
  const handle = ('handle' in record ? record.handle : 'line' in record ? record.line : null) ?? null;
  const interaction: Interaction = {
    id: state.id(),
    version: 1,
    caseId: inCase.id,
    customerId: inCase.customerId,
    channel: channelOf(record),
    audience: audienceOf(record),
    subject: record.type === 'email' ? record.mailSubject || null : null,
    handle,
    startedAt: at,
  };
  const earlier = state.said.get(inCase.id) ?? [];
  const turn = isDemand(record) ? turnOf(earlier, interaction) : null;
  if (turn) {
    const from = earlier.toSorted((a, b) => b.startedAt - a.startedAt)[0]!.channel;
    const to = interaction.channel;
    const way = from === to ? null : `${channelNames[from]} to ${channelNames[to]}`;
    state.changes.entry(eventEntry(state.id(), inCase, at, turn, way));
  }
  putInteraction(state, interaction);
  return interaction;
}

/** So that the same record is known again, and what answers it finds it. */
function remember(state: State, record: Theirs, customer: Customer, entry: Entry, spoken: Interaction | null): void {
  const { source, externalId, type } = record;
  state.had.set(pair(source, externalId), { type, recordId: entry.id, customerId: customer.id });
  const key = { source, external_id: externalId, type };
  state.changes.put('intakeKey', { ...key, record_id: entry.id, customer_id: customer.id });
  if (!spoken) return;
  const itself = ownNames(record);
  for (const name of threadNames(record).own) {
    const thread = { channel: spoken.channel, audience: spoken.audience, interactionId: spoken.id };
    putThread(state, customer.id, name, { ...thread, entryId: itself.includes(name) ? entry.id : null });
  }
}
