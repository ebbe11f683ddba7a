import { fireEvent, screen, within } from '@testing-library/react';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { alertOf, followRing } from '../../renderer/alerts/follow-ring.ts';
import { plainLine } from '../../shared/domain/ring-words.ts';
import { stopRing } from '../../renderer/alerts/ringer.ts';
import { roundOf } from '../../renderer/alerts/ring-sounds.ts';
import { openOver } from '../../renderer/stores/shell.ts';
import { RINGS } from '../../shared/contract/bridge/session.ts';
import { act } from '@testing-library/react';
import { close, Desk, offerFor, settle, show } from './desk.tsx';

/** What a sound card would have been given. */
const heard: { on: boolean; loop: boolean; gain: number; device: string }[] = [];
class Speaker {
  readonly sampleRate = 8_000;
  readonly destination = {};
  state = 'running';
  device = '';
  async setSinkId(device: string): Promise<void> {
    if (device === 'unplugged') throw new DOMException('no such device', 'NotFoundError');
    this.device = device;
  }
  async resume(): Promise<void> {}
  async close(): Promise<void> {}
  createBuffer(): object {
    return { copyToChannel: () => undefined };
  }
}
class Source {
  private readonly one: (typeof heard)[number];
  constructor(context: Speaker, { loop }: { loop: boolean }) {
    this.one = { on: false, loop, gain: -1, device: context.device };
  }
  connect(gain: Gain) {
    this.one.gain = gain.gain;
    return { connect: () => undefined };
  }
  start(): void {
    this.one.on = true;
    heard.push(this.one);
  }
  stop(): void {
    this.one.on = false;
  }
}
class Gain {
  readonly gain: number;
  constructor(_context: Speaker, { gain }: { gain: number }) {
    this.gain = gain;
  }
}

let stop = (): void => {};
beforeEach(() => {
  vi.stubGlobal('AudioContext', Speaker);
  vi.stubGlobal('AudioBufferSourceNode', Source);
  vi.stubGlobal('GainNode', Gain);
  heard.length = 0;
});
afterEach(() => {
  stop();
  stopRing();
  close();
  vi.unstubAllGlobals();
});

async function ringing(desk = new Desk(), changes: Parameters<typeof offerFor>[0] = {}): Promise<Desk> {
  await show(desk);
  stop = followRing();
  desk.work = { ...desk.work, offer: offerFor(changes) };
  await desk.push({ topic: 'work' });
  return desk;
}
const playing = () => heard.filter(({ on }) => on);

describe('a ring', () => {
  test('sounds in a loop from the moment the offer is there, by push alone, until it is answered', async () => {
    const desk = await ringing();
    expect(playing()).toEqual([{ on: true, loop: true, gain: 0.36, device: '' }]);
    desk.work = { ...desk.work, offer: null };
    await desk.push({ topic: 'work' });
    expect(playing()).toEqual([]);
  });

  test('needs no frame and no timer of the page', async () => {
    const frames = vi.spyOn(globalThis, 'requestAnimationFrame').mockImplementation(() => 0);
    await ringing();
    expect(playing()).toHaveLength(1);
    frames.mockRestore();
  });

  test('sounds on the second device too, and goes on without one that is gone', async () => {
    const desk = new Desk();
    desk.settings = { ...desk.settings, ringDevice: 'headset' };
    await ringing(desk);
    expect(playing().map(({ device }) => device)).toEqual(['', 'headset']);
    stop();
    close();
    heard.length = 0;
    const other = new Desk();
    other.settings = { ...other.settings, ringDevice: 'unplugged' };
    await ringing(other);
    expect(playing().map(({ device }) => device)).toEqual(['']);
  });

  test('none is silence, and is told all the same', async () => {
    const desk = new Desk();
    desk.settings = { ...desk.settings, ring: 'none' };
    await ringing(desk);
    expect(heard).toEqual([]);
    expect(desk.asked('alert.tell').at(-1)).toMatchObject({ badge: 1, ring: { title: 'Call for you' } });
  });
});

describe('what is told outside the window', () => {
  test('is the offer while it rings, a badge for what was missed, and nothing after', async () => {
    const desk = await ringing();
    desk.work = { offer: null, lastOffer: offerFor({ state: 'missed' }), items: [] };
    await desk.push({ topic: 'work' });
    fireEvent.click(screen.getByRole('button', { name: 'Seen' }));
    await settle();
    const told = desk.asked('alert.tell') as ReturnType<typeof alertOf>[];
    expect(told.map(({ badge, ring }) => [badge, ring?.id ?? null])).toEqual([
      [0, null],
      [1, 'offer-1'],
      [1, null],
      [0, null],
    ]);
    expect(told[1]!.ring).toEqual({
      id: 'offer-1',
      title: 'Call for you',
      body: 'Maximiliane Oyelaran, Priority care',
      notify: true,
      raise: false,
    });
  });

  test('X2: names are one plain line, whatever they hold', () => {
    const name = '<img src=x onerror=alert(1)>\u202Efdp.exe\r\nSecond line\u0000';
    const { ring } = alertOf({ offer: offerFor({ customerName: name }), audience: 'private' }, false, {
      notify: true,
      raise: false,
    });
    expect(ring!.body).toBe('<img src=x onerror=alert(1)> fdp.exe Second line , Priority care');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        expect(plainLine(text)).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });

  test('in a browser the page shows it, once the agent has allowed it, and never asks by itself', async () => {
    const shown: { title: string; body: string; closed: boolean }[] = [];
    const ask = vi.fn<() => Promise<string>>(async () => 'granted');
    class PageNotification {
      static permission = 'default';
      static requestPermission = ask;
      private readonly one: (typeof shown)[number];
      constructor(title: string, { body }: { body: string }) {
        shown.push((this.one = { title, body, closed: false }));
      }
      addEventListener(): void {}
      close(): void {
        this.one.closed = true;
      }
    }
    vi.stubGlobal('Notification', PageNotification);
    const desk = new Desk();
    Object.assign(desk.core.others, { 'alert.tell': () => ({ told: false }) });
    await ringing(desk);
    expect([shown, ask.mock.calls.length]).toEqual([[], 0]);
    PageNotification.permission = 'granted';
    desk.work = { ...desk.work, offer: offerFor({ id: 'offer-2' }) };
    await desk.push({ topic: 'work' });
    expect(shown).toEqual([{ title: 'Call for you', body: 'Maximiliane Oyelaran, Priority care', closed: false }]);
    desk.work = { ...desk.work, offer: null };
    await desk.push({ topic: 'work' });
    expect(shown[0]!.closed).toBe(true);
  });
});

describe('ring and alerts', () => {
  const open = async (desk = new Desk()) => {
    await show(desk);
    act(() => openOver('alerts'));
    return { desk, dialog: await screen.findByRole('dialog', { name: 'Ring and alerts' }) };
  };

  test('the ring is chosen, heard once, and kept by the core', async () => {
    const { desk, dialog } = await open();
    fireEvent.click(within(dialog).getByRole('radio', { name: 'Marimba' }));
    await settle();
    fireEvent.click(within(dialog).getByRole('button', { name: 'Hear it' }));
    await settle();
    expect(desk.settings.ring).toBe('marimba');
    expect(heard).toMatchObject([{ on: true, loop: false }]);
  });

  test('the volume goes by keys', async () => {
    const { desk, dialog } = await open();
    const slider = within(dialog).getByRole('slider', { name: 'Volume' });
    fireEvent.keyDown(slider, { key: 'End' });
    await settle();
    expect(desk.settings.ringVolume).toBe(100);
  });

  test('the window is raised only by a host that has one', async () => {
    const { dialog } = await open();
    expect(within(dialog).queryByText('Window to the front')).toBeNull();
  });
});

test.each(RINGS.filter(ring => ring !== 'none'))('%s is a round of sound, without a click at its ends', ring => {
  const samples = roundOf(ring, 8_000)!;
  expect(samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0)).toBeCloseTo(1, 5);
  expect([Math.abs(samples[0]!), Math.abs(samples.at(-1)!)].every(end => end < 0.02)).toBe(true);
});

test('none is none', () => expect(roundOf('none', 8_000)).toBeNull());
