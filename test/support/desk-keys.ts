import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { type FileKey, openDriver } from '../../electron/core/cache/files/driver.ts';
import { filesOf } from '../../electron/core/config.ts';
import { keyFileOf, readLaunch } from '../../electron/host/launch.ts';

const none = { backend: 'http://127.0.0.1', 'secret-file': 'none' };
const keyText = (): string => randomBytes(32).toString('base64');

/** The keys of a desk in this folder as the browser host has them, made where there are none yet. */
export function deskKeys(data: string, agent: string) {
  const path = keyFileOf(readLaunch([], { ...none, data, agent }));
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const sealed = JSON.stringify({ cache: keyText(), outbox: keyText(), discard: 'nothing' });
    writeFileSync(path, JSON.stringify({ version: 1, by: 'file', sealed }), { mode: 0o600 });
  }
  const { sealed } = JSON.parse(readFileSync(path, 'utf8')) as { sealed: string };
  const { cache, outbox } = JSON.parse(sealed) as { cache: string; outbox: string };
  const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'base64'));
  return { cache: bytes(cache), outbox: bytes(outbox) };
}

/** Cache or outbox of a desk that is stopped, as SQLite sees it. */
export function openDeskDatabase(data: string, agent: string, which: 'cache' | 'outbox') {
  const key: FileKey = deskKeys(data, agent)[which];
  return openDriver(filesOf({ dataDir: data, agentName: agent })[which], { key });
}
