import type { Erasure } from '../../../../shared/domain/erasure.ts';
import type { Database } from '../files/driver.ts';

type Row = { id: string; customerId: string; entryId: string | null; at: number; reason: Erasure['reason'] };
type Step = 'rows' | 'clean';

const columns = 'erasure_id AS id, customer_id AS customerId, entry_id AS entryId, at, reason';

/** Erasures that reached this desk. What they name is remembered, so that looking costs no statement. */
export function erasedTable(db: Database) {
  const put = db.prepare<Row & { step: Step }>(
    `INSERT INTO erased (erasure_id, customer_id, entry_id, at, reason, step)
     VALUES (@id, @customerId, @entryId, @at, @reason, @step)
     ON CONFLICT (erasure_id, customer_id) DO UPDATE SET step = excluded.step`,
  );
  const inStep = db.prepare<[Step], Row>(`SELECT ${columns} FROM erased WHERE step = ? ORDER BY at, erasure_id`);
  const stepOf = db
    .prepare<[string, string], Step>('SELECT step FROM erased WHERE erasure_id = ? AND customer_id = ?')
    .pluck();
  const ofCustomer = db.prepare<[string], Row>(
    `SELECT ${columns} FROM erased WHERE customer_id = ? AND entry_id IS NULL ORDER BY at DESC LIMIT 1`,
  );
  const all = db.prepare<[], Row>(`SELECT ${columns} FROM erased`);

  const customers = new Set<string>();
  const entries = new Set<string>();
  const remember = ({ customerId, entryId }: Pick<Erasure, 'customerId' | 'entryId'>): void => {
    if (entryId === null) customers.add(customerId);
    else entries.add(entryId);
  };
  for (const row of all.all()) remember(row);

  let forget: (knownBy: readonly string[]) => void = () => {};
  return {
    /**
     * Who forgets what names them elsewhere. Asked before the rows by which one would know are gone for good: cut off in
     * between, the erasure comes again, and nothing that would have to be looked for is kept anywhere.
     */
    forgetsBy(listen: (knownBy: readonly string[]) => void): void {
      forget = listen;
    },
    /** Its rows have gone in this transaction; its files are still to be looked after. */
    begin(erasure: Erasure, knownBy: readonly string[] = []): void {
      if (knownBy.length > 0) forget(knownBy);
      put.run({ ...erasure, step: 'rows' });
      remember(erasure);
    },
    finish: (erasure: Erasure): void => {
      put.run({ ...erasure, step: 'clean' });
    },
    /** Of which files may hold something. */
    unfinished: (): Erasure[] => inStep.all('rows'),
    isClean: ({ id, customerId }: Erasure): boolean => stepOf.get(id, customerId) === 'clean',
    /** The newest of this customer as a whole; null: none that this desk knows of. */
    of: (customerId: string): Erasure | null => ofCustomer.get(customerId) ?? null,
    hasCustomer: (customerId: string): boolean => customers.has(customerId),
    hasEntry: (entryId: string): boolean => entries.has(entryId),
    customers: (): Iterable<string> => customers,
    any: (): boolean => customers.size + entries.size > 0,
  };
}
export type ErasedTable = ReturnType<typeof erasedTable>;
