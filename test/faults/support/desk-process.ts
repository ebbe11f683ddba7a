// A desk as a person has it, without the page: the built host in a process of its own, spoken to as its page speaks to it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { filesOf } from '../../../electron/core/config.ts';
import { openCache } from '../../../electron/core/cache/files/open.ts';
import { type Bridge, bridgeOver } from '../../../shared/contract/client.ts';
import type { Push } from '../../../shared/contract/bridge.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { contentHash } from '../../core/support/hash.ts';
import type { TestBackend } from '../../e2e/harness/backend.ts';
import { out, startProgram } from '../../e2e/harness/processes.ts';
import { deskKeys } from '../../support/desk-keys.ts';

const AGENT = 'Mara Lindholm';

export type DeskProcess = {
  readonly bridge: Bridge;
  readonly pushes: Push[];
  readonly dataDir: string;
  readonly agent: string;
  readonly files: ReturnType<typeof filesOf>;
  /** Of the host, with the core in it. */
  readonly pid: number;
  stop(): Promise<void>;
  kill(): Promise<void>;
};

/** Signs in with the link's key as the page does, and speaks the host's socket. A call under way when it ends is a fault. */
async function bridgeTo(link: string, pushes: Push[]): Promise<Bridge> {
  const { origin, host, hash } = new URL(link);
  const signedIn = await fetch(`${origin}/session`, { method: 'POST', headers: { origin }, body: hash.slice(1) });
  const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
  const socket = new WebSocket(`ws://${host}/bridge`, { headers: { origin, cookie }, perMessageDeflate: false });
  const waiting = new Map<number, { resolve: (reply: unknown) => void; reject: (error: Error) => void }>();
  let asked = 0;
  socket.on('message', data => {
    const message = JSON.parse(String(data)) as { id?: number; reply?: unknown; push?: Push };
    if (message.push) pushes.push(message.push);
    if (message.id === undefined) return;
    waiting.get(message.id)?.resolve(message.reply);
    waiting.delete(message.id);
  });
  socket.on('error', () => undefined); // `close` follows
  socket.on('close', () => waiting.forEach(({ reject }) => reject(new Fault('offline', 'the desk has ended'))));
  await new Promise(resolve => socket.once('open', resolve));
  return bridgeOver({
    call: (name, input) =>
      new Promise((resolve, reject) => {
        if (socket.readyState !== WebSocket.OPEN) return reject(new Fault('offline', 'the desk has ended'));
        waiting.set(++asked, { resolve, reject });
        socket.send(JSON.stringify({ id: asked, name, input }));
      }),
    onPush: () => () => {},
  });
}

type DeskProcessOptions = {
  url?: string;
  dataDir?: string;
  agent?: string;
  variables?: Readonly<Record<string, string>>;
};

/** Ends with the test, whatever has become of it by then. */
export async function startDeskProcess(
  backend: TestBackend,
  { url = backend.url, dataDir = deskFolder(), agent = AGENT, variables }: DeskProcessOptions = {},
): Promise<DeskProcess> {
  const given = [`--data=${dataDir}`, `--backend=${url}`, `--agent=${agent}`, `--secret-file=${backend.secretFile}`];
  const program = await startProgram([join(out, 'browser.js'), ...given], undefined, variables);
  onTestFinished(() => program.kill());
  const pushes: Push[] = [];
  const bridge = await bridgeTo(program.ready.url, pushes);
  const files = filesOf({ dataDir, agentName: agent });
  return { bridge, pushes, dataDir, agent, files, pid: program.child.pid!, stop: program.stop, kill: program.kill };
}

export function deskFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'foreword-desk-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** What the feed has brought to a desk that has ended, as one hash. */
export function hashOf({ files, dataDir, agent }: DeskProcess): string {
  const opened = openCache(files.cache, { now: Date.now, key: deskKeys(dataDir, agent).cache });
  try {
    return contentHash(opened.cache);
  } finally {
    opened.close();
  }
}
