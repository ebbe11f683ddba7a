// Takes files from the page, part by part, into the outbox's own file.
import { createHash, type Hash } from 'node:crypto';
import { safeFileName } from '../../shared/domain/file-name.ts';
import { HEAD_BYTES, provenType, typeOf } from '../../shared/domain/media-type.ts';
import {
  type FileRefusal,
  type OutFile,
  partBytes,
  partsOfFile,
  saidType,
  whyNoFiles,
} from '../../shared/domain/writing/files.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { uuidv7 } from '../../shared/lib/ids.ts';
import { logger } from '../../shared/lib/log.ts';
import type { DeskFile } from './cache/desk-file.ts';
import { type KeptFile, shownFile } from './cache/out-files.ts';

const log = logger('files');

/** Begun and not ended; with one more the oldest is given up: its page has gone. */
const MOST_BEGUN = 8;
/** Bytes of all files that wait on this desk. */
const MOST_BYTES = 400_000_000;

/** The channel's own limits are judged when it is known where the reply goes; here, what no channel would take. */
const whyNever = (file: { name: string; size: number; type: string | null }): FileRefusal | null =>
  whyNoFiles([file], 'email', 'private')?.why ?? null;

type Begun = { next: number; hash: Hash; head: Buffer };
export type Refused = { readonly refused: FileRefusal | 'no-room' };
type Offered = {
  readonly customerId: string;
  readonly caseId: string | null;
  readonly name: string;
  readonly type: string;
  readonly size: number;
};
type Options = { readonly file: DeskFile; readonly now: () => number };

export function takingFiles({ file, now }: Options) {
  const { outFiles } = file;
  const begun = new Map<string, Begun>();

  const giveUp = (id: string): void => {
    begun.delete(id);
    file.write(() => outFiles.remove(id));
  };
  /** What was sent and is kept for the case that it is refused makes room for what is yet to go, the oldest first. */
  const hasRoom = (size: number): boolean => {
    for (const { commandId } of outFiles.left()) {
      if (outFiles.bytes() + size <= MOST_BYTES) return true;
      file.write(() => outFiles.removeOf(commandId));
    }
    return outFiles.bytes() + size <= MOST_BYTES;
  };
  const find = (id: string): { kept: KeptFile; under: Begun } => {
    const [kept, under] = [outFiles.get(id), begun.get(id)];
    if (!kept || !under) throw new Fault('not-found', 'no such file has been begun');
    return { kept, under };
  };

  return {
    begin({ customerId, caseId, name, type, size }: Offered): { fileId: string } | Refused {
      file.mustKeep();
      const safe = safeFileName(name);
      const why = whyNever({ name: safe, size, type: null });
      if (why) return { refused: why };
      if (!hasRoom(size)) return { refused: 'no-room' };
      const oldest = [...begun.keys()][0];
      if (oldest !== undefined && begun.size >= MOST_BEGUN) giveUp(oldest);
      const id = uuidv7(now());
      const about = { id, customerId, caseId, commandId: null, sha256: null, at: now() };
      outFiles.add({ ...about, name: safe, type: saidType(type), size });
      begun.set(id, { next: 0, hash: createHash('sha256'), head: Buffer.alloc(0) });
      return { fileId: id };
    },
    /** Throws `bad-input` for a part that is not the next one, or not as long as it must be. */
    part(id: string, place: number, content: Buffer): void {
      const { kept, under } = find(id);
      if (place !== under.next) throw new Fault('bad-input', `part ${under.next} is wanted`);
      if (content.length === 0 || content.length !== partBytes(kept.size, place))
        throw new Fault('bad-input', `part ${place} has ${content.length} bytes`);
      outFiles.addPart(id, place, content);
      if (place === 0) under.head = Buffer.from(content.subarray(0, HEAD_BYTES));
      under.hash.update(content);
      under.next += 1;
    },
    /** A refusal leaves nothing behind. */
    end(id: string): { file: OutFile } | Refused {
      const { kept, under } = find(id);
      if (under.next !== partsOfFile(kept.size)) throw new Fault('bad-input', `part ${under.next} is wanted`);
      const proven = provenType(under.head);
      const type = typeOf(under.head, kept.type);
      // What the name promises must be proven, whatever was said: `a.pdf` that does not begin like one is none.
      const why = whyNever({ ...kept, type: proven ?? '' });
      if (why) {
        giveUp(id);
        return { refused: why };
      }
      outFiles.whole(id, under.hash.digest('hex'), type);
      begun.delete(id);
      log.info('file.kept', { fileId: id, size: kept.size });
      return { file: shownFile({ ...kept, type }) };
    },
    /** Throws `conflict` for one that a reply has taken along. */
    remove(id: string): void {
      const kept = outFiles.get(id);
      if (!kept) return;
      if (kept.commandId !== null) throw new Fault('conflict', 'the file belongs to a reply that was sent');
      giveUp(id);
    },
  };
}
export type TakingFiles = ReturnType<typeof takingFiles>;
