// What only the Electron host does. Through the stand-in; on real Electron where its program is.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { type Desk, hosts, startDesk } from './harness/desk.ts';
import { out, root, startProgram } from './harness/processes.ts';
import { connection, untilLive } from './harness/screen.ts';

describe.each(hosts().filter(host => host !== 'browser'))('the desktop host on %s', host => {
  let backend: TestBackend;
  let desk: Desk;
  beforeAll(async () => {
    await built();
    backend = await startBackend();
  });
  afterAll(() => backend.remove());
  afterEach(() => desk.stop());

  test('F12 a second start over the same data shows the first window and ends', async () => {
    desk = await startDesk(host, backend);
    await untilLive(desk.page());
    const shown = desk.shown();
    const register = join(root, 'test', 'e2e', 'stand-in', 'register.ts');
    const args = [
      `--data=${desk.dataDir}`,
      `--backend=${backend.url}`,
      '--agent=Mara Lindholm',
      `--secret-file=${backend.secretFile}`,
    ];
    const second = await startProgram(['--import', register, join(out, 'desktop', 'main.js'), ...args]);
    expect(second.ready.url).toBe('second');
    await expect.poll(() => desk.shown()).toBeGreaterThan(shown);
    await expect.poll(() => connection(desk.page()).isVisible()).toBe(true);
  });

  test('a second start over the same data for somebody else says whose window it is, and ends', async () => {
    desk = await startDesk(host, backend);
    await untilLive(desk.page());
    const register = join(root, 'test', 'e2e', 'stand-in', 'register.ts');
    const args = [
      `--data=${desk.dataDir}`,
      `--backend=${backend.url}`,
      '--agent=Ruth Okafor',
      `--secret-file=${backend.secretFile}`,
    ];
    const starting = startProgram(['--import', register, join(out, 'desktop', 'main.js'), ...args]);
    await expect(starting).rejects.toThrow("the window over this data is Mara Lindholm's; close it first");
    await expect.poll(() => connection(desk.page()).isVisible()).toBe(true);
  });

  test('X6 a file or link that is dropped on the window leads nowhere', async () => {
    desk = await startDesk(host, backend);
    await untilLive(desk.page());
    const before = desk.page().url();
    const isRefused = await desk.page().evaluate(() => {
      const data = new DataTransfer();
      data.setData('text/uri-list', 'https://evil.example/');
      data.items.add(new File(['<script>1</script>'], 'evil.html', { type: 'text/html' }));
      const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data });
      document.body.dispatchEvent(drop);
      return drop.defaultPrevented;
    });
    expect(isRefused).toBe(true);
    expect(desk.page().url()).toBe(before);
    expect(desk.outside).toEqual([]);
  });

  test('X4 a link opens outside only after the host has shown where it leads', async () => {
    desk = await startDesk(host, backend);
    await untilLive(desk.page());
    const open = (url: string): Promise<unknown> =>
      desk.page().evaluate(
        link =>
          (window as unknown as { bridge: { call(name: string, input: object): unknown } }).bridge.call('link.open', {
            url: link,
          }),
        url,
      );
    desk.press(1);
    expect(await open('https://bank.example@xn--pple-43d.example/')).toMatchObject({
      ok: true,
      value: { opened: false },
    });
    expect(desk.dialogs[0]!.detail).toContain('xn--pple-43d.example');
    expect(desk.dialogs[0]!.detail).not.toContain('bank.example@');
    desk.press(0);
    expect(await open('https://larkwing.example/')).toMatchObject({ ok: true, value: { opened: true } });
    for (const url of ['file:///etc/passwd', 'smb://a/b', 'ms-msdt:/id', '\\\\a\\b', 'javascript:1'])
      expect(await open(url)).toMatchObject({ ok: false, code: 'denied' });
    expect(desk.opened).toEqual(['https://larkwing.example/']);
    expect(desk.dialogs.length).toBe(2);
  });
});

test.runIf(hosts().includes('stand-in'))(
  'an installed desk that is not set up says so in its window, and what to write where',
  async () => {
    await built();
    const home = await mkdtemp(join(tmpdir(), 'foreword-home-'));
    process.env.FOREWORD_STAND_IN_HOME = home;
    const told: { devtools?: string; errorBox?: unknown }[] = [];
    const register = join(root, 'test', 'e2e', 'stand-in', 'register.ts');
    const program = await startProgram(['--import', register, join(out, 'desktop', 'main.js')], one => told.push(one));
    const browser = await chromium.connectOverCDP(told.find(one => one.devtools)!.devtools!);
    const page = browser
      .contexts()[0]!
      .pages()
      .find(one => one.url().startsWith('https://desk.app.standin'))!;
    await expect.poll(() => page.getByRole('heading').innerText()).toBe('Foreword is not set up on this workstation');
    await expect.poll(() => page.getByText(join(home, 'foreword.json')).count()).toBe(1);
    expect(told.some(one => 'errorBox' in one)).toBe(false);
    await program.stop();
    await browser.close();
    delete process.env.FOREWORD_STAND_IN_HOME;
    await rm(home, { recursive: true, force: true });
  },
);
