// Exports on their way out of the browser host: once, for the page that is signed in, and then not on the desk any more.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BrowserServer, serveBrowser } from '../../electron/browser/server.ts';
import type { SpawnedCore } from '../../electron/core/spawn.ts';
import { type HandedExport, saveExport } from '../../electron/host/export-calls.ts';
import { printShelf } from '../../electron/host/print-shelf.ts';
import { bridgeOver } from '../../shared/contract/client.ts';
import type { Reply } from '../../shared/contract/bridge.ts';
import { setLogSink } from '../../shared/lib/log.ts';
import { WebSocket } from 'ws';

setLogSink(() => undefined);
const ID = '0199aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee';
const WORDS = '<!doctype html><p>Words</p>';
let folder: string;
let server: BrowserServer;
let told: string[];
let file: { file: string; name: string; format: string; size: number; entries: number };

/** A core that has one export on disk. */
const core = (): SpawnedCore => ({
  call: async (name): Promise<Reply> => {
    told.push(String(name));
    return { ok: true, value: name === 'export.file' ? file : {} };
  },
  onPush: () => () => undefined,
  ready: Promise.resolve(),
  stop: async () => undefined,
});

beforeEach(async () => {
  told = [];
  folder = await mkdtemp(join(tmpdir(), 'foreword-exports-'));
  file = { file: `${ID}.html`, name: '../Foreword\u202e case.html', format: 'html', size: WORDS.length, entries: 1 };
  await writeFile(join(folder, file.file), WORDS);
  server = await serveBrowser(core(), new Map(), 0, { attachments: folder, exports: folder });
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

async function signIn(): Promise<string> {
  const headers = { origin: server.url };
  const answer = await fetch(`${server.url}/session`, { method: 'POST', headers, body: server.issueKey() });
  return answer.headers.get('set-cookie')!.split(';')[0]!;
}
async function save(cookie: string) {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/bridge`, {
    headers: { cookie, origin: server.url },
  });
  await new Promise(resolve => socket.once('open', resolve));
  const call = (name: unknown, input: unknown): Promise<Reply> =>
    new Promise(resolve => {
      socket.once('message', data => resolve((JSON.parse(String(data)) as { reply: Reply }).reply));
      socket.send(JSON.stringify({ id: 1, name, input }));
    });
  const saved = await bridgeOver({ call, onPush: () => () => undefined }).call('export.save', { exportId: ID });
  socket.close();
  return saved;
}

test('a file is downloaded once under a safe name, and is then let go', async () => {
  const cookie = await signIn();
  const { how, name, path } = await save(cookie);
  expect({ how, name }).toEqual({ how: 'download', name: 'Foreword case.html' });
  expect((await fetch(server.url + path)).status).toBe(401);
  expect(told).toEqual(['export.file']);
  const got = await fetch(server.url + path, { headers: { cookie } });
  expect(await got.text()).toBe(WORDS);
  expect(got.headers.get('content-disposition')).toContain('attachment; filename="Foreword case.html"');
  expect(got.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
  await expect.poll(() => told).toEqual(['export.file', 'export.handedOut']);
  expect((await fetch(server.url + path, { headers: { cookie } })).status).toBe(404);
});

test('what is to be printed is shown to the page’s own frame, once, and can run nothing', async () => {
  file = { ...file, format: 'pdf', name: 'Foreword case.pdf' };
  const cookie = await signIn();
  const { how, path } = await save(cookie);
  expect(how).toBe('print');
  const got = await fetch(server.url + path, { headers: { cookie } });
  expect(await got.text()).toBe(WORDS);
  const policy = got.headers.get('content-security-policy')!;
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'self'");
  expect(policy).toContain('sandbox allow-same-origin allow-modals');
  expect(policy).not.toMatch(/script|allow-scripts|https?:|\*/);
  expect((await fetch(server.url + path, { headers: { cookie } })).status).toBe(404);
});

test('a shelf forgets the oldest of what nobody takes', () => {
  const shelf = printShelf();
  const paths = Array.from({ length: 9 }, (_, i) => shelf.put({ path: String(i) }));
  expect(paths.map(path => shelf.take(path)?.path ?? null).filter(one => one !== null)).toEqual(['5', '6', '7', '8']);
});

const hostThat = (handExport: (file: HandedExport) => Promise<never>) => ({
  core: core(),
  exports: folder,
  handExport,
});

test.each(['../../../etc/passwd', `${ID}.exe`, '', `${ID}.html/../../x`])(
  'a core that named %j would be refused by the host',
  async named => {
    file = { ...file, file: named };
    const handed: unknown[] = [];
    const host = hostThat(async one => handed.push(one) as never);
    expect(await saveExport(host, { exportId: ID })).toMatchObject({ ok: false, code: 'internal' });
    expect(handed).toEqual([]);
  },
);

test('a disk without room is told as that', async () => {
  const host = hostThat(() => Promise.reject(Object.assign(new Error('no space'), { code: 'ENOSPC' })));
  expect(await saveExport(host, { exportId: ID })).toMatchObject({ ok: false, code: 'not-kept' });
  expect(await saveExport(host, { exportId: 7 })).toMatchObject({ ok: false, code: 'bad-input' });
});
