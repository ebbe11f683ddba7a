// Erasures, kept outside of what a backup of the database holds: a restored one is erased again before anybody sees it.
import { resolve } from 'node:path';
import * as z from 'zod';
import { erasureReasonSchema } from '../../shared/domain/erasure.ts';
import { idSchema, timeSchema } from '../../shared/domain/primitives.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { logger } from '../../shared/lib/log.ts';
import { appendLine, readLines } from '../connectors/line-file.ts';
import { INTAKE_TURN, ROUTING_TURN } from '../records/turns.ts';
import type { Db, Queryable, Tx } from '../store/db.ts';
import type { Asked } from './asked.ts';
import { type Done, erase } from './erase.ts';
import { readSalt } from './keys.ts';
import { eraseParts, isMany, openErasure, openErasures } from './parts.ts';

const log = logger('erasure');

/** Beside the data directory and not in it: whoever puts back an old copy of that does not put back an old list. */
export const erasureLogBeside = (dataDir: string): string => `${resolve(dataDir)}.erasures.ndjson`;

/** One line of the file: ids, hashes and a time. */
const lineSchema = z.object({
  erasure: z.literal(1),
  id: idSchema,
  customerId: idSchema,
  entryId: idSchema.nullable(),
  at: timeSchema,
  reason: erasureReasonSchema,
  by: idSchema.nullable(),
  salt: z.string().min(16).max(200),
  hashes: z.array(z.string().length(64)),
});
type Line = z.infer<typeof lineSchema>;

/** A line that cannot be read might be an erasure that is then not done: nobody may be shown what it was about. */
function linesOf(file: string): Line[] {
  return readLines<unknown>(file).map(raw => {
    const line = lineSchema.safeParse(raw);
    if (line.success) return line.data;
    throw new Fault('conflict', `The log of erasures ${file} holds a line that is none; put it right, or restore it.`);
  });
}

/** One after the other with whoever brings records or hands out work; very many entries in parts of `part`. */
export async function eraseNow(db: Db, asked: Asked, part?: number): Promise<Done> {
  if (await isMany(db, asked, part)) {
    await db.transaction(tx => openErasure(tx, asked));
    await eraseParts(db, asked, part);
  }
  return db.transaction(async tx => {
    for (const turn of [INTAKE_TURN, ROUTING_TURN]) await tx.query(turn);
    return erase(tx, asked);
  });
}

/** What was begun in parts, by whoever died since or by a command, is brought to its end. Returns how many. */
export async function finishOpen(db: Db, part?: number): Promise<number> {
  const open = await openErasures(db);
  for (const asked of open) {
    await eraseParts(db, asked, part);
    await eraseNow(db, asked, part);
    log.info('erasure.finished', { erasureId: asked.id, customerId: asked.customerId });
  }
  return open.length;
}

/**
 * What the file knows and the database does not was erased before a backup brought it back: it is erased again. What the
 * database knows and the file does not is added to the file. Returns how many were done again.
 */
export async function syncErasures(db: Db, file: string): Promise<number> {
  const lines = linesOf(file);
  const there = new Set((await db.query<{ id: string }>('SELECT id FROM erasure')).map(({ id }) => id));
  const known = new Set(lines.map(({ id }) => id));
  let again = 0;
  for (const { erasure: _form, salt, ...asked } of lines) {
    if (there.has(asked.id)) continue;
    await db.transaction(tx => takeSalt(tx, salt));
    await eraseNow(db, asked);
    there.add(asked.id);
    again += 1;
    log.warn('erasure.doneAgain', { erasureId: asked.id, customerId: asked.customerId });
  }
  for (const line of await unwritten(db, known)) appendLine(file, line);
  return again;
}

/** Hashes are of the salt that they were made with: a database from before any erasure takes over that of the file. */
async function takeSalt(tx: Tx, salt: string): Promise<void> {
  await tx.query(`UPDATE erasure_salt SET salt = $1 WHERE NOT EXISTS (SELECT FROM erased_key)`, [salt]);
  if ((await readSalt(tx)) !== salt)
    log.error('erasure.otherSalt', {}, new Error('records erased elsewhere are not known again when they come again'));
}

type Row = Omit<Line, 'erasure' | 'salt'>;

async function unwritten(db: Queryable, known: ReadonlySet<string>): Promise<Line[]> {
  const rows = await db.query<Row>(
    `SELECT id, customer_id AS "customerId", entry_id AS "entryId", at, reason, by_agent AS by,
       coalesce((SELECT json_agg(hash) FROM erased_key k WHERE k.erasure_id = e.id), '[]'::json) AS hashes
     FROM erasure e ORDER BY place`,
  );
  const salt = await readSalt(db);
  return rows.filter(({ id }) => !known.has(id)).map(row => ({ erasure: 1, ...row, salt }));
}
