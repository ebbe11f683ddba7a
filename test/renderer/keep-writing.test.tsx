// What is typed is written down while one types, at most three times a second, and at once as the page goes.
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetDrafts } from '../../renderer/stores/drafts.ts';
import { dropKeeping, keepSoon } from '../../renderer/stores/keep-writing.ts';
import { hostWords } from '../../renderer/text/host.ts';
import { close, Desk, heldItem, live, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

afterEach(() => {
  close();
  // What one page leaves for the next: here each is the first.
  sessionStorage.clear();
});

const HIDDEN = Object.getOwnPropertyDescriptor(Document.prototype, 'hidden')!;
const hide = (isHidden: boolean): void => {
  Object.defineProperty(document, 'hidden', { configurable: true, get: () => isHidden });
  document.dispatchEvent(new Event('visibilitychange'));
};

test.each([
  ['goes', () => dispatchEvent(new Event('pagehide'))],
  ['is hidden', () => hide(true)],
])('a reply and a wrap-up that have just been typed are kept as the page %s', async (_how, go) => {
  const desk = new Desk();
  desk.work = { ...desk.work, items: [heldItem({ channel: 'x' })] };
  await show(desk, '#work/max');
  fireEvent.click(screen.getByRole('button', { name: 'Finish' }));
  const dialog = within(await screen.findByRole('alertdialog'));
  fireEvent.change(dialog.getByRole('textbox'), { target: { value: 'All done' } });
  fireEvent.change(screen.getByRole('textbox', { name: 'Reply', hidden: true }), { target: { value: 'Half a sent' } });
  expect(desk.asked('draft.write')).toEqual([]);
  go();
  expect(desk.asked('draft.write')).toMatchObject([{ customerId: 'max', mode: 'reply', text: 'Half a sent' }]);
  expect(desk.asked('wrapUp.write')).toMatchObject([{ workItemId: 'work-1', text: 'All done' }]);
  hide(false);
  Object.defineProperty(document, 'hidden', HIDDEN);
  await settle();
  dispatchEvent(new Event('pagehide'));
  expect(desk.asked('draft.write')).toHaveLength(1);
});

let n = 0;
beforeEach(() => {
  n += 1;
});
/** Types for so long, a letter each `every` ms; when it was written down, in ms. */
function typing(every: number, ms: number): number[] {
  vi.useFakeTimers();
  const begun = performance.now();
  const kept: number[] = [];
  for (let at = 0; at < ms; at += every) {
    keepSoon(`words ${n}`, () => kept.push(performance.now() - begun));
    vi.advanceTimersByTime(every);
  }
  vi.advanceTimersByTime(5_000);
  vi.useRealTimers();
  return kept;
}

const gaps = (kept: readonly number[]): number[] => kept.slice(1).map((at, before) => at - kept[before]!);

test('while one types without a rest it is written down three times a second, and once behind the last letter', () => {
  const kept = typing(85, 10_200);
  expect(kept[0]).toBe(333);
  expect(Math.max(...gaps(kept))).toBeLessThan(433);
  expect(Math.min(...gaps(kept))).toBeGreaterThanOrEqual(333);
  expect(kept.at(-1)).toBeGreaterThan(10_200 - 85);
});

test('a slow hand that rests after each letter makes no more of it than one for each letter', () => {
  const kept = typing(450, 9_000);
  expect(kept[0]).toBe(200);
  expect(kept).toHaveLength(20);
});

test('a word by itself is written down once its writer rests', () => {
  expect(typing(85, 340)).toEqual([333]);
});

test('what has been written down another way is not written down again', () => {
  vi.useFakeTimers();
  const keep = vi.fn<() => void>();
  keepSoon(`words ${n}`, keep);
  dropKeeping(`words ${n}`);
  vi.advanceTimersByTime(5_000);
  vi.useRealTimers();
  expect(keep).not.toHaveBeenCalled();
});

test('what could not be kept while the program was gone is said once, and is kept once it is back', async () => {
  const desk = new Desk();
  desk.work = { ...desk.work, items: [heldItem({ channel: 'x' })] };
  await show(desk, '#work/max');
  fireEvent.click(screen.getByRole('button', { name: 'Finish' }));
  const dialog = within(await screen.findByRole('alertdialog'));
  const gone = { ...live, state: 'offline', since: Date.now(), reason: hostWords.gone } as const;
  await desk.push({ topic: 'connection', connection: gone });
  for (const method of ['draft.write', 'wrapUp.write']) desk.core.faults.set(method, 'offline');
  const reply = screen.getByRole('textbox', { name: 'Reply', hidden: true });
  const type = async (said: string): Promise<void> => {
    fireEvent.change(reply, { target: { value: said } });
    fireEvent.change(dialog.getByRole('textbox'), { target: { value: said } });
    dispatchEvent(new Event('pagehide'));
    await settle();
  };
  await type('Half');
  await type('Half a sent');
  const said = (): number => screen.queryAllByText(/The draft could not be kept/).length;
  expect(said()).toBe(1);
  desk.core.calls.length = 0;
  desk.core.faults.clear();
  await desk.push({ topic: 'connection', connection: live });
  expect(desk.asked('draft.write')).toMatchObject([{ customerId: 'max', text: 'Half a sent' }]);
  expect(desk.asked('wrapUp.write')).toMatchObject([{ workItemId: 'work-1', text: 'Half a sent' }]);
  await settle();
  expect(said()).toBe(0);
});

test('words that could not be sent while the program was gone are kept once it is back, without another key', async () => {
  const desk = new Desk();
  desk.core.customers.set('max', customerWith([entryOf('message')]));
  desk.work = { ...desk.work, items: [heldItem({ channel: 'x', interactionId: 'x-1' })] };
  await show(desk, '#work/max');
  await desk.push({ topic: 'connection', connection: { ...live, state: 'offline', reason: hostWords.gone } });
  for (const method of ['draft.write', 'reply.send']) desk.core.faults.set(method, 'offline');
  const field = screen.getByRole('textbox', { name: 'Reply' });
  fireEvent.change(field, { target: { value: 'On its way' } });
  fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
  await settle();
  expect(screen.getByRole('region', { name: 'Composer' }).textContent).toContain('Not sent');
  desk.core.calls.length = 0;
  desk.core.faults.clear();
  await desk.push({ topic: 'connection', connection: live });
  expect(desk.asked('draft.write')).toMatchObject([{ customerId: 'max', text: 'On its way' }]);
});

test('also where it was back before anybody said that it was gone', async () => {
  const desk = new Desk();
  desk.core.customers.set('max', customerWith([entryOf('message')]));
  await show(desk, '#work/max');
  desk.core.faults.set('draft.write', 'offline');
  fireEvent.change(screen.getByRole('textbox', { name: 'Reply' }), { target: { value: 'In between' } });
  dispatchEvent(new Event('pagehide'));
  await settle();
  expect(screen.getByText(/The draft could not be kept/)).toBeDefined();
  desk.core.calls.length = 0;
  desk.core.faults.clear();
  await desk.push({ topic: 'connection', connection: live });
  expect(desk.asked('draft.write')).toMatchObject([{ customerId: 'max', text: 'In between' }]);
  expect(screen.queryByText(/The draft could not be kept/)).toBeNull();
});

test('what could not be kept and is then sent, or goes, is told of no longer', async () => {
  const desk = new Desk();
  desk.core.customers.set('max', customerWith([entryOf('message')]));
  desk.work = { ...desk.work, items: [heldItem({ channel: 'x', interactionId: 'x-1' })] };
  await show(desk, '#work/max');
  const said = () => screen.queryByText(/The draft could not be kept/);
  const field = screen.getByRole('textbox', { name: 'Reply' });
  const failToKeep = async (words: string): Promise<void> => {
    desk.core.faults.set('draft.write', 'not-kept');
    fireEvent.change(field, { target: { value: words } });
    dispatchEvent(new Event('pagehide'));
    await settle();
    expect(said()).not.toBeNull();
    desk.core.faults.clear();
  };
  await failToKeep('On its way');
  fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
  await settle();
  expect(desk.asked('reply.send')).toHaveLength(1);
  expect(said()).toBeNull();
  await failToKeep('Of somebody who is erased');
  forgetDrafts('max');
  await settle();
  expect(said()).toBeNull();
});

test('one that cannot be kept goes on being told of while another one is', async () => {
  const desk = new Desk();
  desk.work = { ...desk.work, items: [heldItem({ channel: 'x' })] };
  await show(desk, '#work/max');
  fireEvent.click(screen.getByRole('button', { name: 'Finish' }));
  const dialog = within(await screen.findByRole('alertdialog'));
  desk.core.faults.set('draft.write', 'not-kept');
  fireEvent.change(screen.getByRole('textbox', { name: 'Reply', hidden: true }), { target: { value: 'Half a sent' } });
  fireEvent.change(dialog.getByRole('textbox'), { target: { value: 'All done' } });
  dispatchEvent(new Event('pagehide'));
  await settle();
  expect(desk.asked('wrapUp.write')).toHaveLength(1);
  expect(screen.getByText(/The draft could not be kept/)).toBeDefined();
});
