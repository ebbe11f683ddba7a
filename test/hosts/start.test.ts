// What `npm start` decides and says, part by part; with real programs: e2e/start.test.ts.
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { requireSameDesk, requireSameStory, runningBackend } from '../../build/start/beside.ts';
import { type Death, Family, type Started } from '../../build/start/family.ts';
import { keepRunning, words } from '../../build/start/keep-running.ts';
import { prepareData, secretOf, tryBackend } from '../../build/start/preflight.ts';
import { WIRE_VERSION } from '../../shared/contract/wire.ts';

function tempFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'foreword-start-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

type Answers = Readonly<Record<string, [number, object]>>;
type Serving = { readonly url: string; readonly asked: string[] };

async function serving(routes: Answers): Promise<Serving> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const route = `${request.method} ${request.url}`;
    asked.push(route);
    const [status, body] = routes[route] ?? [404, {}];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

describe('a backend that ends by itself', () => {
  /** Backends that live for so many milliseconds each, by a clock of their own; null: one that does not start. */
  function lives(...lifetimes: (number | null)[]) {
    let now = 0;
    const said: string[] = [];
    const pauses: number[] = [];
    const started = (lifetime: number): Started => {
      const died = Promise.resolve().then((): Death => {
        now += lifetime;
        return { name: 'backend', exitCode: null };
      });
      return { ready: true, url: 'http://127.0.0.1:1', died };
    };
    const [first, ...later] = lifetimes;
    let ended = (): void => undefined;
    const over = new Promise<void>(resolve => (ended = resolve));
    const keeping = {
      again: async (): Promise<Started> => {
        if (later.length === 0) {
          ended();
          return { ...started(0), died: new Promise<Death>(() => undefined) };
        }
        const lifetime = later.shift()!;
        if (lifetime === null) throw new Error('the port is taken');
        return started(lifetime);
      },
      say: (sentence: string) => void said.push(sentence),
      logFile: 'backend.log',
      wait: async (ms: number) => void ((now += ms), pauses.push(ms)),
      now: () => now,
    };
    const done = keepRunning(started(first!), keeping);
    return { said, pauses, end: () => Promise.race([done.then(() => 'given up'), over.then(() => 'running')]) };
  }

  test('is started again, and that is said in a line each', async () => {
    const { said, pauses, end } = lives(5_000);
    expect(await end()).toBe('running');
    expect(pauses).toEqual([500]);
    expect(said[0]).toBe(words.ended);
  });

  test('again and again with longer pauses, and not for ever: then it says what to do', async () => {
    const { said, pauses, end } = lives(1_000, 1_000, null, null, 1_000, 1_000, 1_000, 1_000);
    expect(await end()).toBe('given up');
    expect(pauses).toEqual([500, 2_000, 5_000, 10_000, 20_000]);
    expect(said.at(-1)).toBe(words.givenUp('backend.log'));
    expect(said.filter(sentence => sentence === words.givenUp('backend.log'))).toHaveLength(1);
  });

  test('after a long while is another matter, and begins with the shortest pause', async () => {
    const { pauses, end } = lives(1_000, 90_000, 1_000, 90_000, 90_000, 90_000, 90_000, 90_000);
    expect(await end()).toBe('running');
    expect(pauses).toEqual([500, 500, 2_000, 500, 500, 500, 500, 500]);
  });
});

describe('a start beside a running one', () => {
  const backend = { url: 'http://127.0.0.1:1', scenario: 'escalated-call', speed: 2 };
  const desk = {
    url: 'http://127.0.0.1:4711',
    pid: 1,
    secret: 's',
    agent: 'Mara Lindholm',
    options: { backend: 'http://127.0.0.1:1', unprotected: 'warn' },
  };

  test('may say again what is so, or nothing', () => {
    for (const given of [{}, { scenario: 'escalated-call', speed: '2' }])
      expect(() => requireSameStory(given, backend)).not.toThrow();
    for (const given of [{}, { port: '4711', unprotected: 'warn' }, { scenario: 'busy' }])
      expect(() => requireSameDesk(given, desk)).not.toThrow();
  });

  test('is told in one sentence what it cannot have', () => {
    expect(() => requireSameStory({ scenario: 'busy' }, backend)).toThrow(
      'The backend is already running with --scenario escalated-call; end it first to have --scenario busy.',
    );
    expect(() => requireSameStory({ speed: '4' }, backend)).toThrow(/with --speed 2; .+ --speed 4\.$/);
    expect(() => requireSameDesk({ port: '5555' }, desk)).toThrow(
      'The desk of Mara Lindholm is already running with --port 4711; end it first to have --port 5555.',
    );
    expect(() => requireSameDesk({ keep: 'days=9' }, desk)).toThrow(/running without --keep; .+ --keep days=9\.$/);
    expect(() => requireSameDesk({ backend: 'http://a.example' }, desk)).toThrow(/with --backend http:\/\/127/);
  });

  test('knows what the backend plays, and takes no notice of one that is gone or of a torn file', async () => {
    const folder = tempFolder();
    const keep = (text: string): void => writeFileSync(join(folder, 'backend.json'), text);
    expect(await runningBackend(folder)).toBeNull();
    keep('{"url":');
    expect(await runningBackend(folder)).toBeNull();
    const { url } = await serving({ 'GET /health': [200, { ok: true }] });
    keep(JSON.stringify({ url, pid: 1, scenario: 'busy', speed: 4 }));
    expect(await runningBackend(folder)).toEqual({ url, scenario: 'busy', speed: 4 });
    const { url: other } = await serving({ 'GET /health': [500, {}] });
    keep(JSON.stringify({ url: other, pid: 1 }));
    expect(await runningBackend(folder)).toBeNull();
  });
});

describe('what answers at the address of a backend', () => {
  const met = { 'GET /health': [200, { ok: true, version: WIRE_VERSION }] } as const;
  const meeting = async (routes: object) => {
    const { url, asked } = await serving(routes as Answers);
    const outcome = await tryBackend(url, 'Mara Lindholm', 'secret').catch((error: Error) => error.message);
    return { outcome: outcome.replace(url, 'URL'), asked };
  };

  test('is asked who it is before the secret is sent, and anything else never gets it', async () => {
    for (const routes of [
      { 'POST /session': [401, {}] },
      { 'POST /session': [403, {}], 'GET /health': [401, {}] },
      { 'GET /health': [200, { ok: true, version: '1' }] },
      { 'GET /health': [200, 'healthy'] },
    ]) {
      const { outcome, asked } = await meeting(routes);
      expect(outcome).toBe('What answers at URL is not a Foreword backend; check --backend.');
      expect(asked).toEqual(['GET /health']);
    }
  });

  test('is a backend: its words on the secret count, and those on anything else', async () => {
    expect((await meeting({ ...met, 'POST /session': [200, { token: 't' }] })).outcome).toBe('signed-in');
    expect((await meeting({ ...met, 'POST /session': [401, {}] })).outcome).toMatch(/does not know Mara Lindholm/);
    expect((await meeting({ ...met, 'POST /session': [429, {}] })).outcome).toMatch(/answered a sign-in with 429/);
    expect((await meeting({ ...met, 'POST /session': [503, {}] })).outcome).toBe('no-answer');
    expect((await meeting({ 'GET /health': [503, {}] })).outcome).toBe('no-answer');
  });

  test('speaks another version', async () => {
    const health = (version: number) => ({ 'GET /health': [200, { version }] });
    expect((await meeting(health(WIRE_VERSION + 1))).outcome).toMatch(/update this desk\.$/);
    expect((await meeting(health(WIRE_VERSION - 1))).outcome).toMatch(/update the backend\.$/);
  });
});

describe('a program that cannot start', () => {
  const saying = (answer: object) => ({
    name: 'backend',
    program: process.execPath,
    args: ['-e', `console.log(${JSON.stringify(JSON.stringify(answer))})`],
  });

  test.each(['The disk is full', 'The disk is full.'])('says why, with one full stop: %s', async reason => {
    const logFile = join(tempFolder(), 'log');
    const starting = new Family().start({ ...saying({ ready: false, reason }), logFile });
    await expect(starting).rejects.toThrow(/^The backend could not start: The disk is full\.$/);
  });

  test('is not started at all once everything is ending', async () => {
    const family = new Family();
    await family.end();
    await expect(family.start({ ...saying({ ready: true, url: '' }), logFile: '/dev/null' })).rejects.toThrow(/ending/);
  });
});

describe('the data folder', () => {
  test('is made with its parents, for its owner only', async () => {
    const folder = join(tempFolder(), 'a', 'b');
    await prepareData(folder);
    await prepareData(folder);
    expect(statSync(folder).mode & 0o777).toBe(process.platform === 'win32' ? 0o666 : 0o700);
  });

  test('that is a file, or lies in one, is refused in one sentence', async () => {
    const file = join(tempFolder(), 'file');
    writeFileSync(file, '');
    await expect(prepareData(file)).rejects.toThrow(/there is a file of that name\. Choose another with --data\.$/);
    await expect(prepareData(join(file, 'in'))).rejects.toThrow(/a part of that path is a file\. Choose another/);
  });

  test.runIf(existsSync('/proc/self'))('where nobody can make one is refused, not tried for ever', async () => {
    await expect(prepareData('/proc/foreword/data')).rejects.toThrow(
      /^The data folder \/proc\/foreword\/data cannot be used: /,
    );
  });
});

test('an agent whom the secrets do not know is answered with those whom they do', async () => {
  const file = join(tempFolder(), 'agents.json');
  writeFileSync(file, JSON.stringify({ 'Mara Lindholm': 'a', 'Ruth Okafor': 'b' }), { mode: 0o600 });
  expect(await secretOf(file, 'Ruth Okafor')).toBe('b');
  await expect(secretOf(file, 'Nobody')).rejects.toThrow(
    `There is no agent called "Nobody" in ${file}; check --agent. It knows Mara Lindholm, Ruth Okafor.`,
  );
});
