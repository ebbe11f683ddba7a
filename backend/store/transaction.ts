// A transaction in as few ways to the database and back as it can have: the same for both engines.
import type { Statement, StoreTx } from './db.ts';

/** One connection, which nobody else uses meanwhile. */
export type Connection = {
  /**
   * The rows of each, in this order, sent without waiting in between. Of a transaction in which one has failed the rest
   * has no effect. Throws what the first that failed says.
   */
  send(statements: readonly Statement[]): Promise<object[][]>;
  /** Several statements in one text. */
  exec(text: string): Promise<void>;
  /** The transaction could not even be taken back. */
  lost(error: unknown): void;
};

const word = (text: string): Statement => ({ text, params: [] });
const [BEGIN, COMMIT, ROLLBACK] = [word('BEGIN'), word('COMMIT'), word('ROLLBACK')];

/**
 * What begins it goes along with its first statement, what is to be written with the next question, and the rest with the
 * commit. Nothing asked: nothing sent.
 */
export async function transactionOver<T>(
  { send, exec, lost }: Connection,
  run: (tx: StoreTx) => Promise<T>,
): Promise<T> {
  let waiting: Statement[] = [BEGIN];
  let sent = false;
  let failed: { readonly error: unknown } | null = null;

  async function ask(statements: readonly Statement[]): Promise<object[][]> {
    const first = waiting;
    waiting = [];
    sent = true;
    try {
      return (await send([...first, ...statements])).slice(first.length);
    } catch (error) {
      failed ??= { error };
      throw error;
    }
  }
  const tx: StoreTx = {
    inTransaction: true,
    async query<Row extends object>(text: string, params: readonly unknown[] = []): Promise<Row[]> {
      const [rows] = await ask([{ text, params }]);
      return rows as Row[];
    },
    together: ask,
    later: statements => void waiting.push(...statements),
    async exec(text) {
      await ask([]);
      await exec(text);
    },
  };

  try {
    const made = await run(tx);
    // Whoever went on after an error would be answered with a commit that is none.
    if (failed) throw (failed as { readonly error: unknown }).error;
    if (sent || waiting.length > 1) await ask([COMMIT]);
    return made;
  } catch (error) {
    if (sent) await send([ROLLBACK]).catch(lost);
    throw error;
  }
}
