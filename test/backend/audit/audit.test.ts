// The audit itself: noted beside what it is about, bounded, only growing, and a row that was touched is named.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newAudit } from '../../../backend/audit/audit.ts';
import { type AuditRow, faultOf, sealed } from '../../../backend/audit/chain.ts';
import { readAudit } from '../../../backend/audit/export.ts';
import { newFold, TOGETHER_MS } from '../../../backend/audit/fold.ts';
import { type AuditNote, once, writeNotes } from '../../../backend/audit/note.ts';
import { pruneAudit } from '../../../backend/audit/prune.ts';
import { sealAudit } from '../../../backend/audit/seal.ts';
import type { Store } from '../../../backend/store/db.ts';
import { memoryStore } from '../../support/kept-store.ts';

let db: Store;
let now = 0;
const clock = { monotonic: () => now };
beforeAll(async () => {
  db = await memoryStore();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.query(`SELECT set_config('foreword.audit', 'by policy', false)`);
  await db.query('DELETE FROM audit');
  await db.query('DELETE FROM audit_note');
  await db.query(`SELECT set_config('foreword.audit', '', false)`);
});

const refused = (about: string | null = null, agentId = 'a-mara'): AuditNote => ({
  kind: 'command.refused',
  agentId,
  sessionId: 's-1',
  remote: '::ffff:10.0.0.9',
  what: 'work.reassign: lead-only',
  about,
  outcome: 'denied',
});
async function rows(after = 0): Promise<AuditRow[]> {
  const all: AuditRow[] = [];
  await readAudit(db, after, row => void all.push(row));
  return all;
}
const verdict = async () => (await readAudit(db, 0, () => undefined)).fault;

describe('what is noted', () => {
  test('says who, whence, what, about whom and how it ended, with the database’s time', async () => {
    const audit = newAudit({ db, clock });
    audit.note({ ...refused('w-1'), aboutAgent: 'a-priya' });
    await audit.settle();
    const [row] = await rows();
    expect(row).toMatchObject({
      seq: 1,
      count: 1,
      kind: 'command.refused',
      agent: 'a-mara',
      session: 's-1',
      remote: '::ffff:10.0.0.9',
      what: 'work.reassign: lead-only',
      about: 'w-1',
      aboutAgent: 'a-priya',
      outcome: 'denied',
    });
    expect(Math.abs(row!.at - Date.now())).toBeLessThan(60_000);
  });

  test('stays though the transaction that it is about is rolled back', async () => {
    const audit = newAudit({ db, clock });
    const failed = db.transaction(async tx => {
      await tx.query(`CREATE TABLE refused_with_it (id text)`);
      audit.note(refused('w-2'));
      throw new Error('refused');
    });
    await expect(failed).rejects.toThrow('refused');
    await audit.settle();
    expect((await rows()).map(({ about }) => about)).toEqual(['w-2']);
    await expect(db.query('SELECT id FROM refused_with_it')).rejects.toThrow('refused_with_it');
  });

  test('in a transaction goes with it: what did not happen was not given', async () => {
    const given: AuditNote = { kind: 'rights.given', agentId: 'a-mara', what: 'named', about: 'c-1', outcome: 'done' };
    const failed = db.transaction(async tx => {
      await writeNotes(tx, [once(given)]);
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    expect(await rows()).toEqual([]);
    await db.transaction(tx => writeNotes(tx, [once(given)]));
    expect((await rows()).map(({ kind }) => kind)).toEqual(['rights.given']);
  });

  test('holds no words: what does not look like an id or an address is left out', async () => {
    const audit = newAudit({ db, clock });
    const words = 'my card is 4111 1111 1111 1111';
    audit.note({ ...refused(words), sessionId: 'a b', remote: '<script>', aboutAgent: '\0' });
    await audit.settle();
    const [row] = await rows();
    expect(row).toMatchObject({ about: null, session: null, remote: null, aboutAgent: null });
    // The chain's own digits may be any.
    expect(JSON.stringify({ ...row, hash: '', prev: '' })).not.toContain('4111');
  });

  test('waits for a database that does not answer, and is written once it does', async () => {
    let broken = true;
    const query: Store['query'] = (text, params) =>
      broken ? Promise.reject(new Error('no database')) : db.query(text, params);
    const audit = newAudit({ db: { query, transaction: db.transaction }, clock });
    audit.note(refused('w-3'));
    await audit.settle();
    expect(await rows()).toEqual([]);
    broken = false;
    await audit.settle();
    expect((await rows()).map(({ about }) => about)).toEqual(['w-3']);
  });
});

describe('a flood', () => {
  test('of one agent and kind is one row at once and one with the count of its minute', async () => {
    now = 0;
    const audit = newAudit({ db, clock });
    for (let i = 0; i < 10_000; i++) {
      now = i; // ten seconds of it
      audit.note(refused(`w-${i}`));
    }
    await audit.settle();
    expect((await rows()).map(({ count }) => count)).toEqual([1]);
    await audit.stop();
    const [, counted] = await rows();
    expect(counted).toMatchObject({ count: 9_999, agent: 'a-mara', what: 'work.reassign: lead-only' });
    expect(counted!.until - counted!.at).toBe(9_998);
  });

  test('of many agents, addresses and matters is bounded in memory and in rows, and every one is counted', () => {
    now = 0;
    const fold = newFold(() => now);
    let rows = 0;
    let told = 0;
    const take = (note: AuditNote) => {
      const at = fold.take(note);
      rows += Number(at !== null);
      told += at?.count ?? 0;
    };
    for (let i = 0; i < 20_000; i++)
      take({ kind: 'token.refused', remote: `10.${i >> 8}.${i & 255}.1`, what: 'expired', outcome: 'unauthenticated' });
    for (let i = 0; i < 20_000; i++)
      take({ kind: 'history.opened', agentId: 'a-mara', what: 'recent', about: `c-${i}`, outcome: 'done' });
    expect(rows).toBeLessThan(5_300);
    now = TOGETHER_MS;
    const due = fold.due();
    expect(due.length).toBeLessThan(300);
    expect(told + due.reduce((sum, { count }) => sum + count, 0)).toBe(40_000);
    expect(fold.due(true)).toEqual([]);
  });

  test('whose history was opened is told apart, and by whom', () => {
    const fold = newFold(() => now);
    const opened = (agentId: string, about: string) =>
      fold.take({ kind: 'history.opened', agentId, what: 'recent', about, outcome: 'done' }) !== null;
    expect([opened('a', 'c1'), opened('a', 'c2'), opened('b', 'c1'), opened('a', 'c1')]).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });
});

describe('only grows', () => {
  test.each(['UPDATE audit SET agent_id = NULL', 'DELETE FROM audit', 'TRUNCATE audit'])('%s is refused', async sql => {
    await writeNotes(db, [once(refused('w-1'))]);
    await sealAudit(db);
    await expect(db.query(sql)).rejects.toThrow(/the audit only grows/);
    expect(await rows()).toHaveLength(1);
  });

  test('X22: a row that was edited, moved, left out or put between is named, and so is a cut at the beginning', async () => {
    let last: AuditRow | null = null;
    const chain = Array.from({ length: 5 }, (_, i) => {
      const { agentId, sessionId, remote, ...rest } = refused(`w-${i}`);
      const who = { agent: agentId!, session: sessionId!, remote: remote!, aboutAgent: null, node: 'n' };
      const made: AuditRow = sealed({ ...rest, ...who, about: `w-${i}`, at: i, until: i, count: 1 }, last);
      last = made;
      return made;
    });
    const first = (list: readonly AuditRow[]) =>
      list.map((row, i) => faultOf(row, list[i - 1] ?? null)).find(fault => fault !== null)?.seq;
    expect(first(chain)).toBeUndefined();
    for (const key of Object.keys(chain[2]!) as (keyof AuditRow)[]) {
      const edited = chain.with(2, { ...chain[2]!, [key]: typeof chain[2]![key] === 'number' ? 99 : 'x' });
      expect([key, first(edited) === undefined]).toEqual([key, false]);
    }
    expect(first([chain[0]!, chain[2]!, chain[1]!, chain[3]!])).toBe(3);
    expect(first(chain.toSpliced(1, 1))).toBe(3);
    expect(first(chain.toSpliced(2, 0, { ...chain[2]!, seq: 3 }))).toBe(3);
    expect(first(chain.slice(1))).toBe(2);
  });

  test('X22: in the store, the first bad row is named', async () => {
    await writeNotes(
      db,
      [1, 2, 3, 4].map(i => once(refused(`w-${i}`))),
    );
    expect(await verdict()).toBeNull();
    await db.query('ALTER TABLE audit DISABLE TRIGGER audit_only_grows');
    await db.query(`UPDATE audit SET about = 'w-9' WHERE seq = 3`);
    expect(await verdict()).toMatchObject({ seq: 3 });
    await db.query('DELETE FROM audit WHERE seq < 3');
    await db.query(`UPDATE audit SET about = 'w-3' WHERE seq = 3`);
    await db.query('ALTER TABLE audit ENABLE TRIGGER audit_only_grows');
    expect(await verdict()).toMatchObject({ seq: 3, why: expect.stringContaining('no policy took it') });
  });

  test('by policy the oldest go, a row says so, and the chain still holds', async () => {
    await writeNotes(
      db,
      [1, 2, 3].map(i => once(refused(`w-${i}`))),
    );
    await sealAudit(db);
    await new Promise(done => setTimeout(done, 5));
    const [{ ms } = { ms: 0 }] = await db.query<{ ms: number }>(
      'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS ms',
    );
    await writeNotes(db, [once(refused('w-4'))]);
    expect(await pruneAudit(db, ms)).toBe(3);
    const left = await rows();
    expect(left.map(({ seq, kind, count }) => [seq, kind, count])).toEqual([
      [4, 'command.refused', 1],
      [5, 'audit.pruned', 3],
    ]);
    expect(await verdict()).toBeNull();
    expect((await rows(4)).map(({ seq }) => seq)).toEqual([5]);
    expect(await pruneAudit(db, ms)).toBe(0);
  });
});
