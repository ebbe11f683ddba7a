// Whoever else has an account on the machine must not read what lets one in.
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startBackend } from '../../../backend/backend.ts';
import { openDelivery } from '../../../backend/connectors/archive/deliver.ts';
import { outletOf } from '../../../backend/connectors/outlet.ts';
import { demoSeed } from '../../../backend/connectors/scenario/seed.ts';
import { demoExchange } from '../../../backend/connectors/telephony/run.ts';
import { withStore } from '../../../backend/store/beside.ts';
import { fromAgent } from '../../fixtures/entries.ts';

const SECRETS = ['agents.json', 'intake.key', 'session.key'] as const;
const outlet = { send: async () => ({ ok: true as const }) };
const start = (dataDir: string) => startBackend({ dataDir, databaseUrl: null, port: 0, seed: demoSeed, outlet });

function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'foreword-modes-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
/** With a umask that takes nothing away, so that only what the code asks for counts. */
function openUmask(): void {
  const before = process.umask(0);
  onTestFinished(() => void process.umask(before));
}
const modesIn = (folder: string) =>
  Object.fromEntries(SECRETS.map(name => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)]));
const OWNER_ONLY = { 'agents.json': '600', 'intake.key': '600', 'session.key': '600' };

const modeOf = (path: string): number => statSync(path).mode & 0o777;

/** Everything in there that another account could read or write: it is open, and so is every folder above it up to `folder`. */
function reachable(folder: string): string[] {
  const isOpen = (path: string): boolean => (modeOf(path) & 0o077) !== 0;
  const isReached = (path: string): boolean => isOpen(path) && (path === folder || isReached(dirname(path)));
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(isReached);
}

/** As an import and a start have it: a customer's record in the database, a call on the exchange, a mail that was sent. */
async function fill(dataDir: string): Promise<void> {
  const delivery = await openDelivery(dataDir);
  const customer = { type: 'customer', externalId: 'c1', name: 'Rosamund Thistlewood', identities: [] };
  expect(await delivery.send([customer])).toMatchObject([{ outcome: 'imported' }]);
  await delivery.close();
  const { exchange, stop } = demoExchange(dataDir);
  exchange.ring({ id: 'r1', number: '+44 7700 900123', line: '+44 20 7946 0180' });
  stop();
  expect(await outletOf(dataDir).send(fromAgent('Here it is.'))).toEqual({ ok: true });
}

const SOMEBODY_ELSES = 'holiday.jpg';

// Windows has no such modes.
describe.skipIf(process.platform === 'win32')('another account on the machine', () => {
  test('reaches no file of a data directory that a backend has made, nor by way of an import or of a tool beside it', async () => {
    openUmask();
    const dataDir = join(tempFolder(), 'data');
    await fill(dataDir);
    await withStore({ data: dataDir }, async store => void (await store.query('SELECT 1')));
    const backend = await start(dataDir);
    onTestFinished(() => backend.stop());
    expect([modeOf(dataDir), modeOf(join(dataDir, 'database'))]).toEqual([0o700, 0o700]);
    expect(reachable(dataDir)).toEqual([]);
    // There is much to be reached, were it not for the folders.
    expect(readdirSync(dataDir, { recursive: true }).length).toBeGreaterThan(500);
  });

  test('is shut out of one that was open, as earlier versions and `mkdir` leave it', async () => {
    openUmask();
    const dataDir = join(tempFolder(), 'data');
    mkdirSync(dataDir, { mode: 0o755 });
    await fill(dataDir);
    expect(modeOf(dataDir)).toBe(0o700);
    for (const open of [dataDir, join(dataDir, 'database')]) chmodSync(open, 0o755);
    expect(reachable(dataDir).length).toBeGreaterThan(500);
    await withStore({ data: dataDir }, async store => void (await store.query('SELECT 1')));
    expect([modeOf(dataDir), reachable(dataDir)]).toEqual([0o700, []]);
  });

  test('keeps a folder that holds other things as well, and reaches nothing of ours in it', async () => {
    openUmask();
    const dataDir = join(tempFolder(), 'shared');
    mkdirSync(dataDir, { mode: 0o755 });
    writeFileSync(join(dataDir, SOMEBODY_ELSES), '');
    await fill(dataDir);
    const backend = await start(dataDir);
    onTestFinished(() => backend.stop());
    expect(modeOf(dataDir)).toBe(0o755);
    expect(reachable(dataDir)).toEqual([join(dataDir, SOMEBODY_ELSES)]);
  });
});

// Windows has no such modes.
test.skipIf(process.platform === 'win32')(
  'keys and secrets are for their owner only after a first start, and again after somebody opened them',
  async () => {
    openUmask();
    const dataDir = tempFolder();
    const first = await start(dataDir);
    onTestFinished(() => first.stop());
    expect(modesIn(dataDir)).toEqual(OWNER_ONLY);
    expect(readFileSync(join(dataDir, 'intake.key'), 'utf8').trim()).toBe(first.intakeKey);
    expect(JSON.parse(readFileSync(join(dataDir, 'agents.json'), 'utf8'))).toEqual(first.secrets);
    await first.stop();

    for (const name of SECRETS) chmodSync(join(dataDir, name), 0o644);
    // What a start that was cut short may have left behind: writing over it keeps its mode.
    writeFileSync(join(dataDir, 'agents.json.new'), '', { mode: 0o666 });
    const second = await start(dataDir);
    onTestFinished(() => second.stop());
    expect(modesIn(dataDir)).toEqual(OWNER_ONLY);
    expect(second.intakeKey).toBe(first.intakeKey);
  },
);
