// A desk: the real core over real files, and what survives of them when its process dies.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Core, startCore } from '../../electron/core/core.ts';
import { filesOf } from '../../electron/core/config.ts';
import type { Connection, Push } from '../../shared/contract/bridge.ts';
import { type Bridge, bridgeOver } from '../../shared/contract/client.ts';
import { type Left, leftBy } from './cached.ts';
import type { Chance } from './chance.ts';
import type { Network } from './network.ts';
import type { Owner, Time } from './time.ts';

export type Desk = {
  readonly name: string;
  readonly agentId: string;
  owner: Owner;
  bridge: Bridge;
  core: Core;
  files: ReturnType<typeof filesOf>;
  /** What the screen was last told of its connection; null: nothing yet. */
  screen: { connection: Connection | null };
  /** What the life before this one left of what may not be lost; null: there was none. */
  left: Left | null;
  startedAt: number;
  life: number;
};
type Parts = {
  readonly folder: string;
  readonly time: Time;
  readonly chance: Chance;
  readonly network: Network;
};

export function openDesk(parts: Parts, name: string, agentId: string, before: Desk | null = null): Desk {
  const { folder, time, chance, network } = parts;
  const life = (before?.life ?? 0) + 1;
  const owner = time.owner(name, chance.whole(-40_000, 40_000));
  const dataDir = join(folder, `${name.replaceAll(' ', '-')}-${life}`);
  const config = {
    dataDir,
    backendUrl: 'http://backend.invalid',
    agentName: name,
    secret: 'secret',
    deskId: `desk-${agentId}`,
    host: 'browser' as const,
    version: '0',
  };
  const files = filesOf(config);
  if (before) {
    // What the operating system has of the files at this moment: a process that is killed says no goodbye.
    mkdirSync(files.folder, { recursive: true });
    cpSync(before.files.folder, files.folder, { recursive: true });
    // A cache may be lost; the outbox beside it may not.
    if (chance.once(0.3)) for (const end of ['', '-wal', '-shm']) rmSync(`${files.cache}${end}`, { force: true });
  }
  const left = before ? leftBy(files.outbox) : null;
  const screen: Desk['screen'] = { connection: null };
  const show = (push: Push): void => {
    if (push.topic === 'connection') screen.connection = push.connection;
  };
  const core = time.owners.run(owner, () =>
    startCore(config, show, {
      clock: owner.clock,
      random: chance.next,
      lockWaitMs: 0,
      dial: network.dialFor(owner),
      fetch: network.fetchFor(owner),
    }),
  );
  const call: Core['call'] = (method, input) => time.owners.run(owner, () => core.call(method, input));
  const bridge = bridgeOver({ call, onPush: () => () => undefined });
  return { name, agentId, owner, bridge, core, files, screen, left, startedAt: time.now(), life };
}

/** Ends the process at once. The files are let go of behind its back; its next life has a copy from before that. */
export function killDesk(desk: Desk, network: Network): void {
  desk.owner.alive = false;
  network.gone(desk.owner);
}
