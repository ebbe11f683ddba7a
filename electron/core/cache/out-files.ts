import type { Database } from 'better-sqlite3';
import type { OutFile } from '../../../shared/domain/writing/files.ts';

/** A file that goes out with a reply: of the draft in a case of its customer, or of the command that took it along. */
export type KeptFile = OutFile & {
  readonly customerId: string;
  /** Null: of no case that is known. */
  readonly caseId: string | null;
  readonly commandId: string | null;
  /** Hex; null: not all of it is here. */
  readonly sha256: string | null;
  readonly at: number;
  /** When its reply was taken by the backend, by the backend's clock: it is kept until that is delivered. Null: it was not. */
  readonly leftAt: number | null;
};
/** Of a reply that the backend has taken, and that is not known to be delivered. */
export type LeftFiles = { readonly commandId: string; readonly customerId: string; readonly leftAt: number };
type Part = { readonly fileId: string; readonly place: number; readonly bytes: Buffer };

const columns = `id, customer_id AS customerId, nullif(case_id, '') AS caseId, command_id AS commandId, name, type, size, sha256, at,
  left_at AS leftAt`;

/** Contents in the file that may not be lost. Files of a draft and of a command come and go with their words. */
export function outFilesTable(db: Database) {
  const insert = db.prepare<KeptFile>(`
    INSERT INTO out_files (id, customer_id, case_id, command_id, name, type, size, sha256, at, left_at)
    VALUES (@id, @customerId, coalesce(@caseId, ''), @commandId, @name, @type, @size, @sha256, @at, @leftAt)`);
  const byId = db.prepare<[string], KeptFile>(`SELECT ${columns} FROM out_files WHERE id = ?`);
  const all = db.prepare<[], KeptFile>(`SELECT ${columns} FROM out_files ORDER BY at, id`);
  const ofDraft = db.prepare<[string, string], KeptFile>(`SELECT ${columns} FROM out_files
    WHERE customer_id = ? AND case_id = ? AND command_id IS NULL AND sha256 IS NOT NULL ORDER BY at, id`);
  const ofCommand = db.prepare<[string], KeptFile>(
    `SELECT ${columns} FROM out_files WHERE command_id = ? ORDER BY at, id`,
  );
  const whole = db.prepare<[string, string, string]>('UPDATE out_files SET sha256 = ?, type = ? WHERE id = ?');
  const take = db.prepare<[string, string]>('UPDATE out_files SET command_id = ? WHERE id = ?');
  const move = db.prepare<[string | null, string]>('UPDATE out_files SET command_id = ? WHERE command_id = ?');
  const placeDraft = db.prepare<[string, string]>(
    `UPDATE out_files SET case_id = ? WHERE customer_id = ? AND case_id = '' AND command_id IS NULL`,
  );
  const placeCommand = db.prepare<[string, string]>('UPDATE out_files SET case_id = ? WHERE command_id = ?');
  const insertPart = db.prepare<Part>(
    'INSERT OR REPLACE INTO out_file_parts (file_id, place, bytes) VALUES (@fileId, @place, @bytes)',
  );
  const part = db
    .prepare<[string, number], Buffer>('SELECT bytes FROM out_file_parts WHERE file_id = ? AND place = ?')
    .pluck();
  const leave = db.prepare<[number, string]>('UPDATE out_files SET left_at = ? WHERE command_id = ?');
  const left = db.prepare<[], LeftFiles>(`
    SELECT command_id AS commandId, min(customer_id) AS customerId, min(left_at) AS leftAt FROM out_files
    WHERE left_at IS NOT NULL GROUP BY command_id ORDER BY min(left_at), command_id`);
  const comesBack = db.prepare<{ id: string; fresh: string; caseId: string }>(
    'UPDATE out_files SET id = @fresh, command_id = NULL, left_at = NULL, case_id = @caseId WHERE id = @id',
  );
  const moveParts = db.prepare<[string, string]>('UPDATE out_file_parts SET file_id = ? WHERE file_id = ?');
  const remove = db.prepare<[string]>('DELETE FROM out_files WHERE id = ?');
  const removeParts = db.prepare<[string]>('DELETE FROM out_file_parts WHERE file_id = ?');
  const bytes = db.prepare<[], number>('SELECT coalesce(sum(size), 0) FROM out_files').pluck();

  const drop = (id: string): void => {
    remove.run(id);
    removeParts.run(id);
  };
  return {
    add: (file: Omit<KeptFile, 'leftAt'> & Partial<Pick<KeptFile, 'leftAt'>>): void =>
      void insert.run({ leftAt: null, ...file }),
    addPart: (fileId: string, place: number, content: Buffer): void =>
      void insertPart.run({ fileId, place, bytes: content }),
    /** All of it is here; `type` is what its bytes prove, or what was said. */
    whole: (id: string, sha256: string, type: string): void => void whole.run(sha256, type, id),
    get: (id: string): KeptFile | null => byId.get(id) ?? null,
    all: (): KeptFile[] => all.all(),
    ofDraft: (customerId: string, caseId: string | null): KeptFile[] => ofDraft.all(customerId, caseId ?? ''),
    ofCommand: (commandId: string): KeptFile[] => ofCommand.all(commandId),
    part: (id: string, place: number): Buffer | null => part.get(id, place) ?? null,
    /** They go with the command, in its transaction. */
    take(ids: readonly string[], commandId: string): void {
      for (const id of ids) take.run(commandId, id);
    },
    /** The command goes out again under another id; null: it was taken back, and they are the draft's again. */
    move: (commandId: string, to: string | null): void => void move.run(to, commandId),
    /** Of a draft whose case is known now. */
    placeDraft: (customerId: string, caseId: string): void => void placeDraft.run(caseId, customerId),
    /** In which case they are the draft's once their command is taken back. */
    placeCommand: (commandId: string, caseId: string | null): void => void placeCommand.run(caseId ?? '', commandId),
    /** The backend has the reply; its network may still refuse it. */
    leave: (commandId: string, now: number): void => void leave.run(now, commandId),
    /** The oldest first. */
    left: (): LeftFiles[] => left.all(),
    /** The network has refused it: they are the draft's again, as files that no backend knows yet. */
    comeBack(commandId: string, caseId: string, freshId: () => string): KeptFile[] {
      const back = ofCommand.all(commandId).filter(({ leftAt }) => leftAt !== null);
      for (const { id } of back) {
        const fresh = freshId();
        comesBack.run({ id, fresh, caseId });
        moveParts.run(fresh, id);
      }
      return back;
    },
    remove: drop,
    removeOf(commandId: string): void {
      for (const { id } of ofCommand.all(commandId)) drop(id);
    },
    /** Bytes of all files, as they will be. */
    bytes: (): number => bytes.get()!,
    /** At the start: what was not whole when the desk ended, and parts that belong to nothing. */
    sweep: db.transaction((): void => {
      db.exec(`
        DELETE FROM out_files WHERE sha256 IS NULL;
        DELETE FROM out_files
          WHERE command_id IS NOT NULL AND left_at IS NULL AND command_id NOT IN (SELECT id FROM commands);
        DELETE FROM out_file_parts WHERE file_id NOT IN (SELECT id FROM out_files);`);
    }),
  };
}
export type OutFiles = ReturnType<typeof outFilesTable>;

/** What the screen is told of it. */
export const shownFile = ({ id, name, size, type }: KeptFile): OutFile => ({ id, name, size, type });
