// The one place where a command becomes an effect exactly once.
import { createHash } from 'node:crypto';
import type { Command, CommandKind, CommandReply } from '../../shared/contract/commands.ts';
import { maskRecord } from '../../shared/domain/mask-record.ts';
import { type Agent, agentSchema } from '../../shared/domain/work.ts';
import type { Clock } from '../../shared/lib/clock.ts';
import { Fault } from '../../shared/lib/fault.ts';
import type { RandomBytes } from '../../shared/lib/ids.ts';
import { logger } from '../../shared/lib/log.ts';
import type { AuditNote } from '../audit/note.ts';
import { Refused } from '../audit/refused.ts';
import { newChanges } from '../records/changes.ts';
import { INTAKE_TURN, ROUTING_TURN } from '../records/turns.ts';
import type { Leases } from '../routing/leases.ts';
import { askAll, type Db, runAll, type Tx } from '../store/db.ts';
import { sharedTime } from '../store/shared-time.ts';
import { type Made, refusalOf, type Scene, type SentWords } from './command.ts';
import { effectOf, firstOf } from './effects.ts';

const log = logger('commands');

/**
 * These give rights and ring at somebody's desk, as the intake and the router do: one after the other. Who goes away or
 * dials while a transfer rings has it ring with its sender.
 */
const RINGS: readonly CommandKind[] = [
  'presence.set',
  'call.dial',
  'case.move',
  'offer.decline',
  'work.transfer',
  'work.consult',
  'work.completeTransfer',
  'work.reassign',
  'customer.erase',
];
/** These change what the intake writes whole. */
const MEETS_INTAKE: readonly CommandKind[] = ['customer.prefer'];

export type CommandSetting = {
  readonly db: Db;
  readonly clock: Clock;
  readonly id: () => string;
  readonly random: RandomBytes;
  readonly leases: Leases;
  readonly exchange?: string | null;
};

export type Ran = {
  readonly reply: CommandReply;
  /** Words to be taken to the outlet, in this order, now that they are written down; none for a repeat. */
  readonly sent: readonly SentWords[];
  /** For the audit: that it was refused, where that is a matter of security; null also for a repeat. */
  readonly refused: AuditNote | null;
};

/**
 * Id, parameters' hash and answer are stored in the transaction of the effect: the same id gives the same answer, the
 * same id with other parameters or from another agent is a conflict. Only `retry` and `internal` store nothing.
 */
export async function runCommand(setting: CommandSetting, agentId: string, given: Command): Promise<Ran> {
  // A desk masks what its agent writes; this one may be older, or not ours.
  const command = maskRecord(given);
  const out: Out = { sent: [], refused: null };
  const reply = await answered(setting, agentId, command, out);
  return { reply, sent: out.sent, refused: out.refused && auditOf(agentId, command, out.refused) };
}

/** What comes out of a command beside its answer. */
type Out = { sent: Ran['sent']; refused: Fault | null };

/** What asks for what it may not have; that words are missing or a colleague is busy is no matter of the audit. */
function auditOf(agentId: string, { kind, params }: Command, fault: Fault): AuditNote | null {
  const matter = fault instanceof Refused ? fault.audit.what : fault.code;
  if (!(fault instanceof Refused) && fault.code !== 'not-found' && fault.code !== 'denied') return null;
  const about = ABOUT.map(name => (params as Readonly<Record<string, unknown>>)[name]).find(
    id => typeof id === 'string',
  );
  return { kind: 'command.refused', agentId, what: `${kind}: ${matter}`, about: about ?? null, outcome: fault.code };
}
/** Of a command's parameters the one that says best what it was about. */
const ABOUT = ['workItemId', 'offerId', 'caseId', 'customerId'];

/** As `refusalOf`; told to the audit, too. */
function refusing(out: Out, fault: Fault): CommandReply {
  out.refused = fault;
  return refusalOf(fault);
}

async function answered(setting: CommandSetting, agentId: string, command: Command, out: Out): Promise<CommandReply> {
  const hash = createHash('sha256')
    .update(canonical([command.kind, withoutTones(command)]))
    .digest('hex');
  const asked: Asked = { agentId, hash, id: command.id, at: setting.clock.now() };
  try {
    return await setting.db.transaction(async tx => {
      const begun = await begin(tx, command, asked);
      if (!begun) return refusing(out, new Fault('denied', 'You are not known here any more. Sign in again.'));
      if (!begun.fresh) return answeredBefore(tx, asked, out);
      const reply = await effect(tx, setting, begun, command, out);
      if (!isUsual(reply)) await runAll(tx, [{ text: OTHER_ANSWER, params: [asked.id, JSON.stringify(reply)] }]);
      return reply;
    });
  } catch (error) {
    const fault = Fault.from(error);
    log.error('command.failed', { commandId: command.id, kind: command.kind, agentId }, fault);
    return refusalOf(fault.code === 'retry' ? fault : new Fault('internal', 'The backend could not do it.'));
  }
}

type Asked = { readonly id: string; readonly agentId: string; readonly hash: string; readonly at: number };
type Row = { agent_id: string; hash: string; result: CommandReply };
/** `fresh`: nothing was asked under this id before. */
type BegunRow = { readonly agent: unknown; readonly fresh: boolean };
type Begun = { readonly agent: Agent; readonly fresh: boolean; readonly first: Scene['first'] };

/**
 * Agent and command in one: nobody is removed or changed before this transaction ends, and a second command with the same
 * id waits here until the first has committed. It is written with the answer that nearly all get.
 */
const BEGIN = `
  WITH asking AS (SELECT json FROM agent WHERE id = $2 AND NOT disabled FOR SHARE),
  fresh AS (
    INSERT INTO command (id, agent_id, hash, at, result) SELECT $1, $2, $3, $4::bigint, $5::json FROM asking
    ON CONFLICT DO NOTHING RETURNING id
  )
  SELECT asking.json AS agent, fresh.id IS NOT NULL AS fresh FROM asking LEFT JOIN fresh ON true`;
const USUAL: CommandReply = { ok: true, entryId: null };
const isUsual = (reply: CommandReply): boolean => reply.ok && reply.entryId === null;
const OTHER_ANSWER = `UPDATE command SET result = $2::json WHERE id = $1`;

const turnsOf = (kind: CommandKind): string[] => {
  if (RINGS.includes(kind)) return [INTAKE_TURN, ROUTING_TURN];
  return MEETS_INTAKE.includes(kind) ? [INTAKE_TURN] : [];
};

/** Null: there is no such agent, or not any more. */
async function begin(tx: Tx, command: Command, { id, agentId, hash, at }: Asked): Promise<Begun | null> {
  const turns = turnsOf(command.kind).map(text => ({ text, params: [] }));
  const own = { text: BEGIN, params: [id, agentId, hash, at, JSON.stringify(USUAL)] };
  const asked = firstOf(command)?.(agentId, command.params) ?? [];
  const answers = await askAll<object[]>(tx, [...turns, own, ...asked]);
  const [begun, ...first] = answers.slice(turns.length) as [BegunRow[], ...object[][]];
  return begun[0] ? { agent: agentSchema.parse(begun[0].agent), fresh: begun[0].fresh, first } : null;
}

async function answeredBefore(tx: Tx, asked: Asked, out: Out): Promise<CommandReply> {
  const [row] = await tx.query<Row>(`SELECT agent_id, hash, result FROM command WHERE id = $1`, [asked.id]);
  if (row && row.agent_id === asked.agentId && row.hash === asked.hash) return row.result;
  const audited = { kind: 'command.refused', what: 'id used before' } as const;
  return refusing(
    out,
    new Refused('conflict', 'This was asked before as something else. Ask for it once more.', audited),
  );
}

async function effect(
  tx: Tx,
  setting: CommandSetting,
  { agent, first }: Begun,
  command: Command,
  out: Out,
): Promise<CommandReply> {
  const { clock, id, random, leases } = setting;
  const changes = newChanges({ why: command.kind, agentId: agent.id, commandId: command.id });
  const scene: Scene = {
    tx,
    changes,
    agent,
    commandId: command.id,
    first,
    now: clock.now(),
    sharedNow: sharedTime(setting.db, clock.now()),
    id,
    random,
    leases,
    exchange: setting.exchange ?? null,
  };
  let done: Made;
  const underWhat = epochOf(command);
  try {
    done = await effectOf(command)(scene, command.params);
  } catch (error) {
    // Thrown before anything was written: an answer like any other. What is not ours to judge ends the transaction.
    if (error instanceof Fault && error.code !== 'internal' && error.code !== 'retry') return refusing(out, error);
    throw error;
  }
  const { sent = [] } = done;
  for (const { entryId } of sent) if (underWhat) changes.act({ ...underWhat, entryId });
  out.sent = sent;
  await changes.flush(tx);
  log.info('command.done', { commandId: command.id, kind: command.kind, agentId: agent.id });
  return { ok: true, entryId: done.entryId };
}

/** Of a few tones the hash would tell them: there are not many to try. */
const withoutTones = ({ kind, params }: Command): unknown =>
  kind === 'call.control' ? { ...params, digits: null } : params;

/** The hold under which words are sent; null: without one, by an agent who was granted the customer. */
function epochOf({ params }: Command): { readonly workItemId: string; readonly epoch: number } | null {
  if (!('workItemId' in params) || !('epoch' in params)) return null;
  const { workItemId, epoch } = params;
  return workItemId !== null && epoch !== null ? { workItemId, epoch } : null;
}

/** The same parameters give the same text, in whatever order their names came. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const pairs = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${pairs.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
}
