// The place of an agent: their desk and its network, and what one does there by keys, each step once what it needs is seen.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { startProxy } from '../../faults/support/proxy.ts';
import type { TestBackend } from './backend.ts';
import { startDesk } from './desk.ts';
import { countPointers, press, tabTo, tabToWords } from './keys.ts';
import { articles, connection, region, untilLive } from './screen.ts';

const SIZE = { width: 1280, height: 800 };
const SOON = { timeout: 20_000 };

export type Seat = {
  readonly name: string;
  page(): Page;
  /** The network goes, and the desk says so. */
  cut(): Promise<void>;
  /** It is there again; `mend` waits until the desk says so too. */
  letThrough(): void;
  mend(): Promise<void>;
  /** The desk is killed with its core, whatever it is just doing, and started again over what it left. */
  dies(): Promise<void>;
  /** Presses of a mouse or finger, ever. */
  pointers(): Promise<number>;
  stop(): Promise<void>;
};

export const untilNotLive = (page: Page): Promise<void> =>
  connection(page).and(page.locator(':not([data-state=live])')).waitFor(SOON);

export async function takeSeat(backend: TestBackend, agent: string): Promise<Seat> {
  const proxy = await startProxy(backend.url);
  const dataDir = await mkdtemp(join(tmpdir(), 'foreword-seat-'));
  const begin = async () => {
    const desk = await startDesk('browser', { ...backend, url: proxy.url }, { agent, dataDir, viewport: SIZE });
    await untilLive(desk.page());
    return { desk, pointers: await countPointers(desk.page()) };
  };
  let now = await begin();
  let pointed = 0;
  return {
    name: agent,
    page: () => now.desk.page(),
    async cut() {
      proxy.down();
      await untilNotLive(now.desk.page());
    },
    letThrough: () => proxy.up(),
    async mend() {
      proxy.up();
      await untilLive(now.desk.page());
    },
    async dies() {
      pointed += await now.pointers();
      await now.desk.kill();
      now = await begin();
    },
    pointers: async () => pointed + (await now.pointers()),
    async stop() {
      await now.desk.stop();
      await proxy.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** From wherever one was. */
export async function keys(seat: Seat, pressed: string): Promise<void> {
  await press(seat.page(), 'Escape');
  await press(seat.page(), pressed);
}

export const said = (seat: Seat, words: string): Locator => articles(seat.page()).filter({ hasText: words });
export const holding = (seat: Seat): Locator => seat.page().getByRole('group', { name: 'You hold this' });
export const liveCall = (seat: Seat): Locator => region(seat.page(), 'Live call');
export const composer = (seat: Seat): Locator => region(seat.page(), 'Composer');
export const words = (seat: Seat): Locator => composer(seat).locator('textarea:focus');
const presence = (seat: Seat): Locator => seat.page().getByRole('button', { name: /^Presence/ });

/** Who of them it rings at, accepted there: who has it, and the conversation in front of them. */
export async function taken(seats: readonly Seat[], customer: string, question: string): Promise<Seat> {
  const ringing = seats.map(async seat => {
    await region(seat.page(), 'Offer').filter({ hasText: customer }).waitFor({ timeout: 30_000 });
    return seat;
  });
  const seat = await Promise.any(ringing);
  await press(seat.page(), 'F2');
  await said(seat, question).first().waitFor(SOON);
  return seat;
}
export async function takenWriting(seats: readonly Seat[], customer: string, question: string): Promise<Seat> {
  const seat = await taken(seats, customer, question);
  await holding(seat).getByRole('button', { name: 'Finish' }).waitFor(SOON);
  return seat;
}
export async function takenCall(seats: readonly Seat[], customer: string, before: string): Promise<Seat> {
  const seat = await taken(seats, customer, before);
  await liveCall(seat).waitFor(SOON);
  return seat;
}

export async function write(seat: Seat, text: string): Promise<void> {
  await keys(seat, 'R');
  await words(seat).waitFor(SOON);
  await seat.page().keyboard.insertText(text);
}
/** The field is in use; its words stand in the conversation from then on, sent or waiting. */
export async function send(seat: Seat, text: string): Promise<void> {
  await press(seat.page(), 'Control+Enter');
  await said(seat, text).first().waitFor(SOON);
}
export async function answer(seat: Seat, text: string): Promise<void> {
  await write(seat, text);
  await send(seat, text);
}

/** By keys alone to something in the part of the page that is open, and pressed. */
export async function choose(seat: Seat, name: RegExp): Promise<void> {
  await tabTo(seat.page(), name, 300);
  await press(seat.page(), 'Enter');
}

/** From the menu of what can be done without a reply, by its first letters. */
export async function settle(seat: Seat, label: string): Promise<void> {
  const page = seat.page();
  await keys(seat, 'D');
  const menu = page.getByRole('menu');
  // Letters are keys of the desk until the menu has the focus.
  await page.locator('[role=menu]:focus-within').waitFor(SOON);
  await page.keyboard.type(label);
  await menu.getByRole('menuitem', { name: label }).and(page.locator('[data-focused=true]')).waitFor(SOON);
  await press(page, 'Enter');
  await menu.waitFor({ state: 'detached', ...SOON });
}

/** What is selected ends, with a word about what it came to. */
export async function finish(seat: Seat, wrapUp: string): Promise<void> {
  const page = seat.page();
  await keys(seat, 'Z F');
  const dialog = page.getByRole('alertdialog');
  await dialog.locator('textarea:focus').waitFor(SOON);
  await page.keyboard.insertText(wrapUp);
  await press(page, 'Control+Enter');
  await dialog.waitFor({ state: 'detached', ...SOON });
  await said(seat, wrapUp).first().waitFor(SOON);
}

export async function endCall(seat: Seat, wrapUp: string): Promise<void> {
  const page = seat.page();
  await keys(seat, 'C E');
  await page.getByRole('alertdialog').locator(':focus').waitFor(SOON);
  await press(page, 'Enter');
  await region(page, 'After-contact work').waitFor(SOON);
  await finish(seat, wrapUp);
  await region(page, 'After-contact work').waitFor({ state: 'detached', ...SOON });
}

export async function toQueue(seat: Seat, queue: string, note: string): Promise<void> {
  const page = seat.page();
  await keys(seat, 'H T');
  const dialog = page.getByRole('dialog');
  await dialog.locator('input:focus').waitFor(SOON);
  await page.keyboard.type(queue);
  await dialog.getByRole('option', { name: queue }).waitFor(SOON);
  await press(page, 'ArrowDown Enter');
  await dialog.getByRole('option', { name: queue, selected: true }).waitFor(SOON);
  await tabToWords(page);
  await page.keyboard.insertText(note);
  await press(page, 'Control+Enter');
  await dialog.waitFor({ state: 'detached', ...SOON });
}

export async function become(seat: Seat, state: 'Available' | 'Not ready'): Promise<void> {
  await keys(seat, state === 'Available' ? 'G A' : 'G N');
  await expect.poll(() => presence(seat).textContent(), SOON).toContain(state);
}
export const isAvailable = async (seat: Seat): Promise<boolean> =>
  (await presence(seat).textContent())?.includes('Available') ?? false;
