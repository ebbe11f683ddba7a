// Single entries are picked by hand, by mouse and by keys, and leave alone.
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { useExport } from '../../../renderer/stores/export.ts';
import { usePicks, withPicks } from '../../../renderer/stores/picks.ts';
import type { Handlers } from '../../../shared/contract/bridge.ts';
import type { ExportState } from '../../../shared/contract/bridge/export.ts';
import type { Entry } from '../../../shared/domain/entry.ts';
import { MAX_SELECTED } from '../../../shared/domain/export/ask.ts';
import { close, Desk, settle, show } from '../desk.tsx';
import { customerWith, entryOf, itemOf, MINUTE, pendingOf } from '../made.ts';

beforeAll(() => {
  // jsdom lays nothing out; a list without height would draw nothing.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 4_000 });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, value: 80 });
});
afterEach(() => {
  close();
  act(() => useExport.setState(useExport.getInitialState(), true));
});

const NOON = new Date(2026, 5, 2, 12).getTime();
const DAY = 24 * 60 * MINUTE;
/** Two days; of the second one a direct message, a note and a mail in one conversation each. */
const ENTRIES: readonly Entry[] = [
  entryOf('post', { id: 'old-1', at: NOON - DAY, interactionId: 'x' }),
  entryOf('post', { id: 'old-2', at: NOON - DAY + MINUTE, interactionId: 'x' }),
  entryOf('message', { id: 'new-1', at: NOON, interactionId: 'x' }),
  entryOf('note', { id: 'new-2', at: NOON + MINUTE }),
  entryOf('email', { id: 'new-3', at: NOON + 2 * MINUTE, interactionId: 'mail' }),
];

const STATE: ExportState = {
  exportId: 'x1',
  state: 'running',
  format: 'html',
  name: 'f',
  done: 0,
  of: 1,
  entries: 0,
  leftOut: 0,
  size: null,
  code: null,
};

async function desk(...more: Parameters<typeof itemOf>[]): Promise<Desk> {
  const one = new Desk();
  const made = customerWith(ENTRIES);
  one.core.customers.set('max', { ...made, items: [...made.items, ...more.map(item => itemOf(...item))] });
  const other = customerWith([entryOf('post', { id: 'ada-1', customerId: 'ada' })]);
  one.core.customers.set('ada', { ...other, customer: { ...other.customer, id: 'ada', name: 'Ada' } });
  Object.assign(one.core.others, {
    'export.start': ({ format }) => ({ ...STATE, format }),
    'export.read': () => null,
    'export.cancel': () => ({}),
  } satisfies Partial<Handlers>);
  await show(one, '#work/max');
  return one;
}

const article = (id: string) => document.querySelector<HTMLElement>(`article[data-entry="${id}"]`)!;
const box = (id: string) => within(article(id)).getByRole<HTMLInputElement>('checkbox', { name: 'Picked' });
const picked = () => [...usePicks.getState().picked.keys()];
const bar = () => screen.queryByRole('group', { name: 'Picked entries' });
const focus = (id: string) => act(() => article(id).focus());
async function keys(...all: readonly (string | { key: string; shiftKey: true })[]): Promise<void> {
  for (const key of all)
    fireEvent.keyDown(document.activeElement ?? document.body, typeof key === 'string' ? { key } : key);
  await settle();
}
async function click(id: string, more: object = {}): Promise<void> {
  fireEvent.click(box(id), more);
  await settle();
}

test('by mouse: one, with Shift all up to there, and one taken back; how many is said', async () => {
  await desk();
  expect(bar()).toBeNull();
  await click('old-1');
  expect(bar()!.textContent).toContain('1 entry picked');
  await click('new-1', { shiftKey: true });
  expect(picked()).toEqual(['old-1', 'old-2', 'new-1']);
  expect(box('old-2').checked).toBe(true);
  await click('old-2');
  expect(picked()).toEqual(['old-1', 'new-1']);
  expect(bar()!.textContent).toContain('2 entries picked');
  fireEvent.click(within(bar()!).getByRole('button', { name: 'Pick none' }));
  await settle();
  expect([picked(), bar()]).toEqual([[], null]);
});

test('by keys: V the one at hand, Shift J along, E R up to here, E D the day, E I the conversation, E N none', async () => {
  await desk();
  focus('old-1');
  await keys('v');
  expect(picked()).toEqual(['old-1']);
  await keys('v');
  expect(picked()).toEqual([]);
  await keys({ key: 'J', shiftKey: true }, { key: 'J', shiftKey: true });
  expect(picked()).toEqual(['old-1', 'old-2', 'new-1']);
  await keys('e', 'n');
  expect(picked()).toEqual([]);
  focus('old-2');
  await keys('v');
  focus('new-2');
  await keys('e', 'r');
  expect(picked()).toEqual(['old-2', 'new-1', 'new-2']);
  await keys('e', 'n');
  focus('new-3');
  await keys('e', 'd');
  expect(picked()).toEqual(['new-1', 'new-2', 'new-3']);
  await keys('e', 'd');
  expect(picked()).toEqual(['new-1', 'new-2', 'new-3']);
  await keys('e', 'n');
  focus('new-1');
  await keys('e', 'i');
  expect(picked()).toEqual(['old-1', 'old-2', 'new-1']);
});

test('while somebody writes, a letter is a letter', async () => {
  await desk();
  focus('old-1');
  act(() => document.querySelector<HTMLElement>('[data-composer]')!.focus());
  await keys('v', 'e', 'd');
  expect(picked()).toEqual([]);
});

test('what filters hide is not picked and counted; what they hide later stays picked, and that is said', async () => {
  await desk();
  const chip = (name: RegExp) => within(screen.getByRole('group', { name: 'Filters' })).getByRole('button', { name });
  fireEvent.click(chip(/^Email/));
  await settle();
  focus('new-1');
  await keys('e', 'd');
  expect(picked()).toEqual(['new-1', 'new-2']);
  expect(bar()!.textContent).toContain('1 entry hidden by your filters was not picked.');
  fireEvent.click(chip(/^X/));
  await settle();
  expect(picked()).toEqual(['new-1', 'new-2']);
  expect(bar()!.textContent).toContain('1 of them is hidden by your filters.');
});

test('just those leave, in every form, and of a note it is said before that it stays unless it is asked for', async () => {
  const one = await desk();
  await click('new-1');
  await click('new-2');
  for (const form of ['Web page', 'PDF', 'JSON', 'Table (CSV)']) {
    act(() => useExport.setState(useExport.getInitialState(), true));
    focus('new-2');
    await keys('e', 'e');
    const dialog = within(screen.getByRole('dialog'));
    expect(dialog.getByRole<HTMLInputElement>('radio', { name: 'The 2 picked entries' }).checked).toBe(true);
    dialog.getByText('1 picked entry goes into the file; left out: 1 private note.');
    fireEvent.click(dialog.getByRole('radio', { name: new RegExp(`^${form.replace(/[()]/g, '\\$&')}`) }));
    fireEvent.click(dialog.getByRole('button', { name: /^Export/ }));
    await settle();
  }
  const asked = one.asked('export.start') as { scope: unknown; format: string; options: { withNotes: boolean } }[];
  expect(asked.map(({ format }) => format)).toEqual(['html', 'pdf', 'json', 'csv']);
  for (const { scope, options } of asked) {
    expect(scope).toEqual({ kind: 'entries', entryIds: ['new-1', 'new-2'] });
    expect(options.withNotes).toBe(false);
  }
});

test('with nothing picked, E E says at that timeline what to do, until something is picked or it is seen', async () => {
  const one = await desk();
  focus('old-1');
  await keys('e', 'e');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(bar()!.textContent).toContain('Nothing is picked to export. Press V on an entry, or tick its box first.');
  expect(within(bar()!).getAllByRole('button')).toHaveLength(1);
  fireEvent.click(within(bar()!).getByRole('button', { name: 'Seen' }));
  expect(bar()).toBeNull();
  one.settings = { ...one.settings, keys: { 'pick.entry': '' } };
  await one.push({ topic: 'session' });
  focus('old-1');
  await keys('e', 'e');
  expect(bar()!.textContent).toContain('Nothing is picked to export. Tick the box of an entry first.');
  await click('old-1');
  expect(bar()!.textContent).toContain('1 entry picked');
  expect(bar()!.textContent).not.toContain('Nothing');
});

test('a note that is asked for is counted in', async () => {
  await desk();
  await click('new-2');
  focus('new-2');
  await keys('e', 'e');
  const dialog = within(screen.getByRole('dialog'));
  dialog.getByText('None of the picked goes into the file; left out: 1 private note.');
  fireEvent.click(dialog.getByRole('checkbox', { name: /^Private notes/ }));
  expect(dialog.getByText('1 picked entry goes into the file.')).toBeDefined();
});

test('words that are not confirmed cannot be picked', async () => {
  const waiting = entryOf('message', { id: 'waits', at: NOON + 3 * MINUTE });
  await desk([waiting, pendingOf('queued')]);
  expect(within(article('waits')).queryByRole('checkbox')).toBeNull();
  focus('waits');
  await keys('v', { key: 'J', shiftKey: true });
  expect([picked(), usePicks.getState().customerId]).toEqual([[], null]);
});

test('picks outlast another customer on the screen; the first one picked there lets them go, which is said', async () => {
  await desk();
  await click('old-1');
  await click('new-3');
  const go = async (hash: string) => {
    act(() => {
      location.hash = hash;
      dispatchEvent(new HashChangeEvent('hashchange'));
    });
    await settle();
    await settle();
  };
  await go('#work/ada');
  expect(bar()).toBeNull();
  await keys('g', 'e');
  expect(within(screen.getByRole('dialog')).queryByRole('radio', { name: /picked/ })).toBeNull();
  act(() => useExport.setState(useExport.getInitialState(), true));
  await go('#work/max');
  expect(bar()!.textContent).toContain('2 entries picked');
  await go('#work/ada');
  await click('ada-1');
  expect(picked()).toEqual(['ada-1']);
  expect(bar()!.textContent).toContain('2 entries picked of somebody else were let go.');
});

test('who is gone from this desk takes what was picked along', async () => {
  const one = await desk();
  await click('old-1');
  one.core.customers.delete('max');
  await one.push({ topic: 'timeline', customerId: 'max' });
  expect(picked()).toEqual([]);
});

test('more than an export takes is not picked, and nothing that was picked is lost', () => {
  const many = Array.from({ length: MAX_SELECTED }, (_, i) => ({ ...entryOf('post'), id: `p${i}` }));
  const full = withPicks(usePicks.getInitialState(), 'max', many, null);
  expect([full.picked.size, full.told]).toEqual([MAX_SELECTED, null]);
  const over = withPicks(full, 'max', [entryOf('post', { id: 'one more' })], null);
  expect([over.picked, over.told]).toEqual([full.picked, { kind: 'too-many' }]);
});
