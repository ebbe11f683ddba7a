// What a running story has in its hands, and how it speaks to the backend.
import type { IntakeInput } from '../../../shared/contract/intake.ts';
import type { Agent } from '../../../shared/domain/work.ts';
import { logger } from '../../../shared/lib/log.ts';
import type { Services } from '../../services.ts';
import type { Queryable } from '../../store/db.ts';
import type { Mailbox } from '../outlet.ts';
import type { Exchange } from '../telephony/exchange.ts';
import type { Chance } from './chance.ts';
import type { Mind } from './colleague.ts';
import { type Escalation, newEscalation } from './escalation.ts';
import type { LiveCall } from './live-call.ts';
import type { LiveTalk } from './live-talk.ts';
import type { Person } from './person.ts';

const log = logger('scenario');

/** The part of a running backend that a story needs; without a mailbox customers do not answer. */
export type ScenarioBackend = {
  readonly services: Services;
  readonly db: Queryable;
  readonly outlet?: Mailbox;
  /** Whether somebody sits at a desk of this agent; left out: nobody ever does. */
  readonly hasDesk?: (agentId: string) => boolean;
};

export type Colleague = {
  readonly agent: Agent;
  readonly mind: Mind;
  /** Story milliseconds; not before then they are played. */
  readonly comesAt: number;
  /** `own`: somebody sits there, or did. */
  seat: 'empty' | 'played' | 'own';
};

export type Stage = {
  readonly backend: ScenarioBackend;
  readonly runId: string;
  readonly chance: Chance;
  /** Where the story's customers ring. */
  readonly exchange: Exchange;
  /** 2: twice as fast. */
  readonly speed: number;
  readonly people: ReadonlyMap<string, Person>;
  /** The agent at the desk; null when there is none of that name. */
  readonly agent: Agent | null;
  readonly colleagues: readonly Colleague[];
  readonly escalation: Escalation;
  readonly calls: Map<string, LiveCall>;
  /** What a live work item is about, by work item id. */
  readonly talks: Map<string, LiveTalk>;
  /** Everything sent, so that an answer finds its thread again. */
  readonly sent: IntakeInput[];
  /** How many answers a conversation got, by interaction. */
  readonly answered: Map<string, number>;
  /** What happens at a later moment of the story. */
  readonly later: { at: number; run: () => Promise<void> }[];
  count: number;
};

type Given = Pick<Stage, 'backend' | 'runId' | 'chance' | 'exchange' | 'speed' | 'people' | 'agent' | 'colleagues'>;

export const newStage = (given: Given): Stage => ({
  ...given,
  escalation: newEscalation(),
  calls: new Map(),
  talks: new Map(),
  sent: [],
  answered: new Map(),
  later: [],
  count: 0,
});

/** A name for something live: unique over all runs. */
export const liveId = (stage: Stage): string => `live/${stage.runId}/${++stage.count}`;

/** Sends one record; gives the work item it became, null where none. */
export async function send(stage: Stage, record: IntakeInput): Promise<string | null> {
  const [result] = await stage.backend.services.intake([record]);
  if (result?.outcome === 'imported') {
    if ('thread' in record) stage.sent.push(record);
    return result.workItemId;
  }
  log.warn('record.unsent', { type: record.type, reason: result?.outcome === 'refused' ? result.reason : 'repeated' });
  return null;
}
