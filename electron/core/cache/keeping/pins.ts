import type { Database } from 'better-sqlite3';
import type { Pin } from '../../../../shared/contract/bridge/keeping.ts';

export type KeptPin = Pin & { at: number };
type Row = { customerId: string; caseId: string; at: number };

const pinOf = ({ customerId, caseId, at }: Row): KeptPin => ({ customerId, caseId: caseId === '' ? null : caseId, at });

/** What a person wants kept on this desk. In the outbox's file: a refilled cache does not forget it. */
export function pinsTable(db: Database) {
  const put = db.prepare<Row>(
    'INSERT INTO pins (customer_id, case_id, at) VALUES (@customerId, @caseId, @at) ON CONFLICT DO NOTHING',
  );
  const remove = db.prepare<[string, string]>('DELETE FROM pins WHERE customer_id = ? AND case_id = ?');
  const all = db.prepare<[], Row>(
    'SELECT customer_id AS customerId, case_id AS caseId, at FROM pins ORDER BY at, 1, 2',
  );
  const customers = db.prepare<[], string>('SELECT DISTINCT customer_id FROM pins').pluck();

  return {
    add: ({ customerId, caseId, at }: KeptPin): void => void put.run({ customerId, caseId: caseId ?? '', at }),
    remove: ({ customerId, caseId }: Pin): void => void remove.run(customerId, caseId ?? ''),
    /** In the order in which they were made. */
    all: (): KeptPin[] => all.all().map(pinOf),
    /** Of whom nothing is given up. */
    customers: (): string[] => customers.all(),
  };
}
