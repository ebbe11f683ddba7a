import type { Queryable } from '../../../backend/store/db.ts';

/** Every row of every table, as text. */
export async function allTables(db: Queryable): Promise<string> {
  const tables = await db.query<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
  );
  let all = '';
  for (const { name } of tables) all += JSON.stringify(await db.query(`SELECT t::text AS row FROM ${name} t`));
  return all;
}
