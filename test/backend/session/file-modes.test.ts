// Whoever else has an account on the machine must not read what lets one in.
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startBackend } from '../../../backend/backend.ts';
import { demoSeed } from '../../../backend/connectors/scenario/seed.ts';

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
