import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { onTestFinished } from 'vitest';
import type { Delivery } from '../../../backend/connectors/archive/deliver.ts';
import type { Read } from '../../../backend/connectors/archive/format.ts';
import { importArchives } from '../../../backend/connectors/archive/import-run.ts';
import { findArchives } from '../../../backend/connectors/archive/walk.ts';
import { type IntakeInput, type IntakeResult, intakeRecordSchema } from '../../../shared/contract/intake.ts';

/** A folder with these files, gone when the test ends. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'foreword-archive-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** An intake that remembers keys as the real one does, and checks every record against the contract. */
export function rememberingIntake() {
  const had = new Set<string>();
  const records: IntakeInput[] = [];
  const take = (record: IntakeInput): IntakeResult => {
    const parsed = intakeRecordSchema.safeParse(record);
    if (!parsed.success) throw new Error(`not a record: ${parsed.error.message}`);
    const externalId = 'externalId' in parsed.data ? parsed.data.externalId : parsed.data.target;
    const key = `${parsed.data.source} ${externalId}`;
    if (had.has(key)) return { outcome: 'already-there', externalId };
    had.add(key);
    records.push(record);
    return { outcome: 'imported', externalId, entryId: null, customerId: null, workItemId: null };
  };
  const delivery: Delivery = {
    send: sent => Promise.resolve((sent as IntakeInput[]).map(take)),
    close: () => Promise.resolve(),
  };
  return { delivery, records };
}

export async function importInto(delivery: Delivery, paths: readonly string[]) {
  return importArchives(await findArchives(paths), delivery, { region: 'US', brands: [] }, () => undefined);
}

/** Every record that the files of a folder hold, or why there is none. */
export async function readAll(folder: string): Promise<Read[]> {
  const reads: Read[] = [];
  for (const found of await findArchives([folder])) {
    if (found.format === null) throw new Error(found.error);
    for await (const read of found.format.read(found.source, { region: 'US', brands: [] })) reads.push(read);
  }
  return reads;
}

export const recordsOf = (reads: readonly Read[]): IntakeInput[] =>
  reads.flatMap(read => ('record' in read ? [read.record] : []));
