import type { Queryable } from '../store/db.ts';

/** The customer and every unknown one whose history went to them. */
export async function idsOf(db: Queryable, customerId: string): Promise<{ id: string; ids: string[] }> {
  const [row] = await db.query<{ joined_into: string | null }>('SELECT joined_into FROM customer WHERE id = $1', [
    customerId,
  ]);
  const id = row?.joined_into ?? customerId;
  const rows = await db.query<{ id: string }>('SELECT id FROM customer WHERE id = $1 OR joined_into = $1', [id]);
  return { id, ids: [...new Set([id, customerId, ...rows.map(one => one.id)])] };
}
