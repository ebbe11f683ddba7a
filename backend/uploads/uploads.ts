// Files on their way in from a desk, before a reply names them: an attachment that no entry has yet.
import type { UploadAsk, UploadState } from '../../shared/contract/uploads.ts';
import { maskCards } from '../../shared/domain/cards.ts';
import { safeFileName } from '../../shared/domain/file-name.ts';
import { HEAD_BYTES, provenType, typeOf } from '../../shared/domain/media-type.ts';
import { partBytes, partsOfFile, saidType, whyNoFiles } from '../../shared/domain/writing/files.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { logger } from '../../shared/lib/log.ts';
import { isGranted } from '../feed/scopes.ts';
import type { Db, Tx } from '../store/db.ts';
import { fileReasons } from './reasons.ts';

const log = logger('uploads');

/** Of one agent, not yet named by a reply. */
const MOST_FILES = 100;
const MOST_BYTES = 400_000_000;

export type UploadSetting = { readonly db: Db; readonly now: () => number; readonly id: () => string };
type Row = {
  attachment_id: string;
  customer_id: string;
  name: string;
  size: number;
  sha256: string;
  complete: boolean;
};

/**
 * Begins an upload, says where it goes on, and ends it once all parts are there and are what the hash says. Asked again
 * it answers the same.
 * @throws Fault not-found, bad-input, too-large, conflict
 */
export async function askUpload(setting: UploadSetting, agentId: string, asked: UploadAsk): Promise<UploadState> {
  const name = maskCards(safeFileName(asked.name));
  judge({ name, size: asked.size, type: null });
  return setting.db.transaction(async tx => {
    // The same answer for a customer of others and for one that is not there.
    if (!(await isGranted(tx, agentId, asked.customerId)))
      throw new Fault('not-found', 'This customer is not yours to see any more.');
    const row = (await rowOf(tx, agentId, asked.id)) ?? (await begun(tx, setting, agentId, { ...asked, name }));
    const { customer_id, size, sha256, complete } = row;
    if (customer_id !== asked.customerId || size !== asked.size || sha256 !== asked.sha256)
      throw new Fault('conflict', 'this id is of another file');
    await tx.query('UPDATE upload SET at = $3 WHERE agent_id = $1 AND id = $2', [agentId, asked.id, setting.now()]);
    if (complete) return { next: null };
    const next = await partsThere(tx, row.attachment_id);
    return next < partsOfFile(size) ? { next } : ended(tx, agentId, asked, row);
  });
}

/**
 * Keeps one part; the same one again changes nothing. Answers with the next that is wanted.
 * @throws Fault not-found, bad-input
 */
export async function putPart(
  { db }: UploadSetting,
  agentId: string,
  id: string,
  place: number,
  bytes: Buffer,
): Promise<UploadState> {
  return db.transaction(async tx => {
    const row = await rowOf(tx, agentId, id);
    if (!row) throw new Fault('not-found', 'no such upload');
    const there = await partsThere(tx, row.attachment_id);
    if (row.complete || place < there) return { next: there };
    if (place > there) throw new Fault('bad-input', `part ${there} is wanted`);
    if (bytes.length === 0 || bytes.length !== partBytes(row.size, place))
      throw new Fault('bad-input', `part ${place} has ${bytes.length} bytes`);
    // As text: the embedded engine takes an array of bytes one by one.
    await tx.query(
      `INSERT INTO attachment_part (attachment_id, place, bytes) VALUES ($1, $2, decode($3::text, 'base64'))`,
      [row.attachment_id, place, bytes.toString('base64')],
    );
    return { next: there + 1 };
  });
}

/** Locked: two connections of one desk may bring the same part. */
async function rowOf(tx: Tx, agentId: string, id: string): Promise<Row | null> {
  const [row] = await tx.query<Row>(
    `SELECT u.attachment_id, u.customer_id, a.name, a.size, u.sha256, u.complete
     FROM upload u JOIN attachment a ON a.id = u.attachment_id WHERE u.agent_id = $1 AND u.id = $2 FOR UPDATE OF u`,
    [agentId, id],
  );
  return row ?? null;
}

async function begun(tx: Tx, { now, id }: UploadSetting, agentId: string, asked: UploadAsk): Promise<Row> {
  await checkRoom(tx, agentId, asked.size);
  const { customerId, name, type, size, sha256 } = asked;
  const attachmentId = id();
  const said = saidType(type);
  await tx.query(
    'INSERT INTO attachment (id, entry_id, name, declared, type, size) VALUES ($1, NULL, $2, $3, $3, $4)',
    [attachmentId, name, said, size],
  );
  // Two that begin at once: the second one's transaction ends here, and its desk asks again.
  const fresh = await tx.query(
    `INSERT INTO upload (agent_id, id, attachment_id, customer_id, sha256, at, complete)
     VALUES ($1, $2, $3, $4, $5, $6, false) ON CONFLICT DO NOTHING RETURNING id`,
    [agentId, asked.id, attachmentId, customerId, sha256, now()],
  );
  if (fresh.length === 0) throw new Fault('retry', 'the same upload begins beside this one');
  return { attachment_id: attachmentId, customer_id: customerId, name, size, sha256, complete: false };
}

async function checkRoom(tx: Tx, agentId: string, size: number): Promise<void> {
  const [row] = await tx.query<{ files: number; bytes: number }>(
    `SELECT count(*)::int AS files, coalesce(sum(a.size), 0)::bigint AS bytes
     FROM upload u JOIN attachment a ON a.id = u.attachment_id WHERE u.agent_id = $1 AND a.entry_id IS NULL`,
    [agentId],
  );
  if (row && (row.files >= MOST_FILES || row.bytes + size > MOST_BYTES))
    throw new Fault('too-large', 'Too many files of yours wait and were never sent.');
}

async function partsThere(tx: Tx, attachmentId: string): Promise<number> {
  const [row] = await tx.query<{ parts: number }>(
    'SELECT count(*)::int AS parts FROM attachment_part WHERE attachment_id = $1',
    [attachmentId],
  );
  return row?.parts ?? 0;
}

/** Judged by its bytes, where they lie. What arrived differently begins anew. */
async function ended(tx: Tx, agentId: string, { id, sha256, type }: UploadAsk, row: Row): Promise<UploadState> {
  const [all] = await tx.query<{ hash: string; head: string }>(
    `SELECT encode(sha256(string_agg(bytes, ''::bytea ORDER BY place)), 'hex') AS hash,
       (SELECT encode(substring(bytes FROM 1 FOR ${HEAD_BYTES}), 'hex') FROM attachment_part
        WHERE attachment_id = $1 AND place = 0) AS head
     FROM attachment_part WHERE attachment_id = $1`,
    [row.attachment_id],
  );
  if (all?.hash !== sha256) {
    log.warn('upload.differed', { agentId, uploadId: id, size: row.size });
    await tx.query('DELETE FROM attachment_part WHERE attachment_id = $1', [row.attachment_id]);
    return { next: 0 };
  }
  const head = Buffer.from(all.head, 'hex');
  judge({ name: row.name, size: row.size, type: provenType(head) ?? '' });
  await tx.query('UPDATE attachment SET type = $2 WHERE id = $1', [row.attachment_id, typeOf(head, saidType(type))]);
  await tx.query('UPDATE upload SET complete = true WHERE agent_id = $1 AND id = $2', [agentId, id]);
  log.info('upload.ended', { agentId, uploadId: id, size: row.size });
  return { next: null };
}

/** By the rules of mail: no other channel takes files, and the reply is judged by its own. */
function judge(file: { readonly name: string; readonly size: number; readonly type: string | null }): void {
  const wrong = whyNoFiles([file], 'email', 'private');
  if (wrong) throw new Fault(wrong.why === 'too-large' ? 'too-large' : 'bad-input', fileReasons[wrong.why](file.name));
}
