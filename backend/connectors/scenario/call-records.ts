import type { IntakeInput } from '../../../shared/contract/intake.ts';
import type { Turn } from '../../../shared/domain/entry.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import type { Line } from './notation.ts';
import { AGENTS, partyOf } from './parties.ts';
import type { Person } from './person.ts';

const CALL = /^(in|out) ([A-Z-])((?: [qth]=\d+:\d\d)*)( abandoned)?(?: \| (.*))?$/;

/** A call of the past, as told: `in T q=0:40 t=11:32 h=3:18 | wrap-up`, or `in - q=6:10 abandoned`. */
export function callRecord(
  person: Person,
  line: Line,
  key: { source: string; externalId: string; at: number },
): IntakeInput {
  const told = CALL.exec(line.head);
  if (!told) throw new Fault('bad-input', `not a call: ${line.head}`);
  const [, direction, letter, times, abandoned, wrapUp] = told;
  const lasted = (name: string) => durationOf(times!, name);
  const agent = AGENTS[letter!];
  const talkMs = lasted('t');
  return {
    type: 'call',
    ...key,
    live: false,
    customer: person.known === false ? undefined : person.id,
    direction: direction as 'in' | 'out',
    number: partyOf(person, 'voice').address,
    name: person.name,
    subject: line.talk.subject || undefined,
    state: abandoned ? 'abandoned' : 'ended',
    line: '+44 20 7946 0180',
    agent,
    queueMs: lasted('q'),
    talkMs,
    holdMs: lasted('h'),
    wrapUp: wrapUp || undefined,
    turns: turnsOf(line.body, { customer: person.name, agent: agent ?? '' }, talkMs ?? 0),
  };
}

function durationOf(times: string, name: string): number | undefined {
  const found = new RegExp(`${name}=(\\d+):(\\d\\d)`).exec(times);
  return found ? (Number(found[1]) * 60 + Number(found[2])) * 1_000 : undefined;
}

const SPEAKERS = { c: 'customer', a: 'agent', o: 'other' } as const;

/** `c: words`, `a: words`, `o: words`; spoken evenly over the talk, so each begins where the words before it end. */
export function turnsOf(lines: readonly string[], names: { customer: string; agent: string }, talkMs: number): Turn[] {
  const told = lines.filter(Boolean).map(line => {
    const found = /^([cao]): (.*)$/.exec(line);
    if (!found) throw new Fault('bad-input', `not a turn: ${line}`);
    return { speaker: SPEAKERS[found[1] as keyof typeof SPEAKERS], text: found[2]! };
  });
  const whole = told.reduce((sum, { text }) => sum + text.length, 0);
  let spoken = 0;
  return told.map(({ speaker, text }) => {
    const at = Math.round((talkMs * spoken) / whole);
    spoken += text.length;
    return { at, speaker, name: speaker === 'other' ? 'Recorded voice' : names[speaker], text };
  });
}
