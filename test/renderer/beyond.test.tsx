// Customers beyond this desk, on the screen: looked for from Review and the palette, brought, let go, and honest words.
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { whatOf } from '../../renderer/review/set-asked.ts';
import { useBeyond } from '../../renderer/stores/beyond.ts';
import type { Handlers } from '../../shared/contract/bridge.ts';
import type { Brought } from '../../shared/contract/bridge/review.ts';
import type { Beyond } from '../../shared/contract/review.ts';
import { close, Desk, live, mara, settle, show } from './desk.tsx';

const DAY = 86_400_000;
const AT = Date.UTC(2017, 9, 3);
const person = (more: Partial<Beyond> = {}): Beyond => ({
  customerId: 'c-1',
  name: '<b>@105840</b>',
  channels: ['x'],
  entries: 12,
  from: AT,
  to: AT + 30 * DAY,
  by: ['words'],
  isHere: false,
  ...more,
});
const setOf = (more: Partial<Brought> = {}): Brought => ({
  id: 's-1',
  what: { kind: 'customers', customerIds: ['c-1'] },
  name: null,
  madeAt: AT,
  until: AT + 7 * DAY,
  customers: 1,
  here: 0,
  entries: 0,
  older: 0,
  people: [{ customerId: 'c-1', name: null }],
  ...more,
});

type Given = {
  readonly found?: Beyond[];
  readonly offline?: boolean;
  readonly lead?: boolean;
  readonly others?: Partial<Handlers>;
};
async function desk({ found = [person()], offline, lead, others = {} }: Given = {}, hash = '#review') {
  const one = new Desk();
  if (offline) one.connection = { ...live, state: 'offline', since: 1 };
  if (lead) one.agent = { ...mara, role: 'lead' };
  let sets: Brought[] = [];
  Object.assign(one.core.others, {
    'review.find': () => ({ found, more: false, leftOut: [], unread: 0 }),
    'review.choices': () => ({
      maySets: lead ?? false,
      imports: lead ? [{ id: 'i-1', name: 'twcs.csv', at: AT, customers: 412 }] : [],
    }),
    'review.brought': () => ({ sets }),
    'review.bring': () => ({ sets: (sets = [setOf()]) }),
    'review.letGo': () => ({ sets: (sets = []) }),
    'review.weigh': () => ({
      customers: 412,
      fits: 300,
      here: 2,
      entries: 9_000,
      bytes: 1e6,
      from: AT,
      to: AT + DAY,
      megabytes: 21.3,
      room: 22.9,
    }),
    ...others,
  } satisfies Partial<Handlers>);
  await show(one, hash);
  const becomes = async (next: Brought[]): Promise<void> => {
    sets = next;
    await one.push({ topic: 'review' });
  };
  return { one, becomes };
}
afterEach(() => {
  close();
  act(() => useBeyond.setState(useBeyond.getInitialState(), true));
});

const dialog = () => screen.getByRole('dialog', { name: 'On the backend' });
const press = async (name: string | RegExp, within_ = dialog()): Promise<void> => {
  fireEvent.click(within(within_).getByRole('button', { name }));
  await settle();
};
const search = async (text: string): Promise<void> => {
  fireEvent.change(screen.getByRole('searchbox', { name: 'Search history' }), { target: { value: text } });
  await screen.findByText('No hits on this workstation');
};

test('nothing here is not nothing: the line says of whom it speaks, and looks on the backend for the same words', async () => {
  const { one } = await desk();
  await search('spotify');
  expect(screen.getByText(/^Nothing on this workstation for “spotify”/)).toBeDefined();
  expect(screen.getByText(/Other customers may be on the backend/)).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Look on the backend for “spotify”' }));
  await settle();
  expect(one.asked('review.find')).toMatchObject([{ query: 'spotify' }]);
  const row = within(dialog()).getByRole('listitem');
  expect(row.textContent).toContain('<b>@105840</b>');
  expect(row.textContent).toContain('12 entries, 3 Oct 2017 to 2 Nov 2017');
  expect(row.textContent).toContain('Found by words');
});

test('what was said on one day has that day, once', async () => {
  await desk({ found: [person({ to: AT + 60_000 })] });
  await search('spotify');
  fireEvent.click(screen.getByRole('button', { name: /^Look on the backend for/ }));
  await settle();
  expect(within(dialog()).getByRole('listitem').textContent).toContain('12 entries, 3 Oct 2017Found by words');
});

test('several sets that are all here share a line; one that still comes has its own', async () => {
  const { becomes } = await desk();
  await search('spotify');
  const whole = (id: string, name: string) =>
    setOf({ id, name, what: { kind: 'import', importId: id }, here: 1, entries: 12 });
  await becomes([
    whole('a', 'crm'),
    setOf({ id: 'b', name: 'mail', what: { kind: 'import', importId: 'b' }, here: 0 }),
    whole('c', 'voice'),
  ]);
  expect(screen.getByText('Brought, all here: crm and voice.')).toBeDefined();
  expect(screen.getByText('Brought: mail, 0 of 1 customer here, 0 entries.')).toBeDefined();
  await becomes(['a', 'b', 'c', 'd'].map(id => whole(id, id)));
  expect(screen.getByText('Brought, all here: a, b, c and 1 other set.')).toBeDefined();
});

test('whom one brings is on the way, then here, and what is looked for here is looked for again', async () => {
  const { one, becomes } = await desk();
  await search('spotify');
  fireEvent.click(screen.getByRole('button', { name: /^Look on the backend for/ }));
  await settle();
  await press('Bring here: <b>@105840</b>');
  expect(one.asked('review.bring')).toEqual([{ what: { kind: 'customers', customerIds: ['c-1'] } }]);
  expect(within(dialog()).getByText('On its way')).toBeDefined();
  const before = one.asked('history.search').length;
  await becomes([setOf({ here: 1, entries: 12, people: [{ customerId: 'c-1', name: '<b>@105840</b>' }] })]);
  expect(within(dialog()).getByText('On this workstation')).toBeDefined();
  expect(one.asked('history.search').length).toBe(before + 1);
  expect(screen.getByText('Brought: Single customers, 1 customer, 12 entries, all here.')).toBeDefined();
  await press('Search here: <b>@105840</b>');
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(one.asked('history.search').at(-1)).toMatchObject({ query: 'with:"<b>@105840</b>"' });
});

test('nobody found is nobody whom one may see; a refusal says what to do', async () => {
  await desk({ found: [] });
  await search('okafor');
  fireEvent.click(screen.getByRole('button', { name: /^Look on the backend for/ }));
  await settle();
  expect(
    within(dialog()).getByText(/^Nobody whom you may see was found for “okafor”\. Others may exist/),
  ).toBeDefined();
});

test('asked too often, it says to wait', async () => {
  const { one } = await desk();
  one.core.faults.set('review.find', 'retry');
  await search('okafor');
  fireEvent.click(screen.getByRole('button', { name: /^Look on the backend for/ }));
  await settle();
  expect(within(dialog()).getByRole('alert').textContent).toBe('That was asked too often. Wait a little.');
});

test('without a network the line says what cannot be known, and nothing is asked', async () => {
  const { one } = await desk({ offline: true });
  await search('okafor');
  expect(screen.getByText('What there is of other customers cannot be known now.')).toBeDefined();
  expect(screen.getByText(/Nothing older is missing of the 3 customers on this workstation\./)).toBeDefined();
  expect(screen.queryByRole('button', { name: /^Look on the backend/ })).toBeNull();
  for (const key of ['g', 'b']) fireEvent.keyDown(document.body, { key });
  await settle();
  expect(within(dialog()).getByText('This needs the network.')).toBeDefined();
  expect(within(dialog()).getByRole('button', { name: 'Look' })).toHaveProperty('disabled', true);
  fireEvent.submit(within(dialog()).getByRole('search'));
  await settle();
  expect(one.asked('review.find').length).toBe(1); // that of the words which stood there as it opened
});

test('from the palette: what was typed there is looked for, whatever commands have the words', async () => {
  const { one } = await desk({}, '');
  fireEvent.keyDown(document.body, { key: '.' });
  const palette = await screen.findByRole('dialog', { name: 'Commands' });
  const field = within(palette).getByRole('searchbox', { name: 'Find a command' });
  fireEvent.input(field, { target: { value: 'okafor' } });
  await settle();
  await press('Look on the backend for “okafor”', palette);
  await screen.findByRole('dialog', { name: 'On the backend' });
  await settle();
  expect(one.asked('review.find')).toMatchObject([{ query: 'okafor' }]);
});

test('a lead is told how much a set is before it is brought, and lets it go again', async () => {
  const { one, becomes } = await desk({ lead: true });
  fireEvent.click(screen.getByRole('button', { name: 'Look on the backend…' }));
  await settle();
  fireEvent.click(within(dialog()).getByRole('radio', { name: 'Sets' }));
  await settle();
  expect(within(dialog()).getByRole('option', { name: 'twcs.csv (412 customers)' })).toBeDefined();
  await press('How much is it?');
  const what = { kind: 'import', importId: 'i-1' };
  expect(one.asked('review.weigh')).toEqual([{ what }]);
  expect(
    within(dialog()).getByText(
      /^412 customers, 2 of them here already\. There is room for 300: those heard of last: 9,000 entries, about 22 MB, 3 Oct 2017 to 4 Oct 2017\. Room for 22 MB here\./,
    ),
  ).toBeDefined();
  await press('Bring 300 customers');
  expect(one.asked('review.bring')).toEqual([{ what }]);
  await becomes([
    setOf({
      what: { kind: 'import', importId: 'i-1' },
      name: 'twcs.csv',
      customers: 300,
      here: 20,
      entries: 400,
      older: 30,
      people: [],
    }),
  ]);
  expect(within(dialog()).getByText('20 of 300 customers here, 400 entries, 30 still to come')).toBeDefined();
  await press('Let go: twcs.csv');
  expect(one.asked('review.letGo')).toEqual([{ setId: 's-1' }]);
  expect(within(dialog()).getByText('Nothing was brought.')).toBeDefined();
});

/** The sets of the dialog, after a wish to bring one of which the answer is missing. */
async function wishUnheard() {
  const { one, becomes } = await desk({ lead: true });
  fireEvent.click(screen.getByRole('button', { name: 'Look on the backend…' }));
  await settle();
  fireEvent.click(within(dialog()).getByRole('radio', { name: 'Sets' }));
  await settle();
  await press('How much is it?');
  one.core.faults.set('review.bring', 'offline');
  await press('Bring 300 customers');
  expect(within(dialog()).getByRole('alert').textContent).toBe('This desk is offline.');
  return { one, becomes };
}
const whole = setOf({ what: { kind: 'import', importId: 'i-1' }, name: 'twcs.csv', customers: 300, people: [] });

test('of a set that has come although its answer was missing nothing is said any more', async () => {
  const { becomes } = await wishUnheard();
  await becomes([{ ...whole, here: 300, entries: 900 }]);
  expect(within(dialog()).getByText('300 customers, 900 entries, all here')).toBeDefined();
  expect(within(dialog()).queryByRole('alert')).toBeNull();
});

test('a refusal for want of a network ends with the want; another stays', async () => {
  const { one } = await wishUnheard();
  await one.push({ topic: 'connection', connection: { ...live, state: 'offline', since: 1 } });
  expect(within(dialog()).getByText('This needs the network.')).toBeDefined();
  await one.push({ topic: 'connection', connection: live });
  expect(within(dialog()).queryByText('This needs the network.')).toBeNull();
  expect(within(dialog()).queryByRole('alert')).toBeNull();

  one.core.faults.set('review.bring', 'conflict');
  await press('Bring 300 customers');
  await one.push({ topic: 'connection', connection: { ...live, state: 'offline', since: 1 } });
  await one.push({ topic: 'connection', connection: live });
  expect(within(dialog()).getByRole('alert').textContent).toMatch(/^There are too many sets/);
});

test.each([
  [
    64,
    64,
    /^64 customers, all of them here already: 900 entries, 3 Oct 2017 to 4 Oct 2017\. To keep them/,
    'Keep 64 customers here',
  ],
  [64, 4, /^64 customers, 4 of them here already\. The others would come\. In all: 900 entries/, 'Bring 64 customers'],
  [64, 0, /^64 customers\. All would come: 900 entries/, 'Bring 64 customers'],
])('of %i customers %i are here already: nobody is promised who is', async (customers, here, said, button) => {
  const weight = { customers, fits: customers, here, entries: 900, bytes: 1e6, from: AT, to: AT + DAY };
  await desk({ lead: true, others: { 'review.weigh': () => ({ ...weight, megabytes: 2, room: 22 }) } });
  fireEvent.click(screen.getByRole('button', { name: 'Look on the backend…' }));
  await settle();
  fireEvent.click(within(dialog()).getByRole('radio', { name: 'Sets' }));
  await settle();
  await press('How much is it?');
  const line = within(dialog()).getByText(said);
  expect(line.textContent?.includes('Room for')).toBe(here < customers);
  expect(within(dialog()).getByRole('button', { name: button })).toBeDefined();
});

test('the words that stood in the search are selected: who types asks for others; Escape closes it at once', async () => {
  await desk();
  await search('okafor');
  for (const key of ['Escape', 'g', 'b']) fireEvent.keyDown(document.activeElement ?? document.body, { key });
  await settle();
  const field = within(dialog()).getByRole<HTMLInputElement>('searchbox', { name: 'Look on the backend' });
  expect(document.activeElement).toBe(field);
  expect([field.value, field.selectionStart, field.selectionEnd]).toEqual(['okafor', 0, 6]);
  fireEvent.keyDown(field, { key: 'Escape' });
  await settle();
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('whoever does not lead brings single customers only', async () => {
  await desk();
  fireEvent.click(screen.getByRole('button', { name: 'Look on the backend…' }));
  await settle();
  fireEvent.click(within(dialog()).getByRole('radio', { name: 'Sets' }));
  await settle();
  expect(within(dialog()).getByText('Leads can bring whole sets. You can bring single customers.')).toBeDefined();
  expect(within(dialog()).queryByRole('button', { name: 'How much is it?' })).toBeNull();
});

test('a set is whole days, the last one included, and nothing before all of it is said', () => {
  const [from, to] = [new Date(2017, 9, 3).getTime(), new Date(2017, 9, 4).getTime()];
  const asked = { kind: 'period', importId: null, queueId: 'q', from, to } as const;
  expect(whatOf(asked)).toEqual({ kind: 'period', from, to: new Date(2017, 9, 5).getTime() });
  expect(whatOf({ ...asked, kind: 'queue' })).toMatchObject({ kind: 'queue', queueId: 'q' });
  expect([
    whatOf({ ...asked, from: null }),
    whatOf({ ...asked, from: to, to: from }),
    whatOf({ ...asked, kind: 'import' }),
  ]).toEqual([null, null, null]);
});
