import type { Database } from 'better-sqlite3';
import type { Connection, OutboxItem } from '../../../shared/contract/bridge.ts';
import type { Command } from '../../../shared/contract/commands.ts';
import type { Destination } from '../../../shared/contract/commands/hand-over.ts';
import type { FaultCode } from '../../../shared/lib/fault.ts';

export type CommandState = OutboxItem['state'];
/** A command as the outbox keeps it. Those of one lane go one after the other, lanes beside each other. */
export type Kept = {
  command: Command;
  lane: string;
  state: CommandState;
  /** When the agent asked, by the desk's clock. */
  at: number;
  customerId: string | null;
  /** Backend's clock: not worth sending after this. */
  expiresAt: number | null;
  /** What the backend made of it. */
  entryId: string | null;
  reason: string | null;
  code: FaultCode | null;
};
type Row = Omit<Kept, 'command'> & { id: string; kind: string; params: string };

/**
 * Tones keyed into a call may be a card's number or a secret: they are never written down, and are gone with the command, its
 * answer or the process. What is left of it is refused by the backend then, and said.
 */
function newTones() {
  const byCommand = new Map<string, string>();
  return {
    /** As it may be written down. */
    kept({ id, kind, params }: Command): unknown {
      if (kind !== 'call.control' || params.digits === null) return params;
      byCommand.set(id, params.digits);
      return { ...params, digits: null };
    },
    whole(kept: Kept): Kept {
      const { command } = kept;
      const digits = byCommand.get(command.id);
      if (digits === undefined || command.kind !== 'call.control') return kept;
      return { ...kept, command: { ...command, params: { ...command.params, digits } } };
    },
    forget: (id: string): void => void byCommand.delete(id),
  };
}

const columns = `id, kind, lane, state, at, customer_id AS customerId, expires_at AS expiresAt, entry_id AS entryId,
  reason, code, params`;
const keptOf = ({ id, kind, params, ...rest }: Row): Kept => ({
  ...rest,
  command: { id, kind, params: JSON.parse(params) } as Command,
});

/** Whom it asks to have the work, or to help with it; undefined: nobody who is named. */
function destinationOf({ kind, params }: Command): Destination | undefined {
  if (kind === 'work.transfer') return params.destination;
  if (kind !== 'work.consult' && kind !== 'work.completeTransfer' && kind !== 'work.reassign') return undefined;
  if (params.agentId !== null) return { to: 'agent', agentId: params.agentId };
  return kind === 'work.consult' ? (params.among ?? undefined) : undefined;
}

export const outboxItemOf = ({ command, state, at, customerId, reason, code }: Kept): OutboxItem => ({
  commandId: command.id,
  kind: command.kind,
  state,
  at,
  customerId,
  workItemId: 'workItemId' in command.params ? command.params.workItemId : null,
  destination: destinationOf(command),
  ...(command.kind === 'call.control' ? { callAction: command.params.action } : {}),
  reason,
  code,
});

/** The agent's commands, oldest first. The file commits with synchronous=FULL: written down means kept. */
export function commandsTable(db: Database) {
  const tones = newTones();
  const wholeOf = (row: Row): Kept => tones.whole(keptOf(row));
  const insert = db.prepare<Row>(`
    INSERT INTO commands (id, kind, lane, state, at, customer_id, expires_at, entry_id, reason, code, params)
    VALUES (@id, @kind, @lane, @state, @at, @customerId, @expiresAt, @entryId, @reason, @code, @params)`);
  const move = db.prepare<Pick<Row, 'id' | 'state' | 'entryId' | 'reason' | 'code'>>(`
    UPDATE commands SET state = @state, entry_id = @entryId, reason = @reason, code = @code WHERE id = @id`);
  const all = db.prepare<[], Row>(`SELECT ${columns} FROM commands ORDER BY place`);
  const ofCustomer = db.prepare<[string], Row>(`SELECT ${columns} FROM commands WHERE customer_id = ? ORDER BY place`);
  const byId = db.prepare<[string], Row>(`SELECT ${columns} FROM commands WHERE id = ?`);
  const remove = db.prepare<[string]>('DELETE FROM commands WHERE id = ?');
  const waiting = db.prepare<[], { queued: number; replies: number; notes: number }>(`
    SELECT count(*) AS queued, count(*) FILTER (WHERE kind = 'reply.send') AS replies,
      count(*) FILTER (WHERE kind = 'note.add') AS notes
    FROM commands WHERE state IN ('queued', 'sent')`);

  return {
    add({ command, ...rest }: Kept): void {
      const { id, kind } = command;
      insert.run({ ...rest, id, kind, params: JSON.stringify(tones.kept(command)) });
    },
    move(id: string, to: Pick<Kept, 'state'> & Partial<Pick<Kept, 'entryId' | 'reason' | 'code'>>): void {
      move.run({ id, state: to.state, entryId: to.entryId ?? null, reason: to.reason ?? null, code: to.code ?? null });
      if (to.state === 'confirmed' || to.state === 'refused') tones.forget(id);
    },
    get(id: string): Kept | null {
      const row = byId.get(id);
      return row ? wholeOf(row) : null;
    },
    all: (): Kept[] => all.all().map(wholeOf),
    ofCustomer: (customerId: string): Kept[] => ofCustomer.all(customerId).map(wholeOf),
    remove(id: string): void {
      remove.run(id);
      tones.forget(id);
    },
    /** Written and not yet confirmed. */
    waiting(): Pick<Connection, 'queued' | 'waiting'> {
      const { queued, replies, notes } = waiting.get()!;
      return { queued, waiting: { replies, notes, others: queued - replies - notes } };
    },
  };
}
