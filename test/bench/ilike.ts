// The way of a desk on a server: `ILIKE '%word%'` over all texts, newest first, in PostgreSQL 15 on this machine.
import pg from 'pg';
import { findPrograms, ownerOf, startCluster } from '../fixtures/postgres-cluster.ts';
import { historiesOf } from './corpus.ts';
import { timed } from './first-touch.ts';
import type { Size } from './million.ts';

const ROWS = 2_000;

async function fill(db: pg.Client, size: Size): Promise<void> {
  await db.query('CREATE TABLE bench_posts (id text, at bigint, message text)');
  let rows: { id: string; at: number; text: string }[] = [];
  const flush = async (): Promise<void> => {
    const columns = [rows.map(row => row.id), rows.map(row => row.at), rows.map(row => row.text)];
    await db.query('INSERT INTO bench_posts SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[])', columns);
    rows = [];
  };
  for (const { entries } of historiesOf(size))
    for (const { id, at, text } of entries) {
      rows.push({ id, at, text });
      if (rows.length === ROWS) await flush();
    }
  await flush();
  await db.query('CREATE INDEX ON bench_posts (at DESC)');
  await db.query('VACUUM ANALYZE bench_posts');
}

async function asked(connectionString: string, size: Size, words: readonly string[]): Promise<number[]> {
  const db = new pg.Client({ connectionString });
  await db.connect();
  await fill(db, size);
  const ask = (word: string) => (): Promise<unknown> =>
    db.query('SELECT * FROM bench_posts WHERE message ILIKE $1 ORDER BY at DESC LIMIT 50', [`%${word}%`]);
  const times = await timed(words.map(ask));
  await db.end();
  return times;
}

/** How long each of these words takes, milliseconds; null, and a line that says why, without a server's programs. */
export async function ilike(size: Size, words: readonly string[]): Promise<number[] | null> {
  const programs = findPrograms();
  const who = ownerOf();
  if (!programs || !who) {
    console.log('ILIKE: not measured, PostgreSQL’s programs are not here.');
    return null;
  }
  const cluster = await startCluster(programs, who.owner);
  try {
    return await asked(await cluster.newDatabase(), size, words);
  } finally {
    await cluster.stop();
  }
}
