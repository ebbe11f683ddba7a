// X5, X6, X7 and X9 against the running desk, on every host: what hostile script in our own page could reach.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { type Desk, hosts, startDesk } from './harness/desk.ts';
import { type Called, forgedCall } from './harness/forged-call.ts';

let backend: TestBackend;
beforeAll(async () => {
  await built();
  backend = await startBackend();
});
afterAll(() => backend.remove());

describe.each(hosts())('on %s', host => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await startDesk(host, backend);
    await desk.page().getByRole('status', { name: 'Connection' }).waitFor();
  });
  afterAll(() => desk.stop());

  const call = (name: string, input: string, repeat = 1): Promise<Called> =>
    forgedCall(desk.page(), name, input, repeat);
  const isAlive = async (): Promise<boolean> => {
    const answer = await call('connection.read', '{}');
    return 'ok' in answer && answer.ok;
  };

  describe('X5 forged calls', () => {
    test.each(['__proto__', 'constructor', 'toString', 'no.such', ''])('%j is no method', async name => {
      expect(await call(name, '{}')).toMatchObject({ ok: false, code: 'bad-input' });
      expect(await isAlive()).toBe(true);
    });

    test('a __proto__ key in the input reaches no object', async () => {
      await call('settings.write', '{"__proto__":{"theme":"dark"},"constructor":{"prototype":{"x":1}}}');
      expect(await call('session.read', '{}')).toMatchObject({ ok: true, value: { settings: { theme: 'system' } } });
    });

    test('10 MB are refused, and the desk lives', async () => {
      const answer = await call('history.search', '{"query":"*"}', 10_000_000);
      const isRefused = 'closed' in answer ? answer.closed === 1009 : 'ok' in answer && !answer.ok;
      expect(isRefused).toBe(true);
      expect(await isAlive()).toBe(true);
      expect(desk.log()).toMatch(/call\.refused|socket\.failed/);
    });

    test('a frame inside our page has no bridge', async () => {
      const inside = await desk.page().evaluate(async () => {
        const frame = document.createElement('iframe');
        frame.srcdoc = '<p>inside</p>';
        const loaded = new Promise(resolve => frame.addEventListener('load', resolve));
        document.body.append(frame);
        await loaded;
        type Inside = { bridge?: unknown; standInInvoke?: (...args: unknown[]) => Promise<{ code?: string }> };
        const view = frame.contentWindow as unknown as Inside;
        const reply = await view.standInInvoke?.('bridge', 'connection.read', {});
        frame.remove();
        return { bridge: typeof view.bridge, code: reply?.code ?? null };
      });
      // The stand-in's binding is in every frame, as a compromised renderer would be: main has to look at the sender.
      expect(inside).toEqual({ bridge: 'undefined', code: host === 'stand-in' ? 'denied' : null });
    });
  });

  describe('X6 leaving the page', () => {
    test.skipIf(host === 'browser')('window.open is blocked', async () => {
      const before = desk.page().context().pages().length;
      await desk.page().evaluate(() => void window.open('https://evil.example/'));
      await expect.poll(() => desk.log()).toContain('window.refused');
      await expect.poll(() => desk.page().context().pages().length).toBe(before);
      expect(await isAlive()).toBe(true);
    });

    test.skipIf(host === 'browser')('navigation is blocked', async () => {
      const before = desk.page().url();
      await desk.page().evaluate(() => void (location.href = 'https://evil.example/'));
      await expect.poll(() => desk.log()).toContain('navigation.refused');
      expect(desk.page().url()).toBe(before);
      expect(await isAlive()).toBe(true);
    });

    test('a frame cannot lead the window elsewhere or open another', async () => {
      const before = desk.page().url();
      const pages = desk.page().context().pages().length;
      await desk.page().evaluate(async () => {
        const frame = document.createElement('iframe');
        frame.setAttribute('sandbox', '');
        frame.srcdoc =
          '<meta http-equiv="refresh" content="0;url=https://evil.example/"><a href="https://evil.example/" target="_top">x</a>';
        const loaded = new Promise(resolve => frame.addEventListener('load', resolve));
        document.body.append(frame);
        await loaded;
        await new Promise(resolve => setTimeout(resolve, 200));
        frame.remove();
      });
      expect(desk.page().url()).toBe(before);
      expect(desk.page().context().pages().length).toBe(pages);
    });

    // Electron's window refuses drops by itself: navigateOnDragDrop is off.
    test.runIf(host === 'browser')('a dropped file or link leads nowhere', async () => {
      const isRefused = await desk.page().evaluate(() => {
        const data = new DataTransfer();
        data.setData('text/uri-list', 'https://evil.example/');
        const drop = new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data });
        document.body.dispatchEvent(drop);
        return drop.defaultPrevented;
      });
      expect(isRefused).toBe(true);
    });
  });

  describe('X7 permissions', () => {
    test.each(['camera', 'microphone', 'geolocation', 'notifications', 'midi', 'clipboard-read'])(
      '%s is refused',
      async name => {
        const state = await desk.page().evaluate(
          permission =>
            navigator.permissions.query({ name: permission as PermissionName }).then(
              ({ state: found }) => found,
              () => 'unknown',
            ),
          name,
        );
        expect(state).not.toBe('granted');
      },
    );

    test('camera, microphone and place are not given when asked for', async () => {
      const given = await desk.page().evaluate(async () => {
        const tries = [
          navigator.mediaDevices?.getUserMedia({ audio: true }),
          navigator.mediaDevices?.getUserMedia({ video: true }),
          new Promise((resolve, reject) =>
            navigator.geolocation.getCurrentPosition(resolve, reject, { timeout: 2_000 }),
          ),
        ];
        const results = await Promise.allSettled(tries.map(one => one ?? Promise.reject(new Error('none'))));
        return results.filter(({ status }) => status === 'fulfilled').length;
      });
      expect(given).toBe(0);
    });
  });

  describe('the page', () => {
    test('runs no inline script and reaches no other address', async () => {
      const tried = await desk.page().evaluate(async () => {
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.body.append(script);
        const sent = await fetch('https://evil.example/', { mode: 'no-cors' }).then(
          () => true,
          () => false,
        );
        return { ran: 'ran' in window, sent };
      });
      expect(tried).toEqual({ ran: false, sent: false });
      expect(desk.outside.filter(url => !url.startsWith('https://evil.example'))).toEqual([]);
    });

    test('shows no key in its address and reads no cookie', async () => {
      expect(await desk.page().evaluate(() => [document.cookie, location.hash])).toEqual(['', '']);
    });
  });

  test.runIf(host === 'browser')(
    'X9 a reload keeps the page signed in; the same link elsewhere does not sign in',
    async () => {
      await desk.page().reload();
      await desk.page().getByRole('status', { name: 'Connection' }).waitFor();
      expect(await isAlive()).toBe(true);
      const stranger = await desk.page().context().browser()!.newPage();
      await stranger.goto(desk.link!);
      expect(await stranger.evaluate(() => fetch('/session').then(({ status }) => status))).toBe(401);
      await stranger.context().close();
    },
  );
});
