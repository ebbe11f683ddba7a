// Mails and files that leave the browser host: only for the page that is signed in, under policies of their own.
import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type BrowserServer, serveBrowser } from '../../electron/browser/server.ts';
import type { SpawnedCore } from '../../electron/core/spawn.ts';
import { answerCall, type Host } from '../../electron/host/own-calls.ts';
import { mailShelf } from '../../electron/host/mail-shelf.ts';
import { contentPolicy, dispositionOf } from '../../electron/host/policy.ts';
import { methods, type Reply } from '../../shared/contract/bridge.ts';
import { setLogSink } from '../../shared/lib/log.ts';
import { WebSocket } from 'ws';

setLogSink(() => undefined);
const FILE = `${'a'.repeat(64)}/${'b'.repeat(64)}`;
let fetched: unknown;
let folder: string;
let server: BrowserServer;

/** A core that has one attachment on disk. */
const core = (): SpawnedCore => ({
  call: async (): Promise<Reply> => ({ ok: true, value: fetched }),
  onPush: () => () => undefined,
  ready: Promise.resolve(),
  stop: async () => undefined,
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foreword-content-'));
  await mkdir(join(folder, 'a'.repeat(64)));
  await writeFile(join(folder, FILE), '<script>parent.ran = true</script>');
  fetched = { name: '../../\u202efdp.exe', type: 'text/html', size: 34, file: FILE };
  server = await serveBrowser(core(), new Map(), 0, { attachments: folder, exports: folder });
});
afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

type Answer = { status: number; headers: Record<string, unknown>; body: string };
const ask = (method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request(`${server.url}${path}`, { method, headers }, response => {
      let text = '';
      response.on('data', chunk => (text += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
const signIn = async (): Promise<{ cookie: string }> => {
  const answer = await ask('POST', '/session', { origin: server.url }, server.issueKey());
  return { cookie: String(answer.headers['set-cookie']).split(';')[0]! };
};
async function call(name: string, input: object, headers: { cookie: string }): Promise<{ reply: Reply }> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/bridge`, {
    headers: { ...headers, origin: server.url },
  });
  await new Promise(resolve => socket.once('open', resolve));
  const told = new Promise(resolve => socket.once('message', data => resolve(JSON.parse(String(data)))));
  socket.send(JSON.stringify({ id: 1, name, input }));
  const answer = (await told) as { reply: Reply };
  socket.close();
  return answer;
}
const pathIn = ({ reply }: { reply: Reply }): string => (reply as { value: { path: string } }).value.path;

describe('X3 a mail in its frame', () => {
  test.each([
    [false, 'img-src data:;'],
    [true, 'img-src data: https:;'],
  ])('with pictures %s it may load: %s', async (withPictures, images) => {
    const cookie = await signIn();
    const path = pathIn(await call('mail.show', { html: '<p>words</p>', withPictures }, cookie));
    const { status, headers, body } = await ask('GET', path, cookie);
    expect({ status, body }).toEqual({ status: 200, body: '<p>words</p>' });
    const policy = `${String(headers['content-security-policy'])};`;
    expect(policy).toContain("default-src 'none';");
    expect(policy).toContain(images);
    expect(policy).toContain("frame-ancestors 'self';");
    expect(policy).toMatch(/(?:^|; )sandbox;/);
    expect(policy).not.toContain('script');
  });

  test('is shown to the page that is signed in, and to nobody who guesses', async () => {
    const cookie = await signIn();
    const path = pathIn(await call('mail.show', { html: '<p>words</p>', withPictures: false }, cookie));
    expect((await ask('GET', path)).status).toBe(401);
    expect((await ask('GET', path, { ...cookie, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' })).status).toBe(403); // prettier-ignore
    expect((await ask('GET', '/mail/guessed', cookie)).status).toBe(404);
    expect((await ask('GET', `${path}x`, cookie)).status).toBe(404);
  });

  test('the shelf is short: the oldest mail makes room', () => {
    const shelf = mailShelf();
    const paths = Array.from({ length: 100 }, (_, i) => shelf.put(String(i), false));
    expect(shelf.at(paths[0]!)).toBeNull();
    expect(shelf.at(paths[99]!)!.body.toString()).toBe('99');
    expect(new Set(paths).size).toBe(100);
  });

  test('the page itself may load nothing from outside, whatever is in it', () => {
    expect(contentPolicy(["'self'"])).not.toMatch(/https?:|\*|unsafe/);
    expect(contentPolicy([])).toContain("img-src 'self' data:;");
  });
});

describe('X17 a file from outside', () => {
  const asked = { entryId: 'e', attachmentId: 'a' };

  test('is a download under a safe name and nothing else, once', async () => {
    const cookie = await signIn();
    const path = pathIn(await call('attachment.save', asked, cookie));
    expect((await ask('GET', path)).status).toBe(401);
    const { status, headers, body } = await ask('GET', path, cookie);
    expect({ status, body }).toEqual({ status: 200, body: '<script>parent.ran = true</script>' });
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="fdp.exe"; filename*=UTF-8''fdp.exe`,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
    });
    expect((await ask('GET', path, cookie)).status).toBe(404);
  });

  test('a name that is not plain ASCII, or tries to end the header, stays one name', () => {
    expect(dispositionOf('Größe "1".pdf')).toBe(
      `attachment; filename="Gr__e _1_.pdf"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22.pdf`,
    );
    expect(dispositionOf('a\r\nSet-Cookie: x')).not.toMatch(/[\r\n]/);
  });

  test.each(['../../../etc/passwd', `${FILE}/../../x`, '/etc/passwd', ''])(
    'a core that named %j would be refused by the host',
    async file => {
      const handedOut: unknown[] = [];
      fetched = { name: 'a', type: 't', size: 1, file };
      const host = {
        core: core(),
        mails: mailShelf(),
        attachments: folder,
        attachmentKey: () => null,
        exports: folder,
        handExport: async () => ({ how: 'declined', name: '', path: null }),
        openLink: async () => false,
        handOut: async (one: unknown) => (handedOut.push(one), { saved: true, path: null }),
      } satisfies Host;
      expect(await answerCall(host, 'attachment.save', asked)).toMatchObject({ ok: false, code: 'internal' });
      expect(handedOut).toEqual([]);
    },
  );

  test('one that has gone since is an error and no empty file', async () => {
    const cookie = await signIn();
    const path = pathIn(await call('attachment.save', asked, cookie));
    await rm(join(folder, FILE));
    expect((await ask('GET', path, cookie)).status).toBe(500);
  });
});

test('the host’s own calls are parsed as the contract says', async () => {
  const cookie = await signIn();
  expect(methods['mail.show'].input.safeParse({ html: 1 }).success).toBe(false);
  expect((await call('mail.show', { html: 1, withPictures: false }, cookie)).reply).toMatchObject({
    code: 'bad-input',
  });
  expect((await call('mail.show', { html: '' }, cookie)).reply).toMatchObject({ code: 'bad-input' });
});
