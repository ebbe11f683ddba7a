import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, vi } from 'vitest';
import { type Bridge, bridgeOver } from '../../../shared/contract/client.ts';
import type { Connection, Push } from '../../../shared/contract/bridge.ts';
import { setLogSink } from '../../../shared/lib/log.ts';
import { type Core, startCore } from '../../../electron/core/core.ts';
import type { CoreOptions } from '../../../electron/core/wiring/given.ts';
import type { GivenKeep } from '../../../electron/core/cache/keeping/keep-policy.ts';
import { filesOf } from '../../../electron/core/config.ts';
import { type FakeBackend, fakeBackend } from './fake-backend.ts';

export const logLines: string[] = [];
/** From now on, until another test file begins. */
export const keepLog = (): void => setLogSink(line => void logLines.push(line));

export function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'foreword-core-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export type Desk = { core: Core; bridge: Bridge; pushes: Push[]; files: ReturnType<typeof filesOf>; dataDir: string };

type DeskOptions = CoreOptions & { dataDir?: string; agentName?: string; secret?: string; keep?: GivenKeep };

/** A real core over real files; stopped when the test ends. */
export function startDesk(backendUrl: string, options: DeskOptions = {}): Desk {
  const dataDir = options.dataDir ?? tempFolder();
  const config = {
    dataDir,
    backendUrl,
    agentName: options.agentName ?? 'Mara Lindholm',
    secret: options.secret ?? 'secret',
    deskId: 'desk-1',
    host: 'browser' as const,
    version: '0.1.0',
    ...(options.keep ? { keep: options.keep } : {}),
  };
  keepLog();
  const pushes: Push[] = [];
  const timings = { pause: { firstMs: 20, longestMs: 100 }, ...options.timings };
  const core = startCore(config, push => pushes.push(push), { ...options, timings });
  onTestFinished(() => core.stop());
  const relay = { call: core.call, onPush: () => () => {} };
  return { core, bridge: bridgeOver(relay), pushes, files: filesOf(config), dataDir };
}

export async function startBackend(options: Parameters<typeof fakeBackend>[0] = {}): Promise<FakeBackend> {
  const backend = await fakeBackend(options);
  onTestFinished(() => backend.stop());
  return backend;
}

export const connectionIs = (desk: Pick<Desk, 'bridge'>, state: Connection['state'], timeout = 5_000): Promise<void> =>
  eventually(async () => expect((await desk.bridge.call('connection.read', {})).state).toBe(state), timeout);

export const eventually = (check: () => unknown, timeout = 15_000, interval = 15): Promise<void> =>
  vi.waitFor(async () => void (await check()), { timeout, interval });
