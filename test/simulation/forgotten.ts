// 8: who was erased stays erased, and nobody else loses a word. Judged by what customers wrote and when they asked, by bytes
// of files and by the text of tables: nothing of the program that erases is used here.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { Broken } from './broken.ts';
import type { Forgotten, Written } from './customers.ts';
import type { Desk } from './desk.ts';

type Look = <T extends object>(text: string, params?: readonly unknown[]) => Promise<T[]>;
type Told = { readonly written: readonly Written[]; readonly forgotten: readonly Forgotten[] };

/** Words that must be nowhere, and those that must be there; of what was brought while somebody was erased neither is known. */
export function wordsOf({ written, forgotten }: Told): { gone: Written[]; kept: Written[] } {
  const of = (one: Written) => forgotten.filter(({ who }) => who === one.who);
  return {
    gone: written.filter(one => of(one).some(({ begun, done }) => Number.isFinite(done) && one.taken < begun)),
    kept: written.filter(one => of(one).every(({ done }) => done < one.begun)),
  };
}

/** All bytes of a desk's files, and all words of its index, which its bytes hold in pieces. */
function bytesOf(desk: Desk, folder: string): string {
  const copy = mkdtempSync(join(folder, 'bytes-'));
  try {
    cpSync(desk.files.folder, copy, { recursive: true });
    const files = readdirSync(copy, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
    const bytes = files.map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'latin1'));
    const db = new SQLite(join(copy, desk.files.cache.slice(desk.files.folder.length + 1)));
    db.exec('CREATE VIRTUAL TABLE temp.terms USING fts5vocab(main, search, row)');
    bytes.push(db.prepare<[], string>(`SELECT group_concat(term, ' ') FROM temp.terms`).pluck().get() ?? '');
    db.close();
    return bytes.join('\n');
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

export function forgottenWatch(look: Look, told: Told, folder: string) {
  /** Customers who were erased, by all their ids, as the backend names them: words of agents are known by these alone. */
  const erasedIds = async (): Promise<ReadonlySet<string>> =>
    new Set(
      (await look<{ id: string }>(`SELECT unnest(array_append(alias_ids, customer_id)) AS id FROM erasure`)).map(
        ({ id }) => id,
      ),
    );

  /** No file and no index of a desk holds anything; nobody who searches there finds it. */
  async function onDesk(desk: Desk): Promise<void> {
    const { gone } = wordsOf(told);
    if (gone.length === 0) return;
    const bytes = bytesOf(desk, folder);
    const left = gone.find(({ word }) => bytes.includes(word));
    if (left) throw new Broken(8, `${desk.name} holds "${left.text}", which was erased`);
  }

  return {
    erasedIds,
    onDesk,
    /** At any time: a desk that says that it holds nothing of an erased customer does not. */
    async receipts(desk: Desk): Promise<void> {
      const missing = await look<object>(
        `SELECT 1 FROM erasure e WHERE NOT EXISTS (SELECT FROM erasure_receipt r
           WHERE r.erasure_id = e.id AND r.agent_id = $1 AND r.desk_id = $2)`,
        [desk.agentId, `desk-${desk.agentId}`],
      );
      if (missing.length === 0) await onDesk(desk);
    },
    /** When the faults are over: every desk has said so of everybody. */
    async allConfirmed(desk: Desk): Promise<void> {
      const [open] = await look<{ id: string }>(
        `SELECT e.id FROM erasure e WHERE NOT EXISTS (SELECT FROM erasure_receipt r
           WHERE r.erasure_id = e.id AND r.agent_id = $1 AND r.desk_id = $2)`,
        [desk.agentId, `desk-${desk.agentId}`],
      );
      if (open) throw new Broken(8, `${desk.name} has not confirmed erasure ${open.id}`);
    },
    /** No row of any table, the feed's log among them: nothing can be fed to anybody any more. */
    async inDatabase(byAgents: readonly { text: string | null; customerId: string | null }[]): Promise<void> {
      const ids = await erasedIds();
      const words = byAgents.filter(
        ({ text, customerId }) => text !== null && customerId !== null && ids.has(customerId),
      );
      const gone = [...wordsOf(told).gone.map(({ text }) => text), ...words.map(({ text }) => text!)];
      if (gone.length === 0) return;
      const tables = await look<{ name: string }>(
        `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public'`,
      );
      for (const { name } of tables) {
        const [left] = await look<{ word: string }>(
          `SELECT word FROM unnest($1::text[]) AS given (word)
           WHERE EXISTS (SELECT FROM ${name} t WHERE strpos(t::text, word || '"') > 0) LIMIT 1`,
          [gone],
        );
        if (left) throw new Broken(8, `${name} holds "${left.word}", which was erased`);
      }
    },
  };
}
export type ForgottenWatch = ReturnType<typeof forgottenWatch>;
