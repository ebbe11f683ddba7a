// A core over a copy of a corpus, and the backend that it takes this program for: pages come when they are given.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { FeedPage } from '../../shared/contract/wire.ts';
import { startCore } from '../../electron/core/core.ts';
import type { Dial, SocketListeners } from '../../electron/core/link/socket.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { mara } from '../core/support/records.ts';
import { type Corpus, cacheIn, keysIn, type Sealing, workFolder } from './corpus.ts';
import { AGENT } from './desk-files.ts';

/** A copy that may be written to; gone when this program ends. */
export function copyOf({ folder }: Corpus): string {
  const copy = mkdtempSync(join(workFolder(), 'copy-'));
  process.once('exit', () => rmSync(copy, { recursive: true, force: true }));
  cpSync(folder, copy, { recursive: true });
  return copy;
}
export const removeCopy = (folder: string): void => rmSync(folder, { recursive: true, force: true });

/** Takes the file's pages out of the system's cache (GNU dd; posix_fadvise, DONTNEED). False: this system has no such dd. */
export function dropPages(folder: string): boolean {
  const flags = [`of=${cacheIn(folder)}`, 'oflag=nocache', 'conv=notrunc,fdatasync', 'count=0', 'status=none'];
  return spawnSync('dd', flags).status === 0;
}

const INCARNATION = 'corpus';

/** A connection without a network. `page` resolves when the core has acknowledged it: true where it has been stored. */
export function line() {
  let listeners: SocketListeners | null = null;
  let opened: () => void = () => {};
  const live = new Promise<void>(resolve => (opened = resolve));
  const dial: Dial = (_url, _deskId, _token, listen) => {
    listeners = listen;
    setImmediate(() => {
      listen.session({ agent: mara, now: Date.now(), incarnation: INCARNATION, sessionId: 'session-1' });
      opened();
    });
    return {
      // The bench asks for nothing but to be given pages.
      request: (name => Promise.resolve(answerTo(name))) as ReturnType<Dial>['request'],
      close: why => listen.ended({ fault: new Fault('offline', why), replaced: false }),
    };
  };
  const token = { token: 'token', expiresAt: Date.now() + 86_400_000, agent: mara };
  const fetch = (async () => Response.json(token)) as typeof globalThis.fetch;
  return {
    dial,
    fetch,
    live,
    page: (page: FeedPage): Promise<boolean> =>
      new Promise((resolve, reject) => {
        if (!listeners) reject(new Error('the core has not dialled'));
        else listeners.feed(page, resolve);
      }),
  };
}
const answerTo = (name: string): object =>
  name === 'feed.resume'
    ? { ok: true, value: { incarnation: INCARNATION } }
    : { ok: false, code: 'offline', reason: 'a bench' };

/** As a desk has it: the journal is carried over by a thread of its own. */
export const FILE_THREAD = new URL('../../electron/core/cache/files/file-thread.worker.ts', import.meta.url);

export type CorpusCore = {
  ask<T>(name: string, input: object): Promise<T>;
  stop(): Promise<void>;
};

/** Of a desk over this copy. */
export const configOver = (folder: string, sealing: Sealing) =>
  ({
    dataDir: folder,
    backendUrl: 'http://127.0.0.1:9',
    agentName: AGENT,
    secret: 'secret',
    deskId: 'desk-corpus',
    host: 'browser',
    version: 'bench',
    keys: keysIn(folder, sealing),
    keep: { megabytes: 100_000, freeMegabytes: 0 },
  }) as const;

/** The core itself, in this thread. Without a line it stays offline. */
export async function coreOver(
  folder: string,
  sealing: Sealing = 'sealed',
  to?: ReturnType<typeof line>,
): Promise<CorpusCore> {
  const core = startCore(configOver(folder, sealing), () => {}, {
    fileThreadUrl: FILE_THREAD,
    ...(to ? { dial: to.dial, fetch: to.fetch } : {}),
  });
  const ask = async <T>(name: string, input: object): Promise<T> => {
    const reply = await core.call(name, input);
    if (!reply.ok) throw new Error(`${name}: ${reply.message}`);
    return reply.value as T;
  };
  // Nothing is too old before a bench says so.
  await ask('keeping.write', { days: 36_500 });
  return { ask, stop: () => core.stop() };
}
