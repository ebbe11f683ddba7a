// The database as every seed finds it: made once, put back before each seed. Migrating anew would be a third of a seed.
import { readIncarnation } from '../../backend/feed/incarnation.ts';
import type { Store, StoreTx } from '../../backend/store/db.ts';
import { migrate } from '../../backend/store/migrate.ts';
import { migrations } from '../../backend/store/migrations/list.ts';
import { plantSeed } from '../../backend/store/seed.ts';
import { seedData } from './seed-data.ts';
import { START } from './time.ts';

type Kept = { readonly tables: readonly string[]; readonly filled: readonly string[]; readonly sequences: string };
const kept = new WeakMap<Store, Kept>();

export async function freshDatabase(store: Store): Promise<{ incarnation: string }> {
  const known = kept.get(store);
  if (known) await store.transaction(tx => putBack(tx, known));
  else {
    await migrate(store, migrations);
    await plantSeed(store, seedData, START);
    kept.set(store, await store.transaction(keep));
  }
  return { incarnation: await readIncarnation(store) };
}

const named = ({ name }: { readonly name: string }): string => name;

async function keep(tx: StoreTx): Promise<Kept> {
  const tables = (
    await tx.query<{ name: string }>(
      `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
    )
  ).map(named);
  await tx.exec('CREATE SCHEMA kept');
  const filled: string[] = [];
  for (const table of tables) {
    const [some] = await tx.query(`SELECT 1 FROM public.${table} LIMIT 1`);
    if (!some) continue;
    await tx.exec(`CREATE TABLE kept.${table} AS TABLE public.${table}`);
    filled.push(table);
  }
  const sequences = await tx.query<{ name: string; last: number | null }>(
    `SELECT format('public.%I', sequencename) AS name, last_value AS last FROM pg_sequences WHERE schemaname = 'public'`,
  );
  const set = sequences.flatMap(({ name, last }) => (last === null ? [] : [`SELECT setval('${name}', ${last});`]));
  return { tables, filled, sequences: set.join(' ') };
}

/** Without triggers, as the ledger's would refuse. */
async function putBack(tx: StoreTx, { tables, filled, sequences }: Kept): Promise<void> {
  await tx.exec(`
    SET LOCAL session_replication_role = replica;
    TRUNCATE ${tables.map(table => `public.${table}`).join(', ')} RESTART IDENTITY;
    ${filled.map(table => `INSERT INTO public.${table} OVERRIDING SYSTEM VALUE TABLE kept.${table};`).join('\n')}
    ${sequences}`);
}
