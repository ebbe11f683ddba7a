import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startBackend, type RunningBackend } from '../../backend/backend.ts';
import { demoSeed } from '../../backend/connectors/scenario/seed.ts';
import { importArchives } from '../../backend/connectors/archive/import-run.ts';
import type { Summary } from '../../backend/connectors/archive/report.ts';
import { findArchives } from '../../backend/connectors/archive/walk.ts';
import { devData, devDataIsMissing } from './dev-data.ts';

async function backendInMemory(): Promise<RunningBackend> {
  const backend = await startBackend({ dataDir: null, databaseUrl: null, port: 0, seed: demoSeed });
  onTestFinished(() => backend.stop());
  return backend;
}

async function importInto(backend: RunningBackend, ...paths: readonly string[]): Promise<Summary> {
  const delivery = {
    send: (records: readonly unknown[]) => backend.services.intake(records),
    close: async () => undefined,
  };
  const start = performance.now();
  const summary = await importArchives(
    await findArchives(paths),
    delivery,
    { region: 'US', brands: [] },
    () => undefined,
  );
  const seconds = (performance.now() - start) / 1_000;
  console.log({ ...summary.total, seconds: Math.round(seconds), perSecond: Math.round(summary.total.read / seconds) });
  return summary;
}

/** Rows of a CSV, counted by another reader than the import's. */
function rowsIn(path: string): Record<string, string>[] {
  const bytes = readFileSync(devData(path));
  return parse(path.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true, bom: true, relax_quotes: true });
}

function expectAllAccountedFor({ files, total }: Summary): void {
  expect(files.filter(file => file.imported + file.alreadyThere + file.refused !== file.read)).toEqual([]);
  expect(total.imported + total.alreadyThere + total.refused).toBe(total.read);
}

async function ring(backend: RunningBackend, number: string) {
  const [result] = await backend.services.intake([
    { type: 'call', externalId: `ring ${number}`, number, state: 'ringing' },
  ]);
  if (result?.outcome !== 'imported' || result.customerId === null) throw new Error('the call was not taken');
  const grant = await backend.services.grantOf(backend.db, result.customerId);
  if (!grant) throw new Error('no such customer');
  return grant;
}

describe.skipIf(devDataIsMissing('the bank archive'))('the bank archive', () => {
  test('is imported without a lost record, and its callers are known by their numbers', async () => {
    const backend = await backendInMemory();
    const first = await importInto(backend, devData('crm'));
    expectAllAccountedFor(first);
    const clients = rowsIn('crm/clients.csv.gz');
    const complaints = rowsIn('crm/complaints.csv.gz');
    const rows = clients.length + complaints.length + rowsIn('crm/calls.csv').length + rowsIn('crm/reviews.csv').length;
    expect(first.total).toEqual({ read: rows, imported: rows, alreadyThere: 0, refused: 0 });
    const second = await importInto(backend, devData('crm'));
    expect(second.total).toEqual({ read: rows, imported: 0, alreadyThere: rows, refused: 0 });

    for (const client of clients.filter((_, index) => index % 150 === 0)) {
      const { customer, entries } = await ring(
        backend,
        `+1 (${client['phone']!.slice(0, 3)}) ${client['phone']!.slice(4)}`,
      );
      expect(customer).toMatchObject({ known: true, name: `${client['first']} ${client['last']}` });
      const theirs = complaints.filter(complaint => complaint['client_id'] === client['client_id']);
      expect(entries.filter(({ kind }) => kind === 'message').length).toBe(theirs.length);
    }
    const stranger = await ring(backend, '+1 202 555 0111');
    expect(stranger.customer.known).toBe(false);
    expect(stranger.entries.filter(({ kind }) => kind !== 'event')).toHaveLength(1);
  });
});

describe.skipIf(devDataIsMissing('social threads'))('social threads', () => {
  test('are imported without a lost post, each thread with both sides at its customer', async () => {
    const backend = await backendInMemory();
    const paths = ['twcs-threads.csv.gz', 'twcs-sample.csv', 'twcs-labelled-inbound.csv', 'twcs-labelled-outbound.csv'];
    const files = [...paths, 'airline-tweets.csv.gz'].map(name => `social/${name}`);
    const first = await importInto(backend, ...files.map(file => devData(file)));
    expectAllAccountedFor(first);
    expect(first.total).toMatchObject({ read: files.flatMap(rowsIn).length, refused: 0 });
    const second = await importInto(backend, ...files.map(file => devData(file)));
    expect(second.total).toMatchObject({ imported: 0, alreadyThere: first.total.read });

    const [found] = await backend.db.query<{ json: { customerId: string } }>(
      `SELECT json FROM entry WHERE json->>'text' LIKE '%and how do you propose we do that%'`,
    );
    const grant = await backend.services.grantOf(backend.db, found!.json.customerId);
    const said = grant!.entries.filter(({ kind }) => kind === 'post');
    expect(grant!.customer.identities.map(({ address }) => address)).toEqual(['@115712']);
    expect(new Set(said.map(({ direction }) => direction))).toEqual(new Set(['in', 'out']));
    // By hand: this customer's posts hang together under the roots 8, 1293 and 3188.
    expect(new Set(said.map(({ interactionId }) => interactionId)).size).toBe(3);
  });
});

describe.skipIf(devDataIsMissing('email and transcripts'))('email and transcripts', () => {
  test('are imported without a lost record', async () => {
    const backend = await backendInMemory();
    const paths = [devData('email'), devData('voice/transcribe-call'), devData('voice/earnings-calls')];
    const first = await importInto(backend, ...paths);
    expectAllAccountedFor(first);
    const reasons = new Set(first.files.flatMap(file => file.reasons.map(({ reason }) => reason)));
    expect([...reasons].toSorted()).toEqual(['no address of a sender', 'unknown format inside the archive']);
    expect(first.total.read).toBeGreaterThan(2_400);
    expect(first.total.refused).toBeLessThan(30);
    expect(first.files.filter(file => file.format === 'speaker-tokens')).toHaveLength(16);
    const second = await importInto(backend, ...paths);
    expect(second.total).toMatchObject({ read: first.total.read, imported: 0, refused: first.total.refused });
  });
});
