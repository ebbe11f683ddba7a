// Reads archives record by record and hands them to the intake in batches; counts what becomes of each.
import type { IntakeInput } from '../../../shared/contract/intake.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import type { Delivery } from './deliver.ts';
import type { ReadOptions } from './format.ts';
import { type FileReport, type Summary, emptyReport, refuse, totalOf } from './report.ts';
import type { Found } from './walk.ts';

/** Records of one batch, and UTF-16 units of their long texts; whichever is reached first sends it. */
const BATCH = 500;
const BATCH_UNITS = 4_000_000;

type Waiting = { readonly record: IntakeInput; readonly report: FileReport; readonly where: string };

const sizeOf = (record: IntakeInput): number =>
  500 +
  ('text' in record ? (record.text?.length ?? 0) : 0) +
  (record.type === 'email' ? (record.html?.length ?? 0) + (record.quoted?.length ?? 0) : 0) +
  (record.type === 'call' ? (record.turns ?? []).reduce((sum, turn) => sum + turn.text.length + 80, 0) : 0);

class Batch {
  readonly #delivery: Delivery;
  #waiting: Waiting[] = [];
  #units = 0;

  constructor(delivery: Delivery) {
    this.#delivery = delivery;
  }

  async add(one: Waiting): Promise<void> {
    this.#waiting.push(one);
    this.#units += sizeOf(one.record);
    if (this.#waiting.length >= BATCH || this.#units >= BATCH_UNITS) await this.send();
  }

  async send(): Promise<void> {
    const sent = this.#waiting;
    this.#waiting = [];
    this.#units = 0;
    if (sent.length === 0) return;
    const results = await this.#delivery.send(sent.map(({ record }) => record)).catch((error: unknown) => {
      throw Fault.from(error); // so that nobody takes it for a fault of the file
    });
    if (results.length !== sent.length)
      throw new Fault('internal', `${sent.length} records sent, ${results.length} answered`);
    for (const [index, { report, where }] of sent.entries()) {
      const result = results[index]!;
      if (result.outcome === 'imported') report.imported += 1;
      else if (result.outcome === 'already-there') report.alreadyThere += 1;
      else refuse(report, result.reason, where);
    }
  }
}

async function readFile(found: Found & { format: object }, report: FileReport, batch: Batch, options: ReadOptions) {
  const { format, source } = found;
  if (format === null) return;
  try {
    for await (const read of format.read(source, options)) {
      if ('remark' in read) {
        report.remark = read.remark;
        continue;
      }
      report.read += 1;
      const where = `record ${report.read}`;
      if ('refused' in read) refuse(report, read.refused, where);
      else await batch.add({ record: read.record, report, where });
    }
  } catch (error) {
    if (error instanceof Fault) throw error; // the intake failed, not the file
    report.error = `stopped after ${report.read} records: ${Fault.from(error).message}`;
  }
}

/** `progress` is called with the running total after each file and, within long ones, by whoever polls `totalOf`. */
export async function importArchives(
  archives: readonly Found[],
  delivery: Delivery,
  options: ReadOptions,
  started: (files: readonly FileReport[], current: string) => void,
): Promise<Summary> {
  const batch = new Batch(delivery);
  const files: FileReport[] = [];
  for (const found of archives) {
    const report = emptyReport(found.file, found.format?.name ?? null);
    files.push(report);
    started(files, found.file);
    if (found.format === null) report.error = found.error;
    else await readFile(found, report, batch, options);
  }
  await batch.send();
  return { files, total: totalOf(files) };
}
