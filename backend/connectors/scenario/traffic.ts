// Customers who write and ring while the story is in motion.
import type { IntakeInput } from '../../../shared/contract/intake.ts';
import type { Agent } from '../../../shared/domain/work.ts';
import { between } from './chance.ts';
import { turnsOf } from './call-records.ts';
import { follow, type LiveCall } from './live-call.ts';
import type { LiveTalk } from './live-talk.ts';
import { HANDLES, partyOf, SOURCE } from './parties.ts';
import { ESCALATIONS, QUEUES } from './seed.ts';
import { liveId, send, type Stage } from './stage.ts';

export const LINE = '+44 20 7946 0180';
const PATIENCE = [90_000, 240_000] as const;
const TALK = [50_000, 150_000] as const;
/** Somebody who was sent to this desk waits longer, and has more to say. */
const ESCALATED = { patience: 300_000, talk: 360_000 };
const PUBLIC = ['x', 'facebook', 'instagram', 'mastodon', 'review'];

/** One of the live talks begins: a message enters its queue, or a call rings. */
export async function begin(stage: Stage, talk: LiveTalk, now: number): Promise<void> {
  if (talk.channel === 'voice') {
    await ring(stage, talk, now, QUEUES.bookings);
    return;
  }
  const externalId = liveId(stage);
  const workItemId = await send(stage, writtenRecord(stage, talk, externalId, talk.text));
  if (workItemId) stage.talks.set(workItemId, talk);
}

function writtenRecord(stage: Stage, talk: LiveTalk, externalId: string, text: string): IntakeInput {
  const person = stage.people.get(talk.who)!;
  const { channel, subject } = talk;
  const written = {
    source: SOURCE,
    externalId,
    channel,
    party: partyOf(person, channel),
    handle: HANDLES[channel],
    thread: externalId,
    subject,
    language: person.language,
    text,
  };
  if (channel === 'email') {
    const messageId = `<${externalId.replaceAll('/', '.')}@mail.example>`;
    const mail = { mailSubject: subject, to: ['care@larkwing.example'], messageId, signature: person.sign };
    return { type: 'email', ...written, ...mail, channel: 'email' };
  }
  if (talk.open || channel === 'review') return { type: 'post', ...written };
  return { type: 'message', ...written };
}

/** Rings in that queue, on the exchange; the number alone says who it is. */
export async function ring(stage: Stage, talk: LiveTalk, now: number, queue: string): Promise<LiveCall | null> {
  const { exchange, chance, speed } = stage;
  const person = stage.people.get(talk.who)!;
  const escalated = queue === QUEUES.priority;
  const talkMs = (escalated ? ESCALATED.talk : between(chance, TALK)) / speed;
  const callId = exchange.ring({
    id: liveId(stage),
    number: partyOf(person, 'voice').address,
    line: LINE,
    queue,
    subject: talk.subject,
    patienceMs: (escalated ? ESCALATED.patience : between(chance, PATIENCE)) / speed,
    talkMs,
    turns: turnsOf(talk.turns ?? [], { customer: person.name, agent: '' }, talkMs),
  });
  await exchange.settled();
  const workItemId = await workItemOf(stage, callId);
  if (!workItemId) return null;
  const live: LiveCall = { callId, workItemId, answeredAt: null, endedAt: null, end: null };
  stage.calls.set(workItemId, live);
  follow(live, exchange.at(callId), now);
  return live;
}

async function workItemOf({ backend, exchange }: Stage, callId: string): Promise<string | null> {
  const [row] = await backend.db.query<{ id: string }>(
    `SELECT w.id FROM intake_key k JOIN entry e ON e.id = k.record_id JOIN work_item w ON w.interaction_id = e.interaction_id
     WHERE k.source = $1 AND k.external_id = $2 ORDER BY w.entered_at DESC LIMIT 1`,
    [exchange.name, callId],
  );
  return row?.id ?? null;
}

/** Looks what has become of every caller. */
export function moveCalls({ calls, exchange }: Stage, now: number): void {
  for (const call of calls.values()) follow(call, exchange.at(call.callId), now);
}

/** Everybody hangs up, so that no call of this run rings on in the next one. */
export async function cutCalls(stage: Stage, now: number): Promise<void> {
  for (const call of stage.calls.values()) if (call.end === null) stage.exchange.hangUp(call.callId);
  await stage.exchange.settled();
  moveCalls(stage, now);
}

/** Says again who may begin: talks that would reach the agent's own queues wait for the escalated call. */
export function mayBegin({ escalation, agent }: Stage, talk: LiveTalk): boolean {
  if (escalation.over || escalation.complained) return true;
  if (!agent || callQueueOf(agent) === null) return true;
  // A lead serves every queue, and comes to see them in motion before taking a call.
  if (agent.role === 'lead' && escalation.availableSince === null) return true;
  return !agent.queueIds.includes(queueOf(talk));
}

/** Where a call rings that is for this agent; null: they take none. */
export function callQueueOf({ queueIds, skills }: Agent): string | null {
  const isSkilled = skills?.some(({ name }) => name === ESCALATIONS) ?? false;
  if (isSkilled && queueIds.includes(QUEUES.priority)) return QUEUES.priority;
  return queueIds.includes(QUEUES.bookings) ? QUEUES.bookings : null;
}

function queueOf({ channel, open }: LiveTalk): string {
  if (channel === 'voice') return QUEUES.bookings;
  if (channel === 'review') return QUEUES.reviews;
  if (channel === 'email' || channel === 'web' || channel === 'letter') return QUEUES.email;
  return open && PUBLIC.includes(channel) ? QUEUES.social : QUEUES.messaging;
}

/** Talks at hand, and how many there may be while none of them may begin. */
const AT_HAND = 12;
const MOST_AT_HAND = 100;

/** The next talk that may begin, taken off the list, to which `another` is put where few are left. */
export function takeTalk(stage: Stage, waiting: LiveTalk[], another: () => LiveTalk): LiveTalk | null {
  const placeOf = (): number => waiting.findIndex(talk => mayBegin(stage, talk));
  while (waiting.length < AT_HAND || (placeOf() < 0 && waiting.length < MOST_AT_HAND)) waiting.push(another());
  const place = placeOf();
  return place < 0 ? null : (waiting.splice(place, 1)[0] ?? null);
}
