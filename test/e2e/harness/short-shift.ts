// An agent with a keyboard and a screen, and nothing else: looks, decides, presses; again, until the shift is over.
import type { Page } from 'playwright-core';
import { press } from './keys.ts';

/** Who a customer is called and what they asked is told apart by a key of letters and digits, e.g. `chat1`. */
export const customerName = (key: string): string => `Customer ${key}`;
export const question = (key: string): string => `Question ${key}: where is my suitcase?`;
/** What is written to colleagues about those who came by a way where more is to be said. */
export const note = (key: string): string | null =>
  /^(?:email|sms)/.test(key) ? `Note on ${key}: told the depot.` : null;
export const answer = (key: string): string => `Answer to ${key}: it is on its way to you.`;

/** What a person takes in at a glance. */
export type Seen = {
  readonly rings: boolean;
  readonly ringsByPhone: boolean;
  /** Of the open work, in its order: the customer's key, and whether theirs is the conversation on screen. */
  readonly work: readonly { readonly key: string; readonly isShown: boolean; readonly isCall: boolean }[];
  /** Words of the conversation on screen; null: none is shown, or not yet. */
  readonly words: string | null;
  /** A question is asked in the middle of the screen. */
  readonly isAsked: boolean;
  readonly isAfterCall: boolean;
  readonly presence: string;
};

const look = (page: Page): Promise<Seen> =>
  page.evaluate(() => {
    const one = (place: string): Element | null => document.querySelector(place);
    const keyIn = (text: string | null | undefined): string => /Customer ([a-z]+\d+)/.exec(text ?? '')?.[1] ?? '';
    const items = [...document.querySelectorAll('section[aria-label="Work"] a[href]')];
    return {
      rings: one('section[aria-label="Offer"]') !== null,
      ringsByPhone: /Customer voice/.test(one('section[aria-label="Offer"]')?.textContent ?? ''),
      work: items.map(item => ({
        key: keyIn(item.textContent),
        isShown: item.getAttribute('aria-current') === 'true',
        isCall: /On call|ACW/.test(item.textContent ?? ''),
      })),
      words: one('section[aria-label="Timeline"] [role=feed]')?.textContent ?? null,
      isAsked: one('[role=alertdialog]') !== null,
      isAfterCall: one('section[aria-label="After-contact work"]') !== null,
      presence: one('header')?.textContent ?? '',
    };
  });

type Step =
  | {
      readonly do: 'accept' | 'decline' | 'ask' | 'note' | 'reply' | 'finish' | 'end-call' | 'be-there';
      readonly key: string;
    }
  | { readonly do: 'open'; readonly place: number }
  | { readonly do: 'wait' };

/** What they remember to have done, and when: without a network the screen shows it as it was until the backend has heard. */
type Done = {
  readonly ended: ReadonlyMap<string, number>;
  readonly sent: ReadonlyMap<string, number>;
  readonly endedCalls: ReadonlySet<string>;
  readonly declined: number;
};
const PATIENCE_MS = 20_000;
const FOCUS_MS = 10_000;
/** From Send until the words stand in the conversation, whatever else the machine has to do. */
const SENDING_MS = 5_000;

/** What a person does next: what is asked comes first, then what rings, then the work at hand, then the next one. */
export function nextStep(seen: Seen, { ended, endedCalls, sent, declined }: Done, now: number): Step {
  const shown = seen.work.find(({ isShown }) => isShown);
  if (seen.isAsked) return { do: 'ask', key: shown?.key ?? '' };
  // A call would go to nobody else.
  if (seen.rings) return { do: declined === 0 && !seen.ringsByPhone ? 'decline' : 'accept', key: '' };
  const isOpen = ({ key }: { key: string }): boolean =>
    now - (ended.get(key) ?? Number.NEGATIVE_INFINITY) > PATIENCE_MS;
  const next = seen.work.findIndex(isOpen);
  if (next < 0 && seen.work.length > 0) return { do: 'wait' };
  if (next < 0) return /Available|On contact/i.test(seen.presence) ? { do: 'wait' } : { do: 'be-there', key: '' };
  if (!shown || !isOpen(shown)) return { do: 'open', place: next + 1 };
  const { key } = shown;
  if (shown.isCall) return seen.isAfterCall || endedCalls.has(key) ? { do: 'finish', key } : { do: 'end-call', key };
  if (!seen.words?.includes(`Question ${key}`)) return { do: 'wait' };
  const writing = seen.words.includes(`Answer to ${key}`) ? (note(key) === null ? null : 'note') : 'reply';
  if (writing === null || (writing === 'note' && seen.words.includes(`Note on ${key}`))) return { do: 'finish', key };
  const isSent = now - (sent.get(`${writing} ${key}`) ?? Number.NEGATIVE_INFINITY) <= SENDING_MS;
  return isSent ? { do: 'wait' } : { do: writing, key };
}

async function doStep(page: Page, step: Step): Promise<void> {
  if (step.do === 'wait') return void (await page.waitForTimeout(60));
  if (step.do === 'accept') return press(page, 'F2');
  if (step.do === 'decline') return press(page, 'F8 1');
  if (step.do === 'ask') return press(page, 'Control+Enter');
  await press(page, 'Escape');
  if (step.do === 'open') return press(page, String(step.place));
  if (step.do === 'be-there') return press(page, 'G A');
  if (step.do === 'finish') return press(page, 'Z F');
  if (step.do === 'end-call') return press(page, 'C E');
  await press(page, step.do === 'note' ? 'N' : 'R');
  await write(page, step.do === 'note' ? note(step.key)! : answer(step.key));
}

/** Into the field that has the focus by then, unless it stands there already; and sent. */
async function write(page: Page, words: string): Promise<void> {
  const field = page.locator('section[aria-label="Composer"] textarea:focus');
  await field.waitFor({ timeout: FOCUS_MS });
  if (!(await field.inputValue()).includes(words)) await page.keyboard.insertText(words);
  await press(page, 'Control+Enter');
}

export type AtWork = { readonly steps: readonly Step[]; stop(): Promise<void> };

/** Begins at once. A fault of the page ends the shift and is thrown by `stop`. */
export function workAt(page: Page): AtWork {
  const steps: Step[] = [];
  const endedCalls = new Set<string>();
  const [ended, sent] = [new Map<string, number>(), new Map<string, number>()];
  let declined = 0;
  let isOver = false;
  const shift = (async () => {
    while (!isOver) {
      const step = nextStep(await look(page), { ended, sent, endedCalls, declined }, performance.now());
      if (step.do !== 'wait') steps.push(step);
      await doStep(page, step);
      if (step.do === 'end-call') endedCalls.add(step.key);
      if (step.do === 'decline') declined++;
      if (step.do === 'reply' || step.do === 'note') sent.set(`${step.do} ${step.key}`, performance.now());
      if (step.do === 'ask') ended.set(step.key, performance.now());
      // The screen has its frames between two looks, as it has for a person.
      await page.waitForTimeout(120);
    }
  })();
  shift.catch(() => undefined); // thrown again by whoever stops it
  return {
    steps,
    async stop() {
      isOver = true;
      await shift;
    },
  };
}
