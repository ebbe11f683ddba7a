// What this workstation keeps, as an agent sees and changes it; and history fetched whole from beside the mark.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Handlers } from '../../shared/contract/bridge.ts';
import type { FetchState } from '../../shared/contract/bridge/fetch.ts';
import type { Keeping, Pin, Space } from '../../shared/contract/bridge/keeping.ts';
import { useFetch } from '../../renderer/stores/fetch.ts';
import { useKeeping } from '../../renderer/stores/keeping.ts';
import { chosenLimit } from '../../renderer/settings/Limits.tsx';
import { sizeOf } from '../../renderer/text/keeping.ts';
import { close, Desk, heldItem, live, settle, show } from './desk.tsx';
import { customerWith, entryOf, itemOf } from './made.ts';

const space: Space = {
  at: Date.UTC(2026, 5, 6, 14, 2),
  file: 40 * 2 ** 20,
  parts: [
    { part: 'entries', bytes: 30 * 2 ** 20 },
    { part: 'outbox', bytes: 2 ** 20 },
    { part: 'empty', bytes: 0 },
  ],
  free: 7 * 2 ** 30,
  entries: 12_345,
  customers: 67,
  byChannel: [{ channel: 'email', entries: 12_345, bytes: 30 * 2 ** 20 }],
  byAge: [{ days: 30, entries: 12_345, bytes: 30 * 2 ** 20 }],
  byCustomer: [{ customerId: 'max', name: 'Maximiliane Oyelaran', entries: 345, bytes: 2 ** 20 }],
  ms: 12,
  longestMs: 1,
};

let keeping: Keeping;
let pins: Pin[];
let fetched: FetchState;
let desk: Desk;

beforeEach(() => {
  pins = [{ customerId: 'max', caseId: null }];
  fetched = { running: false, customers: [] };
  keeping = {
    limits: { days: 90, megabytes: 2_048, freeMegabytes: 1_024, fillEntries: 1_000 },
    given: ['days'],
    always: 50,
    openedHours: 24,
    inMemory: false,
    pins: [
      {
        customerId: 'max',
        caseId: null,
        at: 1,
        customerName: 'Maximiliane Oyelaran',
        caseNumber: null,
        caseSubject: null,
        entries: 345,
        older: 12,
      },
    ],
    fill: { state: 'rest', entries: 7, customers: 1 },
  };
  const handlers: Partial<Handlers> = {
    'keeping.read': () => keeping,
    'keeping.space': () => space,
    'keeping.pins': () => pins,
    'keeping.write': change => (keeping = { ...keeping, limits: { ...keeping.limits, ...(change as object) } }),
    'keeping.pin': ({ isPinned, ...pin }) => {
      pins = isPinned ? [...pins, pin] : pins.filter(one => one.caseId !== pin.caseId);
      return pins;
    },
    'keeping.makeRoom': () => ({ entries: 1_200, bytes: 3 * 2 ** 20 }),
    'fetch.read': () => fetched,
    'fetch.start': () => fetched,
    'fetch.stop': () => fetched,
  };
  desk = new Desk();
  Object.assign(desk.core.others, handlers);
});
afterEach(() => {
  close();
  useFetch.setState(useFetch.getInitialState(), true);
  useKeeping.setState(useKeeping.getInitialState(), true);
});

const press = (key: string, on: Element = document.activeElement ?? document.body) => {
  fireEvent.keyDown(on, { key });
  fireEvent.keyUp(on, { key });
};
async function openPage(): Promise<HTMLElement> {
  await show(desk);
  press('g', document.body);
  press('d', document.body);
  const page = await screen.findByRole('region', { name: 'Keeping' });
  await settle();
  return page;
}

test('by two keys the page is there: what takes the space, by part, age, channel and customer, and how much is free', async () => {
  const page = await openPage();
  for (const said of ['41 MB', '7 GB', '12,345 entries of 67 customers']) within(page).getByText(said);
  const tables = within(page).getAllByRole('table');
  expect(tables).toHaveLength(4);
  within(page).getByRole('rowheader', { name: 'Outbox and drafts' });
  expect(within(page).queryByRole('rowheader', { name: 'Free for the next entries' })).toBeNull();
  fireEvent.click(within(tables[3]!).getByRole('button', { name: 'Maximiliane Oyelaran' }));
  await screen.findByRole('region', { name: 'Timeline' });
});

test('a limit is changed by typing and Enter; one that the company has set cannot be; nonsense is said and not sent', async () => {
  const page = await openPage();
  const fixed = within(page).getByLabelText('Keep history for');
  expect([fixed.tagName, fixed.textContent]).toEqual(['OUTPUT', '90']);
  within(page).getByText('Set for this workstation by your company');
  const field = within(page).getByRole('textbox', { name: 'Use at most' });
  fireEvent.change(field, { target: { value: '50' } });
  expect(field.getAttribute('aria-invalid')).toBe('true');
  within(page).getByText('From 100 to 1,000,000, as a whole number');
  fireEvent.submit(field.closest('form')!);
  expect(desk.asked('keeping.write')).toEqual([]);
  fireEvent.change(field, { target: { value: '4,096' } });
  fireEvent.submit(field.closest('form')!);
  await settle();
  expect(desk.asked('keeping.write')).toEqual([{ megabytes: 4_096 }]);
});

test('all older history goes only after a question, whose answer at hand is no', async () => {
  const page = await openPage();
  fireEvent.click(within(page).getByRole('button', { name: 'Give up all older history' }));
  const question = await screen.findByRole('alertdialog', { name: 'Give up all older history?' });
  expect(document.activeElement).toBe(within(question).getByRole('button', { name: 'Cancel' }));
  fireEvent.click(within(question).getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(desk.asked('keeping.makeRoom')).toEqual([]);
  fireEvent.click(within(page).getByRole('button', { name: 'Give up all older history' }));
  fireEvent.click(await screen.findByRole('button', { name: 'Give it up' }));
  await within(page).findByText('1,200 entries given up, 3 MB freed');
  expect(desk.asked('keeping.makeRoom')).toEqual([{ all: true }]);
});

test('who is kept here is listed with what is missing of them, and can be let go', async () => {
  const page = await openPage();
  const list = within(page).getByRole('group', { name: 'Kept here' });
  expect(list.textContent).toContain('345 entries, 12 older not loaded');
  fireEvent.click(within(list).getByRole('button', { name: 'No longer keep Maximiliane Oyelaran here' }));
  await settle();
  expect(desk.asked('keeping.pin')).toEqual([{ customerId: 'max', caseId: null, isPinned: false }]);
});

test('a customer and a case are kept here from beside their names, and pressed says that they are', async () => {
  desk.work = { offer: null, lastOffer: null, items: [heldItem()] };
  await show(desk, '#work/max');
  const keep = await screen.findByRole('button', { name: 'Keep Maximiliane Oyelaran on this workstation' });
  await waitFor(() => expect(keep.getAttribute('aria-pressed')).toBe('true'));
  fireEvent.click(keep);
  await waitFor(() => expect(keep.getAttribute('aria-pressed')).toBe('false'));
  expect(desk.asked('keeping.pin')).toEqual([{ customerId: 'max', caseId: null, isPinned: false }]);
});

const withOlder = (): void =>
  void desk.core.customers.set(
    'max',
    customerWith([entryOf('post')], { inBackend: [itemOf(entryOf('message')), itemOf(entryOf('message'))] }),
  );

test('all of a history is asked for from beside the mark; how far it is is told, and it can be stopped', async () => {
  withOlder();
  await show(desk, '#work/max');
  const button = await screen.findByRole('button', { name: 'Load all of it' });
  const customer = { customerId: 'max', loaded: 1_200, left: 340, fault: null };
  fetched = { running: true, customers: [{ ...customer, state: 'running' }] };
  fireEvent.click(button);
  await screen.findByText('Loading: 1,200 loaded, 340 to come');
  expect(desk.asked('fetch.start')).toEqual([{ customerIds: ['max'] }]);
  fetched = { running: false, customers: [{ ...customer, state: 'stopped' }] };
  fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
  await screen.findByRole('button', { name: 'Load all of it' });
  fetched = { running: false, customers: [{ ...customer, state: 'failed', fault: 'not-kept' }] };
  await desk.push({ topic: 'fetch' });
  await screen.findByText('There is no room on this workstation for more');
});

test('without a network nothing can be asked for, and the reason is said in words', async () => {
  withOlder();
  desk.connection = { ...live, state: 'offline', since: 1 };
  await show(desk, '#work/max');
  const all = await screen.findByRole('button', { name: 'Load all of it' });
  screen.getByText('Offline: older entries come from the backend, when this desk is connected to it');
  for (const button of [all, screen.getByRole('button', { name: 'Load older' })]) {
    expect(button.getAttribute('aria-disabled')).toBe('true');
    fireEvent.click(button);
  }
  await settle();
  expect([...desk.asked('fetch.start'), ...desk.asked('timeline.older')]).toEqual([]);
});

test.each([
  ['400', 400],
  ['4 000', 4_000],
  ['0', null],
  ['-3', null],
  ['9.5', null],
  ['', null],
  ['99999999999', null],
])('%j days is %s', (text, value) => {
  expect(chosenLimit('days', text)).toBe(value);
});

test.each([
  [0, '0 B'],
  [1_023, '1,023 B'],
  [1_536, '1.5 kB'],
  [340 * 2 ** 20, '340 MB'],
  [2.1 * 2 ** 30, '2.1 GB'],
])('%s bytes are said as %s', (bytes, said) => {
  expect(sizeOf(bytes)).toBe(said);
});

/** A closed case beside the open one, found by a word. */
function withClosed(): void {
  const entry = entryOf('message', { caseId: 'case-9', text: 'card charged twice' });
  const of = { customerName: 'Maximiliane Oyelaran', caseNumber: 46_630, caseSubject: 'Seats' };
  const state = { caseState: 'closed' as const, caseClosedAt: 5_000, snippet: 'card', marks: [] };
  const made = customerWith([entry]);
  const closed = { ...made.cases[0]!, id: 'case-9', number: 46_630, state: 'closed' as const, closedAt: 5_000 };
  desk.core.customers.set('max', { ...made, cases: [...made.cases, closed] });
  desk.found = { hits: [{ entry, ...of, ...state }], searched: 1, from: 1 };
  pins = [];
}

test('in Work the case at hand is kept by key, and a closed one by its line', async () => {
  withClosed();
  await show(desk, '#work/max');
  press('z', document.body);
  press('k', document.body);
  await waitFor(() => expect(pins).toEqual([{ customerId: 'max', caseId: 'case-1' }]));

  const panel = screen.getByRole('region', { name: 'Customer' });
  expect(within(panel).queryByRole('button', { name: 'Keep case 46630 on this workstation' })).toBeNull();
  fireEvent.click(within(panel).getByRole('button', { name: '1 closed case' }));
  const line = within(panel).getByRole('button', { name: 'Keep case 46630 on this workstation' });
  fireEvent.click(line);
  await waitFor(() => expect(line.getAttribute('aria-pressed')).toBe('true'));
});

test('in Review the case of the hit is kept by key, and no longer by the same', async () => {
  withClosed();
  await show(desk, '#review');
  const field = screen.getByRole('searchbox', { name: 'Search history' });
  fireEvent.change(field, { target: { value: 'charged' } });
  const kept = await screen.findByRole('button', { name: /^Keep case 46630/ });
  field.blur();
  for (const isPressed of ['true', 'false']) {
    press('z', document.body);
    press('k', document.body);
    await waitFor(() => expect(kept.getAttribute('aria-pressed')).toBe(isPressed));
  }
});
