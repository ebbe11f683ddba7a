// An agent with a keyboard and a screen, and nothing else: looks, decides, presses; again, until the shift is over.
import type { Locator, Page } from 'playwright-core';
import { press, tabTo, tabToWords } from './keys.ts';
import { type Doing, HANDING, look, nextStep, putOff, remembered, type Step } from './looking.ts';
import { answer, customerName, handNote, matterOf, noteOn } from './shift-customers.ts';

const FOCUS_MS = 10_000;
const STORY = 12;
/** What was asked for by a key opens so soon, or there was nothing to open. */
const OPENS_MS = 3_000;

const opens = (one: Locator): Promise<boolean> =>
  one.waitFor({ timeout: OPENS_MS }).then(
    () => true,
    () => false,
  );
const frames = (page: Page): Promise<unknown> =>
  page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));

type Person = { readonly page: Page; readonly name: string };

/** The field that has the focus by then; null: none has got it, as where work has just gone. */
async function field(page: Page): Promise<Locator | null> {
  const one = page.locator('section[aria-label="Composer"] textarea:focus');
  return (await opens(one)) ? one : null;
}

/** A canned text first where the matter has one, found by its name. */
async function reply({ page }: Person, key: string): Promise<boolean> {
  await press(page, 'R');
  const words = await field(page);
  if (!words) return false;
  const has = await words.inputValue();
  if (matterOf(key) === 'canned' && has === '') {
    await page.keyboard.press('/');
    const picker = page.getByRole('dialog');
    if (!(await opens(picker))) return false;
    await page.keyboard.type('Delay');
    await picker.getByRole('menuitem', { name: /^Delay/ }).waitFor({ timeout: FOCUS_MS });
    await press(page, 'ArrowDown Enter');
    await picker.waitFor({ state: 'detached', timeout: FOCUS_MS });
    if (!(await field(page))) return false;
    await page.keyboard.press('Control+End');
    await page.keyboard.insertText('\n\n');
  }
  if (!has.includes(answer(key))) await page.keyboard.insertText(answer(key));
  await press(page, 'Control+Enter');
  return true;
}

/** Naming a colleague where the matter wants it: out of the list that the `@` opens, if it knows them yet. */
async function note({ page, name }: Person, key: string): Promise<boolean> {
  await press(page, 'N');
  const words = await field(page);
  if (!words) return false;
  if (!(await words.inputValue()).includes(noteOn(key))) {
    await page.keyboard.insertText(noteOn(key));
    if (matterOf(key) === 'mention') {
      const colleague = name === 'Ruth Okafor' ? 'Mara Lindholm' : 'Ruth Okafor';
      await page.keyboard.insertText(` @${colleague.split(' ')[0]}`);
      if (await opens(page.getByRole('option', { name: colleague }))) await page.keyboard.press('Enter');
      else await page.keyboard.insertText(` ${colleague.split(' ')[1]} `);
      await frames(page);
    }
    await page.keyboard.insertText(' told the depot.');
  }
  await press(page, 'Control+Enter');
  return true;
}

/** Whoever is free stands first in the list; a queue is found by its name. */
async function chooseWhom(page: Page, dialog: Locator, queue: string | null): Promise<boolean> {
  if (queue !== null) {
    // What is typed before the field has the focus would be keys of the page.
    if (!(await opens(dialog.locator('input:focus')))) return false;
    await page.keyboard.type(queue);
  }
  const first = dialog.getByRole('option', queue === null ? {} : { name: queue }).first();
  if (!(await opens(first))) return false;
  if (queue === null && !(await first.textContent())?.endsWith(', free')) return false;
  await press(page, 'ArrowDown Enter');
  return opens(dialog.getByRole('option', { selected: true }));
}

/** A senior is found by the backend, and who is here is known. */
async function handOver(page: Page, keys: string, key: string, queue: string | null = null): Promise<boolean> {
  await press(page, keys);
  const dialog = page.getByRole('dialog');
  if (!(await opens(dialog))) return false;
  if ((keys === 'H T' || keys === 'H C') && !(await chooseWhom(page, dialog, queue))) return false;
  await tabToWords(page);
  await page.keyboard.insertText(handNote(key));
  await press(page, 'Control+Enter');
  await dialog.waitFor({ state: 'detached', timeout: FOCUS_MS });
  return true;
}

/** From the menu of what ends it without a reply, by the first letters. */
async function settle(page: Page, label: string): Promise<boolean> {
  await press(page, 'D');
  const menu = page.getByRole('menu');
  // Letters are keys of the desk until the menu has the focus.
  if (!(await opens(page.locator('[role=menu]:focus-within')))) return false;
  await page.keyboard.type(label);
  if (!(await opens(menu.getByRole('menuitem', { name: label }).and(page.locator('[data-focused=true]')))))
    return false;
  await press(page, 'Enter');
  await menu.waitFor({ state: 'detached', timeout: FOCUS_MS });
  return true;
}

async function park(page: Page): Promise<boolean> {
  await press(page, 'Z P');
  const dialog = page.getByRole('dialog');
  if (!(await opens(dialog))) return false;
  await press(page, 'Enter');
  await dialog.waitFor({ state: 'detached', timeout: FOCUS_MS });
  return true;
}

/** From the bar that says so, above everything. */
async function discardRefusal(page: Page): Promise<void> {
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  // From wherever one was, round the whole page.
  await tabTo(page, /^Discard$/, 300);
  await press(page, 'Enter');
}

/** Out of the list, past what has a number. */
async function openListed(page: Page, key: string, as: 'Parked' | 'Helping'): Promise<void> {
  await press(page, 'G 1');
  await tabTo(page, new RegExp(`${customerName(key)}(?!\\d).*${as}`, 's'), 300);
  await press(page, 'Enter');
}

/** What a key alone does. */
const KEYS: Partial<Record<Doing, string>> = {
  accept: 'F2',
  decline: 'F8 1',
  'hang up': 'Enter',
  'wrap up': 'Control+Enter',
  'choose disposition': 'ArrowDown Enter',
  'be there': 'G A',
  finish: 'Z F',
  'end call': 'C E',
  hold: 'F9',
  resume: 'F9',
  leave: 'H L',
  confer: 'H A',
  'bring back': 'Z B',
  'see mention': 'G M',
  'put away': 'Escape',
};
/** These work while something is in the middle of the screen, or have nothing to put away first. */
const AS_IT_IS: readonly Doing[] = [
  'accept',
  'decline',
  'hang up',
  'wrap up',
  'choose disposition',
  'hold',
  'resume',
  'put away',
];

/** False: it turned out that there was nothing to do it with, as when work had just gone. */
async function doStep(person: Person, step: Step): Promise<boolean> {
  const { page } = person;
  if (!AS_IT_IS.includes(step.do)) await press(page, 'Escape');
  const keys = step.do === 'open' ? step.about : KEYS[step.do];
  if (keys !== undefined) await press(page, keys);
  if (step.do === 'transfer') return handOver(page, 'H T', step.about);
  if (step.do === 'to queue') return handOver(page, 'H T', step.about, 'Social, public');
  if (step.do === 'escalate') return handOver(page, 'H E', step.about);
  if (step.do === 'consult') return handOver(page, 'H C', step.about);
  if (step.do === 'hand warm') return handOver(page, 'H W', step.about);
  if (step.do === 'praise') return settle(page, 'Mark as praise');
  if (step.do === 'no response') return settle(page, 'Spam');
  if (step.do === 'park') return park(page);
  if (step.do === 'discard refusal') await discardRefusal(page);
  if (step.do === 'open parked') await openListed(page, step.about, 'Parked');
  if (step.do === 'open helped') await openListed(page, step.about, 'Helping');
  if (step.do === 'reply') return reply(person, step.about);
  if (step.do === 'note') return note(person, step.about);
  return true;
}

/** What one has in mind, and takes along to another page. */
export type Memory = {
  readonly steps: Step[];
  /** Customers whose work this desk shows as parked, or has shown so. */
  readonly parked: Set<string>;
  /** When each thing was done last. */
  readonly done: Map<string, number>;
};
export const noMemory = (): Memory => ({ steps: [], parked: new Set(), done: new Map() });

export type AtWork = {
  readonly memory: Memory;
  /** The last that they saw and did, for who wants to know why something was left undone. */
  story(): string;
  /** Rejects when the page could not be worked with any more, and never fulfils. */
  readonly failed: Promise<never>;
  stop(): Promise<void>;
  /** The page is about to die under their hands, whatever they are doing. */
  leave(): void;
};

/** Begins at once. A fault of the page ends the shift and is thrown by `stop`. */
export function workAt(page: Page, name: string, memory = noMemory()): AtWork {
  const { steps, parked, done } = memory;
  const story: string[] = [];
  let isOver = false;
  let isLeft = false;
  const shift = (async () => {
    while (!isOver) {
      const seen = await look(page);
      for (const { key } of seen.parked) parked.add(key);
      for (const key of done.keys())
        if (key.startsWith('help ') && !seen.helping.includes(key.slice(5))) done.delete(key);
      for (const key of seen.helping) if (!done.has(`help ${key}`)) done.set(`help ${key}`, performance.now());
      // What came back is at hand again, however short it was away.
      for (const { key } of seen.open) if (parked.has(key)) done.set(`back ${key}`, performance.now());
      const step = nextStep(seen, done, performance.now());
      const line = JSON.stringify({
        ...step,
        ...seen,
        words: seen.words?.slice(-80),
        presence: seen.presence.slice(0, 60),
      });
      if (story.at(-1) !== line) story.push(line);
      if (step.do === 'wait') await page.waitForTimeout(60);
      else if (await doStep({ page, name }, step)) {
        steps.push(step);
        done.set(remembered(step), performance.now());
      } else done.set(putOff(step.about), performance.now());
      // What was refused is done again.
      if (step.do === 'discard refusal')
        for (const key of done.keys()) if (HANDING.some(what => key.startsWith(`${what} `))) done.delete(key);
      // The screen has its frames between two looks, as it has for a person.
      await page.waitForTimeout(120);
    }
  })();
  const never = (): Promise<never> => new Promise(() => undefined);
  const failed = shift.then(never, error => (isLeft ? never() : Promise.reject(error)));
  failed.catch(() => undefined); // also thrown by whoever stops it
  return {
    memory,
    failed,
    story: () => `${name}\n${story.slice(-STORY).join('\n')}`,
    async stop() {
      isOver = true;
      await shift;
    },
    leave() {
      isOver = true;
      isLeft = true;
    },
  };
}
