// Customers who write and ring while the story is in motion.
import type { IntakeInput } from '../../../shared/contract/intake.ts';
import { between, oneOf } from './chance.ts';
import { turnsOf } from './call-records.ts';
import { callMove, type LiveCall } from './live-call.ts';
import type { LiveTalk } from './live-talk.ts';
import { HANDLES, partyOf, SOURCE } from './parties.ts';
import { QUEUES } from './seed.ts';
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

/** Rings in that queue; the number alone says who it is. */
export async function ring(stage: Stage, talk: LiveTalk, now: number, queue: string): Promise<LiveCall | null> {
  const person = stage.people.get(talk.who)!;
  const externalId = liveId(stage);
  const number = partyOf(person, 'voice').address;
  const call = { type: 'call', source: SOURCE, externalId, number, state: 'ringing', line: LINE, queue } as const;
  const workItemId = await send(stage, { ...call, subject: talk.subject });
  if (!workItemId) return null;
  const escalated = queue === QUEUES.priority;
  const live: LiveCall = {
    externalId,
    number,
    workItemId,
    name: person.name,
    rangAt: now,
    patience: escalated ? ESCALATED.patience : between(stage.chance, PATIENCE),
    talk: escalated ? ESCALATED.talk : between(stage.chance, TALK),
    turns: talk.turns ?? [],
    answeredAt: null,
    agentName: null,
    endedAt: null,
    end: null,
  };
  stage.calls.set(workItemId, live);
  stage.talks.set(workItemId, talk);
  return live;
}

/** Lets every caller do what they do now. `holders`: work item id → the name of who holds it. */
export async function moveCalls(stage: Stage, holders: ReadonlyMap<string, string>, now: number): Promise<void> {
  for (const call of stage.calls.values()) {
    const move = callMove(call, holders.get(call.workItemId) ?? null, now);
    if (move !== 'none') await send(stage, endOf(call, move === 'give-up' ? 'abandoned' : 'ended', now));
  }
}

/** The line goes dead for everybody, so that no call of this run rings on in the next one. */
export async function cutCalls(stage: Stage, now: number): Promise<void> {
  for (const call of stage.calls.values()) {
    if (call.end !== null) continue;
    await send(stage, endOf(call, call.answeredAt === null ? 'abandoned' : 'ended', now));
    call.end = 'hung-up';
  }
}

function endOf(call: LiveCall, state: 'ended' | 'abandoned', now: number): IntakeInput {
  const { externalId, number, answeredAt, agentName, rangAt } = call;
  const talkMs = answeredAt === null ? undefined : Math.round(now - answeredAt);
  const queueMs = Math.round((answeredAt ?? now) - rangAt);
  const turns = turnsOf(call.turns, { customer: call.name, agent: agentName ?? '' }, talkMs ?? 0);
  return { type: 'call', source: SOURCE, externalId, number, state, line: LINE, talkMs, queueMs, turns };
}

/** Says again who may begin: talks that would reach the agent's own queues wait for the escalated call. */
export function mayBegin(stage: Stage, talk: LiveTalk): boolean {
  const { over, complained } = stage.escalation;
  if (over || complained || !stage.agent) return true;
  const queue = queueOf(talk);
  return !stage.agent.queueIds.includes(queue);
}

function queueOf({ channel, open }: LiveTalk): string {
  if (channel === 'voice') return QUEUES.bookings;
  if (channel === 'review') return QUEUES.reviews;
  if (channel === 'email' || channel === 'web' || channel === 'letter') return QUEUES.email;
  return open && PUBLIC.includes(channel) ? QUEUES.social : QUEUES.messaging;
}

/** The next talk that may begin, taken off the list; the list is filled again when it is empty. */
export function takeTalk(stage: Stage, waiting: LiveTalk[], all: readonly LiveTalk[]): LiveTalk | null {
  if (waiting.length === 0) waiting.push(...all);
  const place = waiting.findIndex(talk => mayBegin(stage, talk));
  if (place < 0) return null;
  return waiting.splice(place, 1)[0] ?? oneOf(stage.chance, all);
}
