// An export leaves the desk: the core says which of its files it is, the host asks the person where to.
import { join } from 'node:path';
import { methods, type Output, type Reply } from '../../shared/contract/bridge.ts';
import type { ExportFormat } from '../../shared/domain/export/ask.ts';
import { safeFileName } from '../../shared/domain/file-name.ts';
import { Fault } from '../../shared/lib/fault.ts';
import type { SpawnedCore } from '../core/spawn.ts';

export type HandedExport = {
  readonly exportId: string;
  /** The core's own file. Of a PDF: the HTML that it is made from. */
  readonly path: string;
  /** Of the person's choosing from here on. */
  readonly name: string;
  readonly size: number;
  readonly format: ExportFormat;
  /** A PDF lies beside it, named by its id; it is on record once this resolves. */
  readonly printed: () => Promise<void>;
  /** It has left, or was let go: nothing of it stays on the desk. */
  readonly done: () => void;
};

export type ExportHost = {
  readonly core: SpawnedCore;
  /** Where the core writes exports. */
  readonly exports: string;
  handExport(file: HandedExport): Promise<Output<'export.save'>>;
};

const FILE = /^[0-9a-f-]{36}\.(?:html|json|csv)$/;

function valueOf(reply: Reply): unknown {
  if (!reply.ok) throw new Fault(reply.code, reply.message);
  return reply.value;
}

const isFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code));

/** Throws what is no fault of ours; a full disk is one that the screen has words for. */
export async function saveExport(host: ExportHost, input: unknown): Promise<Reply> {
  const { core, exports } = host;
  const asked = methods['export.save'].input.safeParse(input);
  if (!asked.success) return { ok: false, code: 'bad-input', message: 'export.save: not an export' };
  const { exportId } = asked.data;
  const found = await core.call('export.file', { exportId });
  if (!found.ok) return found;
  const { file, name, size, format } = methods['export.file'].output.parse(found.value);
  if (!FILE.test(file)) return { ok: false, code: 'internal', message: 'not a file of this desk' };
  try {
    const value = await host.handExport({
      exportId,
      path: join(exports, file),
      name: safeFileName(name),
      size,
      format,
      printed: async () => void valueOf(await core.call('export.printed', { exportId })),
      done: () => void core.call('export.handedOut', { exportId }),
    });
    return { ok: true, value };
  } catch (error) {
    if (isFull(error)) return { ok: false, code: 'not-kept', message: 'the disk is full' };
    if (error instanceof Fault) return { ok: false, code: error.code, message: error.message };
    throw error;
  }
}
