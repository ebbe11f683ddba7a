// What the desktop host does with a ring, over an Electron made of arrays.
import { EventEmitter } from 'node:events';
import { beforeEach, expect, test, vi } from 'vitest';

const shown: { options: object; open: boolean; click: () => void }[] = [];
const badges: number[] = [];
vi.mock('electron', () => ({
  app: { setBadgeCount: (count: number) => badges.push(count) },
  Notification: class extends EventEmitter {
    static isSupported = () => true;
    private readonly one: (typeof shown)[number];
    constructor(options: object) {
      super();
      this.one = { options, open: false, click: () => this.emit('click') };
    }
    show(): void {
      this.one.open = true;
      shown.push(this.one);
    }
    close(): void {
      this.one.open = false;
    }
  },
}));
const { alertsOf } = await import('../../electron/desktop/alerts.ts');

const flashes: boolean[] = [];
const fronts: unknown[] = [];
const window = { isFocused: () => false, flashFrame: (on: boolean) => flashes.push(on) } as never;
const ring = { id: 'offer-1', title: 'Call for you', body: 'Imogen, Priority care', notify: true, raise: false };
beforeEach(() => {
  for (const list of [shown, badges, flashes, fronts]) list.length = 0;
});

test('a ring is shown once, in plain words and without a sound of its own, and goes when it is over', () => {
  const { tell } = alertsOf(window, one => fronts.push(one));
  expect(tell({ badge: 1, ring })).toBe(true);
  tell({ badge: 2, ring });
  expect(shown.map(({ options, open }) => [options, open])).toEqual([
    [{ title: ring.title, body: ring.body, silent: true, urgency: 'critical' }, true],
  ]);
  tell({ badge: 0, ring: null });
  expect([shown[0]!.open, badges, flashes]).toEqual([false, [1, 2, 0], [true, false]]);
});

test('the window comes to the front by the agent’s setting, or by a click on what is shown', () => {
  const { tell } = alertsOf(window, one => fronts.push(one));
  tell({ badge: 1, ring: { ...ring, raise: true } });
  expect([fronts.length, flashes]).toEqual([1, []]);
  shown[0]!.click();
  expect(fronts).toHaveLength(2);
});

test('without notifications it only asks for attention', () => {
  alertsOf(window, () => undefined).tell({ badge: 1, ring: { ...ring, notify: false } });
  expect([shown, flashes]).toEqual([[], [true]]);
});

test('the host shows a ring without the page, once with it, and not again what the page has taken down', () => {
  const { tell, ring: show } = alertsOf(window, one => fronts.push(one));
  show(ring);
  expect(shown.map(({ open }) => open)).toEqual([true]);
  expect(badges).toEqual([1]);
  tell({ badge: 1, ring });
  expect(shown).toHaveLength(1);
  // Answered on the page; the core does not know yet that the backend has it.
  tell({ badge: 0, ring: null });
  show(ring);
  expect(shown.map(({ open }) => open)).toEqual([false]);
  show({ ...ring, id: 'offer-2' });
  show(null);
  expect(shown.map(({ open }) => open)).toEqual([false, false]);
});
