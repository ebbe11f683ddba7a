// A contact from ring to wrap-up, a search and the queues, by keys alone; at each step one can see where one is.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { type Desk, startDesk } from './harness/desk.ts';
import { countPointers, focusOf, press, tabTo } from './harness/keys.ts';
import { jayneTurner, ringing, type Told } from './harness/people.ts';
import { articles, region, untilLive } from './harness/screen.ts';

const SIZE = { width: 1280, height: 800 };

/** Somewhere that can be seen: it is called so, it is marked, and nothing lies over it. */
const seenAs = (name: RegExp): object => ({ name: expect.stringMatching(name), isMarked: true, isInView: true });

describe('by keys alone', () => {
  let backend: TestBackend;
  let desk: Desk;
  let jayne: Told;
  let pointers: () => Promise<number>;
  const page = (): Page => desk.page();

  beforeAll(async () => {
    await built();
    backend = await startBackend();
    jayne = jayneTurner(Date.now());
    await backend.intake(...jayne.records);
    desk = await startDesk('browser', backend, { viewport: SIZE });
    pointers = await countPointers(page());
    await untilLive(page());
  });
  afterAll(async () => {
    await desk?.stop();
    await backend?.remove();
  });

  test('Tab begins at the top, and every stop of the empty desk can be seen', async () => {
    const met: string[] = [];
    for (let stops = 0; stops < 8; stops++) {
      await page().keyboard.press('Tab');
      const now = await focusOf(page());
      expect(now).toMatchObject({ isMarked: true, isInView: true });
      met.push(now!.name);
    }
    expect(met[0]).toBe('Foreword, go to Work');
    expect(new Set(met).size).toBe(met.length);
  });

  test('the ring puts the focus on Accept, and F2 takes the call', async () => {
    await page().keyboard.press('Escape');
    await page().evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await backend.intake(ringing(jayne, 'call-keys'));
    await region(page(), 'Offer').waitFor({ timeout: 30_000 });
    await expect.poll(() => focusOf(page())).toMatchObject(seenAs(/^Accept/));
    await press(page(), 'F2');
    await articles(page()).first().waitFor({ timeout: 15_000 });
  });

  test('reading: to the timeline, to the oldest and back, entry by entry', async () => {
    await press(page(), 'G 2');
    await press(page(), 'Home');
    await expect.poll(() => focusOf(page())).toMatchObject(seenAs(/^Public X post from Jayne Turner/));
    await press(page(), 'J');
    await expect.poll(() => focusOf(page())).toMatchObject(seenAs(/Priya Shah/));
    await press(page(), 'K');
    await expect.poll(() => focusOf(page())).toMatchObject(seenAs(/^Public X post from Jayne Turner/));
    await press(page(), 'End');
    await expect.poll(async () => (await focusOf(page()))?.name).not.toMatch(/^Public X post/);
    await expect.poll(() => focusOf(page())).toMatchObject(seenAs(/./));
  });

  test('filtering: F leads to the filters, Space hides a channel, which is counted, and shows it again', async () => {
    await press(page(), 'F');
    await tabTo(page(), /^Email/);
    await expect.poll(() => focusOf(page())).toMatchObject(seenAs(/^Email/));
    await press(page(), 'Space');
    const hidden = region(page(), 'Timeline').getByRole('status').filter({ hasText: 'hidden' });
    await expect.poll(() => hidden.innerText()).toMatch(/^1 hidden/);
    await press(page(), 'Space');
    await expect.poll(() => hidden.innerText()).toMatch(/^0 hidden/);
  });

  test('jumping: a line of the foreword leads to the entry it cites', async () => {
    await press(page(), 'G 3');
    const line = region(page(), 'Foreword').getByRole('button').first();
    await expect
      .poll(async () => {
        if (await line.evaluate(one => one === document.activeElement)) return true;
        await page().keyboard.press('Tab');
        return false;
      })
      .toBe(true);
    await expect.poll(() => focusOf(page())).toMatchObject(seenAs(/./));
    await press(page(), 'Enter');
    await expect.poll(async () => (await focusOf(page()))?.role).toBe('article');
    await expect.poll(() => focusOf(page())).toMatchObject(seenAs(/Jayne Turner|Priya Shah/));
    await expect.poll(() => articles(page()).and(page().locator('[aria-current=true]')).count()).toBe(1);
  });

  test('writing: R to reply, N for a note; each goes where it belongs', async () => {
    await press(page(), 'R');
    await expect.poll(() => focusOf(page())).toMatchObject(seenAs(/^Reply$/));
    const field = region(page(), 'Composer').getByRole('textbox', { name: 'Reply' });
    await page().keyboard.insertText('שלום, המזוודה {{?number}} שלך\nHello {{?name}}');
    // Each line begins where its own words do; so do the marks that lie under it.
    for (const words of [
      field,
      region(page(), 'Composer').locator('[aria-hidden=true]', { has: page().locator('mark') }),
    ]) {
      const { direction, textAlign, unicodeBidi } = await words.evaluate(of => ({ ...getComputedStyle(of) }));
      expect({ direction, textAlign, unicodeBidi }).toEqual({
        direction: 'rtl',
        textAlign: 'start',
        unicodeBidi: 'plaintext',
      });
    }
    await field.fill('');
    await page().keyboard.type('We are looking for it now, Jayne.');
    await press(page(), 'Control+Enter');
    await articles(page())
      .filter({ hasText: 'looking for it now' })
      .getByText(/Confirmed/)
      .waitFor({ timeout: 15_000 });
    await press(page(), 'Escape');
    await press(page(), 'N');
    await expect.poll(() => focusOf(page())).toMatchObject(seenAs(/^Note$/));
    await page().keyboard.type('She needs it by Saturday.');
    await press(page(), 'Control+Enter');
    await articles(page()).filter({ hasText: 'by Saturday' }).waitFor();
    await expect.poll(() => region(page(), 'Composer').getByRole('textbox').inputValue()).toBe('');
    await press(page(), 'Escape');
  });

  test('ending: C then E asks once, with the focus in the wrap-up', async () => {
    await press(page(), 'C E');
    await page().getByRole('alertdialog').waitFor();
    await expect.poll(() => focusOf(page())).toMatchObject({ role: 'textarea', isMarked: true, isInView: true });
    await page().keyboard.type('Bag traced');
    await press(page(), 'Control+Enter');
    await page().getByRole('alertdialog').waitFor({ state: 'detached' });
    await page().getByRole('region', { name: 'Live call' }).waitFor({ state: 'detached', timeout: 15_000 });
  });

  test('searching: / to the field, Enter to Review, Enter to the hit, N and P from hit to hit', async () => {
    await press(page(), '/');
    await expect.poll(() => focusOf(page())).toMatchObject(seenAs(/^Search history$/));
    await page().keyboard.type('bag', { delay: 40 });
    await press(page(), 'Enter');
    const review = region(page(), 'Review');
    await review.getByText(/^Hit 1 of/).waitFor();
    // A hit opens while one still types; the letters go on into the field.
    await page().keyboard.type('s', { delay: 200 });
    await press(page(), 'Backspace');
    await page().keyboard.type('*', { delay: 200 });
    await expect.poll(() => review.getByRole('searchbox').inputValue()).toBe('bag*');
    await expect.poll(() => focusOf(page())).toMatchObject(seenAs(/^Search history$/));
    await press(page(), 'Enter');
    await expect.poll(async () => (await focusOf(page()))?.role).not.toBe('input');
    await press(page(), 'N');
    await review.getByText(/^Hit 2 of/).waitFor();
    await press(page(), 'P');
    await review.getByText(/^Hit 1 of/).waitFor();
    await expect.poll(() => focusOf(page())).toMatchObject(seenAs(/./));
    await press(page(), 'G W');
    await region(page(), 'Timeline').waitFor();
  });

  test('the palette runs what is typed, here the theme; the next key is not lost while it fades; Escape gives the focus back', async () => {
    await press(page(), 'G 2');
    const theme = (): Promise<string | undefined> => page().evaluate(() => document.documentElement.dataset['theme']);
    const before = await theme();
    await press(page(), '.');
    await page().getByRole('dialog').locator(':focus').waitFor();
    await page().keyboard.type('theme');
    await expect.poll(() => focusOf(page())).toMatchObject({ role: 'input', isMarked: true, isInView: true });
    await press(page(), 'ArrowDown Enter ?');
    await page().getByRole('dialog', { name: 'Keys' }).waitFor();
    await expect.poll(theme).not.toBe(before);
    await press(page(), 'Tab');
    await expect.poll(() => focusOf(page())).toMatchObject(seenAs(/./));
    await press(page(), 'Escape');
    // On a quick machine the palette is still fading: both go.
    await expect.poll(() => page().getByRole('dialog').count()).toBe(0);
    await expect.poll(async () => (await focusOf(page()))?.role).toBe('article');
  });

  test('in forced colours one sees which line of a list is meant, and nothing moves for who wants none of it', async () => {
    await page().emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
    await press(page(), '.');
    await page().getByRole('dialog').locator('input:focus').waitFor();
    await press(page(), 'ArrowDown ArrowDown');
    const meant = page().locator('[role=menuitem][data-focused]');
    await meant.waitFor();
    const { style, width } = await meant.evaluate(line => {
      const { outlineStyle, outlineWidth } = getComputedStyle(line);
      return { style: outlineStyle, width: Number.parseFloat(outlineWidth) };
    });
    expect(style).toBe('solid');
    expect(width).toBeGreaterThanOrEqual(2);
    const lasting = (): Promise<number[]> =>
      page().evaluate(() =>
        document.getAnimations().map(one => Number(one.effect?.getComputedTiming().activeDuration)),
      );
    expect((await lasting()).filter(ms => ms > 0)).toEqual([]);
    await press(page(), 'Escape');
    await expect.poll(() => page().getByRole('dialog').count()).toBe(0);
    expect((await lasting()).filter(ms => ms > 0)).toEqual([]);
    await page().emulateMedia({ forcedColors: 'none', reducedMotion: null });
  });

  test('a lead: G then Q to the queues, a queue chosen by key', async () => {
    expect(await pointers()).toBe(0);
    await desk.stop();
    desk = await startDesk('browser', backend, { viewport: SIZE, agent: 'Ruth Okafor' });
    pointers = await countPointers(page());
    await untilLive(page());
    await press(page(), 'G Q');
    const queues = region(page(), 'Queues');
    await queues.getByRole('table').first().waitFor({ timeout: 15_000 });
    await tabTo(page(), /^Waiting in Priority care$/);
    await expect.poll(() => focusOf(page())).toMatchObject(seenAs(/^Waiting in Priority care$/));
    await press(page(), 'Enter');
    await queues.getByRole('heading', { name: /^Waiting in Priority care/ }).waitFor();
  });

  test('no mouse and no finger was used', async () => {
    expect(await pointers()).toBe(0);
  });
});
