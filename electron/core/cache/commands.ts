import type { Database } from 'better-sqlite3';
import type { Connection, OutboxItem } from '../../../shared/contract/bridge.ts';
import type { Command } from '../../../shared/contract/commands.ts';
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

const columns = `id, kind, lane, state, at, customer_id AS customerId, expires_at AS expiresAt, entry_id AS entryId,
  reason, code, params`;
const keptOf = ({ id, kind, params, ...rest }: Row): Kept => ({
  ...rest,
  command: { id, kind, params: JSON.parse(params) } as Command,
});

export const outboxItemOf = ({ command, state, at, customerId, reason, code }: Kept): OutboxItem => ({
  commandId: command.id,
  kind: command.kind,
  state,
  at,
  customerId,
  workItemId: 'workItemId' in command.params ? command.params.workItemId : null,
  reason,
  code,
});

/** The agent's commands, oldest first. The file commits with synchronous=FULL: written down means kept. */
export function commandsTable(db: Database) {
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
    add({ command: { id, kind, params }, ...rest }: Kept): void {
      insert.run({ ...rest, id, kind, params: JSON.stringify(params) });
    },
    move(id: string, to: Pick<Kept, 'state'> & Partial<Pick<Kept, 'entryId' | 'reason' | 'code'>>): void {
      move.run({ id, state: to.state, entryId: to.entryId ?? null, reason: to.reason ?? null, code: to.code ?? null });
    },
    get(id: string): Kept | null {
      const row = byId.get(id);
      return row ? keptOf(row) : null;
    },
    all: (): Kept[] => all.all().map(keptOf),
    ofCustomer: (customerId: string): Kept[] => ofCustomer.all(customerId).map(keptOf),
    remove(id: string): void {
      remove.run(id);
    },
    /** Written and not yet confirmed. */
    waiting(): Pick<Connection, 'queued' | 'waiting'> {
      const { queued, replies, notes } = waiting.get()!;
      return { queued, waiting: { replies, notes, others: queued - replies - notes } };
    },
  };
}
