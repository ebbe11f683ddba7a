// Files of a worker share its modules, and with them its embedded databases: to empty one takes a quarter of what it takes
// to begin one. Emptied means every table, sequence, trigger and function gone, and made anew by the migrations.
import type { Store } from '../../backend/store/db.ts';
import { migrate } from '../../backend/store/migrate.ts';
import { migrations } from '../../backend/store/migrations/list.ts';
import type { Migration } from '../../backend/store/migrations/migration.ts';
import { preparedDatabase } from '../../backend/store/open.ts';
import { openPglite } from '../../backend/store/pglite.ts';

/** What it has written ahead stays in its memory, so none is kept for ever. */
const USES = 10;

type Kept = { readonly store: Store; readonly uses: number };
const empty: Kept[] = [];

/** One that cannot be emptied is closed, and whoever had it is told. */
async function putBack({ store, uses }: Kept): Promise<void> {
  if (uses >= USES) return store.close();
  try {
    await store.transaction(tx => tx.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public; RESET ALL'));
  } catch (error) {
    await store.close();
    throw error;
  }
  empty.push({ store, uses });
}

/** Until it is put back; then it refuses as a closed one does, and what listens to it hears nothing more. */
function lent(kept: Kept): Store {
  const { store } = kept;
  let isOpen = true;
  const open = (): Store => {
    if (!isOpen) throw new Error('PGlite is closed');
    return store;
  };
  return {
    engine: store.engine,
    query: async (text, params) => open().query(text, params),
    transaction: async run => open().transaction(run),
    listen: async (channel, hear) => open().listen(channel, payload => isOpen && hear(payload)),
    notify: async (channel, payload) => open().notify(channel, payload),
    close: async () => {
      open();
      isOpen = false;
      await putBack(kept);
    },
  };
}

/** An embedded database in memory as `openStore` makes one; when it is closed, the next caller of this worker may have it. */
export async function memoryStore(list: readonly Migration[] = migrations): Promise<Store> {
  const kept = empty.pop() ?? { store: await openPglite(null, preparedDatabase()), uses: 0 };
  await migrate(kept.store, list);
  return lent({ ...kept, uses: kept.uses + 1 });
}
