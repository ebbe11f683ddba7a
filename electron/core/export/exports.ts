// Exports of this desk: one is written at a time, recorded for the audit, handed out by the host, and gone.
import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportState } from '../../../shared/contract/bridge/export.ts';
import type { Parsed } from '../../../shared/contract/bridge.ts';
import type { ExportRecord } from '../../../shared/contract/commands/export.ts';
import { Fault, type FaultCode } from '../../../shared/lib/fault.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { logger } from '../../../shared/lib/log.ts';
import { isFull } from '../cache/files/check.ts';
import { type ExportSetting, partsOf, recordOf } from './ask.ts';
import { hashFile, type Open, type PartFiles, partFiles } from './part-files.ts';
import { type Written, writeExport } from './write.ts';

const log = logger('export');
/** Milliseconds between two tellings of how far it is. */
const TOLD_MS = 100;

type Job = {
  state: ExportState;
  readonly ask: Parsed<'export.start'>;
  readonly at: number;
  readonly files: PartFiles;
  readonly working: Promise<void>;
  written: Written | null;
  cancelled: boolean;
};

export type ExportsOptions = ExportSetting & {
  readonly folder: string;
  /** The file of a PDF is the host's own; in a browser its print dialog makes it, and nobody can tell whether it did. */
  readonly printsItself: boolean;
  readonly changed: () => void;
  /** Keeps it for the audit, on the disk when this returns. */
  readonly record: (id: string, record: ExportRecord, customerId: string | null) => void;
  readonly open?: Open;
};

export function exportsOver(options: ExportsOptions) {
  const { folder, clock } = options;
  let job: Job | null = null;
  let toldAt = Number.NEGATIVE_INFINITY;

  const tell = (one: Job, change: Partial<ExportState>, always = true): void => {
    one.state = { ...one.state, ...change };
    if (!always && clock.monotonic() - toldAt < TOLD_MS) return;
    toldAt = clock.monotonic();
    options.changed();
  };

  const numberOf = ({ scope }: Parsed<'export.start'>): number | null =>
    scope.kind === 'case' ? (options.cache.cases.get(scope.caseId)?.number ?? null) : null;

  /** What another start left: nobody can ask for it any more. */
  const sweep = (): void => {
    try {
      rmSync(folder, { recursive: true, force: true });
    } catch (error) {
      log.error('export.notSwept', {}, error); // the desk is of use all the same; the next start tries again
    }
  };

  const mustBe = (exportId: string): Job & { written: Written } => {
    if (job?.state.exportId !== exportId || job.state.state !== 'written' || !job.written)
      throw new Fault('not-found', 'no such export');
    return job as Job & { written: Written };
  };

  const recorded = (one: Job, written: Written, sha256: string): void => {
    const record = recordOf(one.ask, written, { at: one.at, sha256, printsItself: options.printsItself });
    const [only, ...others] = written.customers.keys();
    options.record(one.state.exportId, record, others.length === 0 ? (only ?? null) : null);
    log.info('export.recorded', {
      exportId: one.state.exportId,
      format: record.format,
      entries: written.summary.entries,
    });
  };

  async function run(one: Job): Promise<void> {
    const { exportId, format } = one.state;
    const check = (): void => {
      if (one.cancelled) throw new Fault('expired', 'cancelled');
    };
    try {
      const parts = partsOf(options, one.ask, { id: exportId, at: one.at });
      const progress = (now: Partial<ExportState>): void => tell(one, now, false);
      const written = await writeExport({ ...parts, file: one.files, check, progress });
      mustBeThere(written);
      check();
      // Written down before anybody can have it; a PDF when there is one.
      if (format !== 'pdf' || !options.printsItself) recorded(one, written, written.sha256);
      one.written = written;
      await one.files.remove(false);
      const { size, summary } = written;
      tell(one, { state: 'written', size, entries: summary.entries, done: one.state.of ?? one.state.done });
      log.info('export.written', { exportId, format, entries: summary.entries, bytes: size });
    } catch (error) {
      await one.files.remove(true);
      if (one.cancelled) tell(one, { state: 'cancelled' });
      else tell(one, { state: 'failed', code: codeOf(error) });
      if (!one.cancelled) log.warn('export.failed', { exportId, code: codeOf(error) }, error);
    }
  }

  /** Rights that went while it was written took the history with them. */
  const mustBeThere = ({ customers }: Pick<Written, 'customers'>): void => {
    for (const id of customers.keys())
      if (!options.cache.customers.get(id)) throw new Fault('not-found', 'the customer has gone from this desk');
  };

  const removeFiles = async (one: Job): Promise<void> => {
    one.written = null;
    await one.files.remove(true);
    await rm(join(folder, `${one.state.exportId}.pdf`), { force: true });
  };

  async function drop(one: Job): Promise<void> {
    one.cancelled = true;
    await one.working;
    await removeFiles(one);
    if (one.state.state === 'written') tell(one, { state: 'cancelled' });
  }

  function dropLater(one: Job): void {
    const { exportId } = one.state;
    drop(one).catch((error: unknown) => log.error('export.notRemoved', { exportId }, error));
  }

  return {
    sweep,
    /** @throws Fault conflict, bad-input, not-found */
    start(ask: Parsed<'export.start'>): ExportState {
      if (job?.state.state === 'running') throw new Fault('conflict', 'another export is being written');
      if (job) dropLater(job);
      const id = uuidv7(clock.now());
      const at = Math.round(options.backendNow());
      partsOf(options, ask, { id, at }); // what is wrong with the question is said now
      const { promise, resolve } = Promise.withResolvers<void>();
      const one: Job = {
        state: freshState({ exportId: id, at, caseNumber: numberOf(ask) }, ask),
        ask,
        at,
        files: partFiles(folder, id, ENDING[ask.format], options.open),
        working: promise,
        written: null,
        cancelled: false,
      };
      job = one;
      run(one)
        .catch((error: unknown) => log.error('export.notRemoved', { exportId: id }, error))
        .finally(resolve);
      return one.state;
    },
    read: (): ExportState | null => job?.state ?? null,
    async cancel(exportId: string): Promise<void> {
      if (job?.state.exportId === exportId) await drop(job);
    },
    /** Where the host finds it. @throws Fault not-found */
    file(exportId: string) {
      const { written, state } = mustBe(exportId);
      return { file: written.file, name: state.name, format: state.format, size: written.size, entries: state.entries };
    },
    /** The host made a PDF of it: that is the file which leaves, so that is recorded. @throws Fault not-found, bad-input */
    async printed(exportId: string): Promise<{ size: number }> {
      const one = mustBe(exportId);
      if (!options.printsItself || one.state.format !== 'pdf') throw new Fault('bad-input', 'this export is no PDF');
      const { sha256, size } = await hashFile(join(folder, `${exportId}.pdf`));
      recorded(one, one.written, sha256);
      tell(one, { size });
      return { size };
    },
    /** It has left: on this desk nothing of it stays. */
    async handedOut(exportId: string): Promise<void> {
      if (job?.state.exportId === exportId && job.written) await removeFiles(job);
    },
    /** Customers that this desk may not see any more leave no file. */
    settle(): void {
      const customers = job?.written?.customers.keys() ?? [];
      if (job && [...customers].some(id => !options.cache.customers.get(id))) dropLater(job);
    },
    /** Something was erased: whatever is being written or waits to be handed out may hold it. */
    forget(): void {
      if (job && (job.written || job.state.state === 'running')) dropLater(job);
    },
    async stop(): Promise<void> {
      if (job) await drop(job);
      sweep();
    },
  };
}
export type Exports = ReturnType<typeof exportsOver>;

const ENDING = { html: 'html', pdf: 'html', json: 'json', csv: 'csv' } as const;
const codeOf = (error: unknown): FaultCode => (isFull(error) ? 'not-kept' : Fault.from(error).code);

const two = (n: number): string => String(n).padStart(2, '0');
/** Names nobody: file names stay in lists of recent files and in other programs for long. */
function nameOf(ask: Parsed<'export.start'>, at: number, caseNumber: number | null): string {
  const date = new Date(at);
  const day = `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
  const time = `${two(date.getUTCHours())}${two(date.getUTCMinutes())}${two(date.getUTCSeconds())}`;
  const what = caseNumber === null ? ask.scope.kind : `case ${caseNumber}`;
  return `Foreword ${what} ${day} ${time}.${ask.format}`;
}

type Fresh = { readonly exportId: string; readonly at: number; readonly caseNumber: number | null };
const freshState = ({ exportId, at, caseNumber }: Fresh, ask: Parsed<'export.start'>): ExportState => ({
  exportId,
  state: 'running',
  format: ask.format,
  name: nameOf(ask, at, caseNumber),
  done: 0,
  of: null,
  entries: 0,
  leftOut: 0,
  size: null,
  code: null,
});
