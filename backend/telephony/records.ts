// From a call as the exchange has it to what is written of it.
import type { IntakeInput } from '../../shared/contract/intake.ts';
import { heard } from '../../shared/domain/call.ts';
import type { EntryOf } from '../../shared/domain/entry.ts';
import type { CallEnd, LineCall } from '../connectors/telephony/adapter.ts';

type CallPart = EntryOf<'call'>['call'];

export function ringingRecord(exchange: string, call: LineCall): IntakeInput {
  return {
    type: 'call',
    source: exchange,
    externalId: call.id,
    number: call.number,
    name: call.name ?? undefined,
    subject: call.subject ?? undefined,
    queue: call.queue ?? undefined,
    code: call.code,
    state: 'ringing',
    line: call.line,
    control: true,
    recording: call.recording === 'off' ? 'off' : 'on',
  };
}

/** How the entry of a call that nobody took ends: a caller who gave up is counted, one who was served elsewhere is not. */
const ABANDONED: readonly (CallEnd | null)[] = ['gave up', 'dropped'];

export function endedRecord(exchange: string, call: LineCall): IntakeInput {
  const { answeredAt, endedAt } = call;
  return {
    type: 'call',
    source: exchange,
    externalId: call.id,
    direction: call.direction,
    number: call.number,
    name: call.name ?? undefined,
    state: answeredAt === null && ABANDONED.includes(call.end) ? 'abandoned' : 'ended',
    line: call.line,
    control: true,
    talkMs: answeredAt !== null && endedAt !== null ? Math.max(0, endedAt - answeredAt) : undefined,
    turns: [...call.turns],
  };
}

/**
 * What the exchange says, beside what the entry has. `asked`: something is still being asked of the call, and then what
 * the agent wants counts, not what was so before. Null: nothing new, or older than what another node has heard.
 */
export function merged(part: CallPart, call: LineCall, asked: boolean, now: number): CallPart | null {
  if (call.n < (part.heardN ?? 0)) return null;
  const told = asked ? { legs: [...call.legs] } : heard(part, call, now);
  const answeredAt = part.answeredAt ?? (call.direction === 'out' && call.answeredAt !== null ? now : null);
  const turns = call.turns.length > part.turns.length ? [...call.turns] : part.turns;
  // What is left out of this change for what is being asked is not yet heard.
  const count = asked ? {} : { heardN: call.n };
  const next = { ...part, ...told, ...count, answeredAt, turns };
  return JSON.stringify(next) === JSON.stringify(part) ? null : next;
}
