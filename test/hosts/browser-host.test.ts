import { request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { type BrowserServer, serveBrowser } from '../../electron/browser/server.ts';
import { setLogSink } from '../../shared/lib/log.ts';
import { echoCore } from './echo-core.ts';

const page = { body: Buffer.from('<!doctype html>'), type: 'text/html; charset=utf-8', keep: false };
const script = { body: Buffer.from('1'), type: 'text/javascript; charset=utf-8', keep: true };
const logged: string[] = [];
let core: ReturnType<typeof echoCore>;
let server: BrowserServer;
let port: number;

beforeEach(async () => {
  logged.length = 0;
  setLogSink(line => logged.push(line));
  core = echoCore();
  const files = new Map([
    ['/index.html', page],
    ['/assets/a-1.js', script],
  ]);
  server = await serveBrowser(core, files, 0, { attachments: '/nowhere', exports: '/nowhere' });
  port = Number(new URL(server.url).port);
});
afterEach(() => server.close());

type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string };

/** Bare HTTP, so that Host, Origin and Cookie are just what an attacker would send. */
const ask = (method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path, headers }, response => {
      let text = '';
      response.on('data', chunk => (text += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });

const ours = () => ({ origin: server.url });
const cookieOf = (answer: Answer): string => String(answer.headers['set-cookie']).split(';')[0]!;
const signIn = async (): Promise<string> => cookieOf(await ask('POST', '/session', ours(), server.issueKey()));

type Opened = { socket: WebSocket | null; status: number };
const upgrade = (headers: Record<string, string>, path = '/bridge'): Promise<Opened> =>
  new Promise(resolve => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers, perMessageDeflate: false });
    socket.on('open', () => resolve({ socket, status: 101 }));
    socket.on('unexpected-response', (_request, response) => resolve({ socket: null, status: response.statusCode! }));
    socket.on('error', () => undefined);
  });
const join = async (): Promise<WebSocket> => (await upgrade({ ...ours(), cookie: await signIn() })).socket!;
const next = (socket: WebSocket): Promise<unknown> =>
  new Promise(resolve => socket.once('message', data => resolve(JSON.parse(String(data)))));
const closed = (socket: WebSocket): Promise<number> => new Promise(resolve => socket.once('close', resolve));

test('a page is given signs of life unasked, by which it knows that its host goes on', async () => {
  const socket = await join();
  expect(await next(socket)).toEqual({});
  expect(await next(socket)).toEqual({});
});

describe('X9 the loopback host trusts its own page only', () => {
  test('the key opens once; a second use gets 403 and no cookie', async () => {
    const key = server.issueKey();
    const first = await ask('POST', '/session', ours(), key);
    expect(first.status).toBe(204);
    expect(String(first.headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);

    const second = await ask('POST', '/session', ours(), key);
    expect(second.status).toBe(403);
    expect(second.headers['set-cookie']).toBeUndefined();
  });

  test('a reload with the cookie is known, a stranger is not', async () => {
    expect((await ask('GET', '/session', { cookie: await signIn() })).status).toBe(204);
    expect((await ask('GET', '/session')).status).toBe(401);
    expect((await ask('GET', '/session', { cookie: `foreword-${port}=${'a'.repeat(43)}` })).status).toBe(401);
  });

  test.each(['evil.example', 'localhost', '127.0.0.1', '127.0.0.1:1', '[::1]'])(
    'a name pointed at this machine gets 421 (%s)',
    async host => {
      const answer = await ask('GET', '/', { host });
      expect(answer.status).toBe(421);
      expect(answer.headers['set-cookie']).toBeUndefined();
      const cookie = await signIn();
      expect((await upgrade({ host, origin: `http://${host}`, cookie })).status).toBe(421);
    },
  );

  test.each(['null', 'http://evil.example', 'http://127.0.0.1:1', 'https://127.0.0.1', 'app://desk'])(
    'a foreign or null Origin gets 403 and uses up no key (%s)',
    async origin => {
      const key = server.issueKey();
      const answer = await ask('POST', '/session', { origin }, key);
      expect(answer.status).toBe(403);
      expect(answer.headers['set-cookie']).toBeUndefined();
      expect((await upgrade({ origin, cookie: await signIn() })).status).toBe(403);
      expect((await ask('POST', '/session', ours(), key)).status).toBe(204);
    },
  );

  test('what acts must send an Origin; a page of another site may not even load a file', async () => {
    expect((await ask('POST', '/session', {}, server.issueKey())).status).toBe(403);
    expect((await upgrade({ cookie: await signIn() })).status).toBe(403);
    const embedded = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' };
    expect((await ask('GET', '/assets/a-1.js', embedded)).status).toBe(403);
    const framed = { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' };
    expect((await ask('GET', '/', framed)).status).toBe(403);
  });

  test('no socket without the cookie, and none at another path', async () => {
    expect((await upgrade(ours())).status).toBe(401);
    expect((await upgrade({ ...ours(), cookie: await signIn() }, '/other')).status).toBe(403);
  });

  test('another launch key is given to the owner of the secret, and to no page', async () => {
    const bearer = { authorization: `Bearer ${server.ownerSecret}` };
    expect((await ask('POST', '/key', bearer)).status).toBe(200);
    expect((await ask('POST', '/key', { authorization: 'Bearer x' })).status).toBe(403);
    expect((await ask('POST', '/key', { ...bearer, ...ours() })).status).toBe(403);
    expect((await ask('POST', '/key', { ...bearer, host: 'evil.example' })).status).toBe(403);
  });

  test('the server listens on 127.0.0.1 and no other address', async () => {
    const reached = await new Promise(resolve => {
      const socket = connect({ host: '127.0.0.2', port }, () => resolve('reached'));
      socket.on('error', () => resolve('refused'));
    });
    expect(reached).toBe('refused');
  });
});

describe('the page', () => {
  test('carries a policy that allows nothing but its own files', async () => {
    const { headers } = await ask('GET', '/');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${port}`);
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });

  test.each(['/../package.json', '/assets/../../package.json', '/%2e%2e/package.json', '//etc/passwd', '/nothing.js'])(
    'no path reaches the file system (%s)',
    async path => {
      const { status, body } = await ask('GET', path);
      expect(body).not.toContain('foreword"');
      expect(status === 404 || body === '<!doctype html>').toBe(true);
    },
  );

  test('methods other than reading are refused', async () => {
    expect((await ask('PUT', '/', ours())).status).toBe(405);
    expect((await ask('DELETE', '/index.html', ours())).status).toBe(405);
  });
});

describe('X5 forged calls over the socket', () => {
  test('a call is answered under its own id, pushes reach the page', async () => {
    const socket = await join();
    socket.send(JSON.stringify({ id: 7, name: 'outbox.read', input: {} }));
    expect(await next(socket)).toEqual({ id: 7, reply: { ok: true, value: [] } });
    core.say({ topic: 'work' });
    expect(await next(socket)).toEqual({ push: { topic: 'work' } });
  });

  test.each([
    { id: 1, name: '__proto__', input: {} },
    { id: 1, name: 'constructor', input: {} },
    { id: 1, name: 'toString', input: {} },
    { id: 1, name: 'no.such', input: {} },
    { id: 1, name: 'outbox.read', input: 'text' },
  ])('$name with $input is refused and the host lives', async call => {
    const socket = await join();
    socket.send(JSON.stringify(call));
    expect(await next(socket)).toMatchObject({ id: 1, reply: { ok: false, code: 'bad-input' } });
    socket.send('{"id":2,"name":"outbox.read","input":{}}');
    expect(await next(socket)).toMatchObject({ id: 2, reply: { ok: true } });
  });

  test('a __proto__ key in the input changes no object', async () => {
    const socket = await join();
    socket.send('{"id":1,"name":"outbox.read","input":{"__proto__":{"polluted":true}},"__proto__":{"polluted":true}}');
    await next(socket);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test.each(['nonsense', '[]', 'null', '{"id":"x","name":"outbox.read"}', '{"id":1}'])('%s is no call', async text => {
    const socket = await join();
    socket.send(text);
    expect(await next(socket)).toMatchObject({ id: -1, reply: { ok: false, code: 'bad-input' } });
    expect(core.calls).toEqual([]);
    expect(logged.some(line => line.includes('call.refused'))).toBe(true);
  });

  test('10 MB are refused unread, and a new page is served', async () => {
    const socket = await join();
    socket.send(JSON.stringify({ id: 1, name: 'outbox.read', input: 'x'.repeat(10_000_000) }));
    expect(await closed(socket)).toBe(1009);
    expect(core.calls).toEqual([]);
    const again = await join();
    again.send('{"id":2,"name":"outbox.read","input":{}}');
    expect(await next(again)).toMatchObject({ reply: { ok: true } });
  });

  test('X4 a link is judged by the host before anybody is asked, and never opened by it', async () => {
    const socket = await join();
    socket.send('{"id":1,"name":"link.open","input":{"url":"file:///etc/passwd"}}');
    expect(await next(socket)).toMatchObject({ reply: { ok: false, code: 'denied' } });
    socket.send('{"id":2,"name":"link.open","input":{"url":"https://larkwing.example"}}');
    expect(await next(socket)).toEqual({ id: 2, reply: { ok: true, value: { opened: false } } });
    expect(core.calls).toEqual([]);
  });
});
