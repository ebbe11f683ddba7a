import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withStore } from '../../backend/store/beside.ts';
import { CHROMIUM_ARGS, ensureChromium } from '../../build/chromium.ts';
import { WIRE_VERSION } from '../../shared/contract/wire.ts';
import { built } from './harness/built.ts';
import { prepare } from './harness/prepared.ts';
import { out, root } from './harness/processes.ts';
import { connection, region, untilLive } from './harness/screen.ts';
import { npmStart, processesNaming, type Terminal } from './harness/terminal.ts';

let folder: string;
let running: Terminal[] = [];
let browsers: Browser[] = [];

beforeAll(async () => void (await built()));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foreword-start-'));
});
afterEach(async () => {
  await Promise.all(browsers.splice(0).map(browser => browser.close()));
  const ended = running.splice(0).map(terminal => (terminal.signal('SIGTERM'), terminal.ended));
  await Promise.all(ended);
  rmSync(folder, { recursive: true, force: true });
});

const start = (...args: string[]): Terminal => {
  const terminal = npmStart('--no-open', '--scenario', 'none', '--data', folder, ...args);
  running.push(terminal);
  return terminal;
};
/** What a person sees who opens the link. */
async function shown(link: string): Promise<Page> {
  const browser = await chromium.launch({ executablePath: ensureChromium(), args: [...CHROMIUM_ARGS] });
  browsers.push(browser);
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(link);
  return page;
}
const linkOf = (line: string): string => /Open (http\S+)/.exec(line)![1]!;
const pidOf = (program: string): number =>
  Number(
    processesNaming(folder)
      .find(line => line.includes(program))!
      .trim()
      .split(' ')[0],
  );

/** Every program and page that was built, and npm's word of what is installed, each with when it was last written. */
function installedAndBuilt(): Record<string, string> {
  const built = readdirSync(out, { recursive: true, withFileTypes: true })
    // Of another test beside this one, which looks whether there is anything to build.
    .filter(entry => entry.isFile() && entry.name !== '.lock')
    .map(entry => join(entry.parentPath, entry.name));
  const installed = ['.package-lock.json', '.foreword-installed'].map(name => join(root, 'node_modules', name));
  const written = (file: string): string => {
    const { mtimeNs, ctimeNs, ino } = statSync(file, { bigint: true });
    return `${ino} ${mtimeNs} ${ctimeNs}`;
  };
  return Object.fromEntries([...installed, ...built].map(file => [file, written(file)]));
}

/** Something that answers HTTP at an address, as told. */
async function answering(routes: Record<string, [number, object]>): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    const [status, body] = routes[`${request.method} ${request.url}`] ?? [404, {}];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}

describe('npm start', () => {
  test('the first time: says which host and why, prints one link, and Ctrl-C ends every process', async () => {
    const terminal = start();
    const link = linkOf(await terminal.line(/^Open /));
    expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#[\w-]{43}$/);
    expect(terminal.text()).toMatch(/^Showing the desk in the browser: .+\.$/m);
    expect(processesNaming(folder).length).toBeGreaterThanOrEqual(3);
    // Made just now, for the owner's eyes only, and on no command line.
    const secrets = JSON.parse(readFileSync(join(folder, 'agents.json'), 'utf8')) as Record<string, string>;
    expect(Object.keys(secrets)).toContain('Mara Lindholm');
    expect(statSync(join(folder, 'agents.json')).mode & 0o077).toBe(0);
    for (const secret of Object.values(secrets)) expect(processesNaming(secret)).toEqual([]);

    terminal.signal('SIGINT');
    expect(await terminal.ended).toBe(0);
    expect(processesNaming(folder)).toEqual([]);
  });

  // What follows is about programs that run: their data is there already.
  test('a second start writes nothing that was installed or built, and says nothing of either', async () => {
    await prepare(folder);
    const first = start();
    await first.line(/^Open /);
    first.signal('SIGTERM');
    await first.ended;
    const before = installedAndBuilt();
    expect(Object.keys(before).length).toBeGreaterThan(10);
    const second = start();
    await second.line(/^Open /);
    expect(installedAndBuilt()).toEqual(before);
    // Where it installs or builds it says so here.
    expect(second.errors()).toBe('');
  });

  test('a start beside a running one gives another link to it, and leaves it alone', async () => {
    await prepare(folder);
    const first = start();
    const link = linkOf(await first.line(/^Open /));
    const second = start();
    const other = linkOf(await second.line(/^Open /));
    expect(await second.ended).toBe(0);
    expect(new URL(other).origin).toBe(new URL(link).origin);
    expect(other).not.toBe(link);
    expect((await fetch(new URL('/', link))).status).toBe(200);
  });

  test('a start for somebody else beside a running one opens a second desk over the same backend', async () => {
    await prepare(folder);
    const first = start();
    const link = linkOf(await first.line(/^Open /));
    const second = start('--agent', 'Ruth Okafor');
    const other = linkOf(await second.line(/^Open /));
    expect(second.text()).toMatch(/^A backend is already running with this data, so this desk joins it; .+\.$/m);
    expect(new URL(other).origin).not.toBe(new URL(link).origin);
    expect(processesNaming(folder).filter(line => line.includes('backend.js'))).toHaveLength(1);
    const page = await shown(other);
    await untilLive(page);
    // Hers alone of the team: she leads.
    await page.getByRole('navigation').getByRole('link', { name: 'Queues', exact: true }).waitFor();

    second.signal('SIGINT');
    expect(await second.ended).toBe(0);
    expect((await fetch(new URL('/', link))).status).toBe(200);
    expect(processesNaming(folder).filter(line => line.includes('backend.js'))).toHaveLength(1);
  });

  test('a start beside a running one that asks for what it cannot have is refused, and the running one goes on', async () => {
    await prepare(folder);
    const first = start();
    const link = linkOf(await first.line(/^Open /));
    const { port } = new URL(link);
    const asked = (...args: string[]) => refusal('--data', folder, ...args);
    expect(await asked('--port', port === '5555' ? '5556' : '5555')).toEqual([
      1,
      expect.stringMatching(/^The desk of Mara Lindholm is already running with --port \d+; end it first .+\.$/),
    ]);
    expect(await asked('--scenario', 'busy')).toEqual([
      1,
      expect.stringMatching(/^The backend is already running with --scenario none; end it first .+\.$/),
    ]);
    expect(await asked('--agent', 'Nobody Here')).toEqual([
      2,
      expect.stringMatching(/^There is no agent called "Nobody Here" .+\.$/),
    ]);
    expect((await fetch(new URL('/', link))).status).toBe(200);
  });

  test('whoever of the team is named sits there: the call of the story rings at them, and nobody answers for them', async () => {
    await prepare(folder);
    const terminal = npmStart('--no-open', '--data', folder, '--speed', '10', '--agent', 'Priya Shah');
    running.push(terminal);
    const page = await shown(linkOf(await terminal.line(/^Open /)));
    const offer = region(page, 'Offer');
    await offer.getByText('Imogen Castellanos-Reid').first().waitFor({ timeout: 60_000 });
    // Fifty times as long as somebody who is played lets it ring: it is the caller who gives up, or the ring that ends.
    const gone = page.getByText(/^(?:Withdrawn|No answer: the call went back)/);
    await gone.first().waitFor({ timeout: 60_000 });
    terminal.signal('SIGINT');
    await terminal.ended;
    const acting = await withStore({ data: folder }, store =>
      store.query<{ who: string }>(`SELECT DISTINCT agent_id AS who FROM ledger WHERE command_id IS NOT NULL`),
    );
    expect(acting.length).toBeGreaterThan(0);
    expect(acting.map(({ who }) => who)).not.toContain('agent-priya');
  });

  test('when the desk dies, it says so, stops the rest and fails', async () => {
    await prepare(folder);
    const terminal = start();
    await terminal.line(/^Open /);
    process.kill(pidOf('browser.js'), 'SIGKILL');
    expect(await terminal.ended).toBe(1);
    expect(terminal.errors()).toMatch(
      /^The desk ended by itself, so everything was stopped; .+desk\.log says more\.$/m,
    );
    expect(processesNaming(folder)).toEqual([]);
  });

  test('when the backend dies, the desk stays and is live again on a backend at the same address, and Ctrl-C ends both', async () => {
    await prepare(folder);
    const terminal = start();
    const link = linkOf(await terminal.line(/^Open /));
    const page = await shown(link);
    await untilLive(page);
    const before = pidOf('backend.js');
    const url = (): string => (JSON.parse(readFileSync(join(folder, 'backend.json'), 'utf8')) as { url: string }).url;
    const was = url();
    process.kill(before, 'SIGKILL');
    await connection(page).filter({ hasText: 'Offline' }).waitFor();
    await terminal.line(
      /^The backend ended by itself; it is started again, and the desk goes on offline until then\.$/,
    );
    await terminal.line(/^The backend is running again\.$/);
    await untilLive(page);
    expect(url()).toBe(was);
    expect(pidOf('backend.js')).not.toBe(before);

    terminal.signal('SIGINT');
    expect(await terminal.ended).toBe(0);
    expect(processesNaming(folder)).toEqual([]);
  });

  test('Ctrl-C while a backend that has died is waited for ends everything, and nothing is started after it', async () => {
    await prepare(folder);
    const terminal = start();
    await terminal.line(/^Open /);
    process.kill(pidOf('backend.js'), 'SIGKILL');
    await terminal.line(/^The backend ended by itself/);
    terminal.signal('SIGINT');
    expect(await terminal.ended).toBe(0);
    expect(processesNaming(folder)).toEqual([]);
    expect(terminal.text() + terminal.errors()).not.toMatch(/running again|keeps ending/);
  });

  test('killed without a word, it leaves nothing behind', async () => {
    await prepare(folder);
    const terminal = start();
    await terminal.line(/^Open /);
    process.kill(pidOf('out/start.js'), 'SIGKILL');
    await expect.poll(() => processesNaming(folder), { timeout: 15_000 }).toEqual([]);
  });
});

const refusal = async (...args: string[]): Promise<[number, string]> => {
  const terminal = npmStart('--no-open', ...args);
  const code = await terminal.ended;
  return [code, terminal.errors().trim()];
};

describe('what is in the way is said in one sentence', () => {
  const sentence = /^[^\n]+\.$/;

  test('a wrong option: exit code 2', async () => {
    const [code, words] = await refusal('--hots', 'browser');
    expect(code).toBe(2);
    expect(words).toMatch(sentence);
    expect(words).toContain('--hots');
  });

  test('Electron asked for where it cannot run', async () => {
    expect(await refusal('--data', folder, '--host', 'electron')).toEqual([
      1,
      expect.stringMatching(/^--host electron cannot be used: .+\.$/),
    ]);
  });

  test('a port in use', async () => {
    await prepare(folder);
    const { url, server } = await answering({});
    const { port } = new URL(url);
    const [code, words] = await refusal('--data', folder, '--scenario', 'none', '--port', port);
    server.close();
    expect([code, words]).toEqual([1, expect.stringMatching(sentence)]);
    expect(words).toContain(`Port ${port} is in use`);
  });

  test('a data folder that cannot be written', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const [code, words] = await refusal('--data', join(file, 'desk'));
    expect([code, words]).toEqual([1, expect.stringMatching(sentence)]);
    expect(words).toContain('cannot be used');
  });

  test('a story that does not exist: exit code 2', async () => {
    const [code, words] = await refusal('--data', folder, '--scenario', 'nonsense');
    expect([code, words]).toEqual([2, expect.stringMatching(sentence)]);
    expect(words).toContain('There is no scenario "nonsense"; there are escalated-call, quiet, busy and none.');
  });

  test('an agent that does not exist', async () => {
    await prepare(folder);
    const [code, words] = await refusal('--data', folder, '--scenario', 'none', '--agent', 'Nobody Here');
    expect([code, words]).toEqual([2, expect.stringMatching(sentence)]);
    expect(words).toContain('Nobody Here');
  });

  test('a backend that does not answer, and nothing cached', async () => {
    const secret = join(folder, 'secret');
    writeFileSync(secret, 'abc');
    const { url, server } = await answering({});
    await new Promise(resolve => server.close(resolve));
    const [code, words] = await refusal('--data', folder, '--backend', url, '--secret-file', secret);
    expect([code, words]).toEqual([1, expect.stringMatching(sentence)]);
    expect(words).toContain(`Nothing answers at ${url}`);
  });

  test.each([
    ['something else than a backend', { 'POST /session': [200, { hello: 1 }] }, /is not a Foreword backend/],
    ['something else that refuses everybody', { 'POST /session': [401, {}] }, /is not a Foreword backend/],
    [
      'a wrong secret',
      { 'POST /session': [401, {}], 'GET /health': [200, { version: WIRE_VERSION }] },
      /check --agent and --secret-file/,
    ],
    [
      'another version of the protocol',
      { 'GET /health': [200, { version: WIRE_VERSION + 1 }] },
      /speaks version 2 of the protocol and this desk version 1; update this desk/,
    ],
  ] as [string, Record<string, [number, object]>, RegExp][])('%s', async (_name, routes, words) => {
    const secret = join(folder, 'secret');
    writeFileSync(secret, 'abc');
    const { url, server } = await answering(routes);
    const [code, said] = await refusal('--data', folder, '--backend', url, '--secret-file', secret);
    server.close();
    expect([code, said]).toEqual([1, expect.stringMatching(sentence)]);
    expect(said).toMatch(words);
  });
});
