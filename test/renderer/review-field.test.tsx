import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import fc from 'fast-check';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { SearchHit } from '../../shared/contract/bridge.ts';
import { parseQuery } from '../../shared/domain/search/query.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { saveSearch } from '../../renderer/stores/searches.ts';
import { remarksOf, stretchesOf, withBegun, withTaken } from '../../renderer/review/query-marks.ts';
import { close, Desk, live, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

beforeAll(() => {
  // jsdom lays nothing out; a list without height would draw nothing.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 4_000 });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, value: 80 });
});
afterEach(close);

const TODAY = { now: Date.UTC(2026, 5, 6), zone: 'Europe/London' };
const parsed = (text: string) => parseQuery(text, TODAY);
const field = () => screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search history' });
const options = () => screen.queryAllByRole('option').map(option => option.textContent);

/** As a person types: the caret stands behind the words. */
function type(text: string): void {
  fireEvent.change(field(), { target: { value: text } });
  field().setSelectionRange(text.length, text.length);
  fireEvent.select(field());
}

const hitOf = (customerId: string, id: string, at: number): SearchHit => ({
  entry: entryOf('message', { id, customerId, caseId: `case of ${customerId}`, at, text: 'card charged twice' }),
  customerName: customerId === 'max' ? 'Maximiliane Oyelaran' : `Customer ${customerId}`,
  caseNumber: 46_630,
  caseSubject: 'Seats',
  caseState: 'closed',
  caseClosedAt: 5_000,
  snippet: 'card charged twice',
  marks: [[5, 18]],
});

function deskWith(hits: readonly SearchHit[]): Desk {
  const desk = new Desk();
  for (const id of new Set(hits.map(({ entry }) => entry.customerId))) {
    const own = hits.filter(({ entry }) => entry.customerId === id).map(({ entry }) => entry);
    const made = customerWith(own.toReversed());
    desk.core.customers.set(id, { ...made, customer: { ...made.customer, id, name: `Customer ${id}` } });
  }
  desk.found = { hits: [...hits], searched: 41_208, from: 1_000 };
  return desk;
}

test('the pieces of the field are its text, whatever was typed', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 60, unit: fc.constantFrom(...'ab:" -*x<é語 channel:before:') }), text => {
      expect(
        stretchesOf(text, parsed(text))
          .map(piece => piece.text)
          .join(''),
      ).toBe(text);
    }),
  );
  const pieces = stretchesOf('colour:blue channel:x before:foo bag', parsed('colour:blue channel:x before:foo bag'));
  expect(pieces.map(({ as, text }) => `${as} ${text}`)).toEqual([
    'unknown colour:',
    'plain blue ',
    'filter channel:x',
    'plain  ',
    'idle before:foo',
    'plain  bag',
  ]);
});

test('a filter that is none, and a value that means nothing, are named in a sentence', () => {
  const [none, value] = remarksOf('colour:blue before:foo', parsed('colour:blue before:foo'));
  expect(none).toMatch(/^There is no filter colour:, so its words are looked for\. There are channel:, from:, /);
  expect(value).toBe('“before:foo” means nothing that can be looked for, so it is left out.');
  expect(remarksOf('channel:x bag', parsed('channel:x bag'))).toEqual([]);
});

test('what is picked is written where the caret is, with one space to either side', () => {
  expect(withBegun('bag', 3, 'channel')).toEqual({ text: 'bag channel:', caret: 12 });
  expect(withBegun('bag lost', 4, 'from')).toEqual({ text: 'bag from: lost', caret: 9 });
  expect(withTaken('cha lost', { start: 0, end: 3 }, 'channel:')).toEqual({ text: 'channel: lost', caret: 8 });
  expect(withTaken('channel:x lost', { start: 0, end: 9 }, 'channel:x ')).toEqual({
    text: 'channel:x lost',
    caret: 10,
  });
});

test('Tab takes the name of a filter, the arrows and Enter a value of it; Escape shuts the list and the words stay', async () => {
  await show(new Desk(), '#review');
  type('bag cha');
  expect(options()).toEqual([expect.stringMatching(/^channel:/)]);
  fireEvent.keyDown(field(), { key: 'Tab' });
  expect(field().value).toBe('bag channel:');
  expect(options().slice(0, 2)).toEqual(['x', 'facebook']);
  fireEvent.keyDown(field(), { key: 'ArrowDown' });
  fireEvent.keyDown(field(), { key: 'ArrowDown' });
  const chosen = screen.getByRole('option', { selected: true });
  expect(chosen.textContent).toBe('facebook');
  expect(field().getAttribute('aria-activedescendant')).toBe(chosen.id);
  fireEvent.keyDown(field(), { key: 'Enter' });
  expect(field().value).toBe('bag channel:facebook ');
  expect(options()).toEqual([]);
  type('kin');
  fireEvent.keyDown(field(), { key: 'Escape' });
  expect(options()).toEqual([]);
  expect(field().value).toBe('kin');
  expect(document.activeElement).toBe(field());
});

test('of a filter whose value is still to come nothing is said to be missing', async () => {
  await show(deskWith([]), '#review');
  type('charged');
  await screen.findByText(/^Nothing on this workstation for/);
  type('channel:');
  await screen.findByText('Search everything on this workstation');
  expect(screen.queryByText(/^Nothing on this workstation for/)).toBeNull();
});

test('names that only the desk knows are offered as they are typed', async () => {
  const desk = new Desk();
  desk.values = [{ value: 'Imogen Castellanos', label: 'Imogen Castellanos', detail: '@imogen' }];
  await show(desk, '#review');
  type('with:imo');
  await settle();
  expect(desk.asked('history.complete')).toEqual([{ filter: 'with', text: 'imo' }]);
  expect(options()).toEqual(['Imogen Castellanos@imogen']);
  fireEvent.click(screen.getByRole('option'));
  expect(field().value).toBe('with:"Imogen Castellanos" ');
});

test('each filter in use stands under the field and is taken out by its button', async () => {
  await show(deskWith([hitOf('max', 'h1', 1_000)]), '#review');
  type('channel:x bag');
  const used = within(screen.getByRole('group', { name: 'Filters of this search' }));
  fireEvent.click(used.getByRole('button', { name: 'Remove channel:x' }));
  expect(field().value).toBe('bag');
  expect(screen.queryByRole('group', { name: 'Filters of this search' })).toBeNull();
});

test('the count is exact, or at least so many; what is missing, unindexed or offline is said', async () => {
  const desk = deskWith([hitOf('max', 'h1', 1_000)]);
  Object.assign(desk.found, {
    total: { count: 10_000, exact: false },
    more: true,
    customers: 40,
    incompleteCustomers: 12,
    unindexed: 300,
    bounded: ['with', 'case'],
  });
  desk.connection = { ...live, state: 'offline', since: Date.now() };
  await show(desk, '#review');
  type('charged');
  await screen.findByText('At least 10,000 hits');
  expect(
    screen.getByText(/12 of the 40 customers on this workstation have older entries that are not here\./),
  ).toBeDefined();
  expect(screen.getByText(/The search index is being made anew: 300 entries are not in it yet/)).toBeDefined();
  expect(screen.getByText(/^with: and case: fit more than can be looked at, so hits may be missing\./)).toBeDefined();
  expect(screen.getByText('No network: what is on this workstation is searched.')).toBeDefined();
});

test('what has come meanwhile is said and found without a key, where older entries were missing', async () => {
  const desk = deskWith([hitOf('max', 'h1', 1_000)]);
  await show(desk, '#review');
  type('charged');
  await screen.findByText('Hit 1 of 1');
  const asked = (): number => desk.asked('history.search').length;
  const before = asked();
  await desk.push({ topic: 'keeping' });
  await settle();
  expect(asked()).toBe(before);
  desk.found.incompleteCustomers = 1;
  type('charged twice');
  await screen.findByText(/1 of the 3 customers on this workstation has older entries/);
  desk.found = { ...desk.found, hits: [...desk.found.hits!, hitOf('max', 'h0', 500)], incompleteCustomers: 0 };
  await desk.push({ topic: 'keeping' });
  await screen.findByText(/Nothing older is missing of the 3 customers/);
  expect(screen.getByText('Hit 1 of 2')).toBeDefined();
});

test('where its own program does not answer the search says so, and is asked once it does', async () => {
  const desk = deskWith([hitOf('max', 'h1', 1_000)]);
  let isGone = true;
  const answer = desk.core.others['history.search']!;
  Object.assign(desk.core.others, {
    'history.search': (input: Parameters<typeof answer>[0]) => {
      if (isGone) throw new Fault('offline', 'the host does not answer');
      return answer(input);
    },
  });
  await show(desk, '#review');
  type('charged');
  await screen.findByText(/^The search could not be asked: Foreword’s own program on this machine does not answer\./);
  expect(screen.queryByText(/this desk is offline/i)).toBeNull();
  isGone = false;
  await desk.push({ topic: 'connection', connection: live });
  await screen.findByText('Hit 1 of 1');
});

test('best match is asked of the core, and says among how many it chose', async () => {
  const desk = deskWith([hitOf('max', 'h1', 1_000)]);
  await show(desk, '#review');
  type('charged');
  await screen.findByText('Hit 1 of 1');
  desk.found = { ...desk.found, ranked: { count: 2_000, all: false } };
  fireEvent.click(screen.getByRole('radio', { name: 'Best match' }));
  await screen.findByText('Best match first, of the newest 2,000 hits.');
  expect(desk.asked('history.search').at(-1)).toMatchObject({ query: 'charged', order: 'best' });
});

const HITS = [
  hitOf('max', 'h4', 4_000),
  hitOf('ada', 'h3', 3_000),
  hitOf('ada', 'h2', 2_000),
  hitOf('bo', 'h1', 1_000),
];
const panes = () => screen.getAllByRole('group', { name: /^Case of / }).map(pane => pane.getAttribute('aria-label'));
const key = (name: string, more: object = {}) => fireEvent.keyDown(document.body, { key: name, ...more });

async function beside(): Promise<void> {
  await show(deskWith(HITS), '#review', 2_000);
  type('charged');
  await screen.findByText('Hit 1 of 4');
  await settle();
  (document.activeElement as HTMLElement).blur();
  key('Enter', { shiftKey: true });
  key('n');
  await settle();
}

test('a case that is kept stays while N goes on; it goes through its own hits; X lets it go', async () => {
  await beside();
  expect(panes()).toEqual(['Case of Customer ada', 'Case of Maximiliane Oyelaran']);
  key('Enter', { shiftKey: true });
  key('n');
  key('n');
  await settle();
  expect(panes()).toEqual(['Case of Customer bo', 'Case of Maximiliane Oyelaran', 'Case of Customer ada']);
  const ada = within(screen.getByRole('group', { name: 'Case of Customer ada' }));
  expect(ada.getByText('Hit 1 of 2')).toBeDefined();
  fireEvent.click(ada.getByRole('button', { name: 'Next hit' }));
  await settle();
  expect(ada.getByText('Hit 2 of 2')).toBeDefined();
  expect(screen.getByText('Hit 4 of 4')).toBeDefined();
  key('x');
  await settle();
  expect(panes()).toEqual(['Case of Customer bo', 'Case of Maximiliane Oyelaran']);
});

test('one case is never in two panes: the one that was kept shows the hit', async () => {
  await beside();
  key('p');
  await settle();
  expect(panes()).toEqual(['Case of Maximiliane Oyelaran']);
  key('n');
  await settle();
  expect(panes()).toHaveLength(2);
});

test('a search is saved under a name, renamed, run and removed; one that was used is remembered until it is forgotten', async () => {
  const desk = deskWith(HITS);
  await show(desk, '#review');
  type('charged');
  await screen.findByText('Hit 1 of 4');
  fireEvent.click(screen.getByRole('button', { name: 'Save search' }));
  fireEvent.change(screen.getByRole('textbox', { name: 'Name' }), { target: { value: 'Paid twice' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await settle();
  expect(desk.searches.saved).toEqual([{ id: 's-Paid twice', name: 'Paid twice', query: 'charged' }]);
  fireEvent.keyDown(field(), { key: 'Enter' });
  await settle();
  expect(desk.searches.recent).toEqual(['charged']);
  const { hits } = desk.found;
  desk.found.hits = [];
  type('nobody said this');
  fireEvent.keyDown(field(), { key: 'Enter' });
  await screen.findByText('No hits on this workstation');
  await settle();
  expect(desk.searches.recent).toEqual(['charged']);
  desk.found.hits = hits!;
  type('');
  await screen.findByRole('heading', { name: 'Saved searches' });
  fireEvent.click(screen.getByRole('button', { name: 'Rename Paid twice' }));
  fireEvent.change(screen.getByRole('textbox', { name: 'Name' }), { target: { value: 'Twice' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save' }));
  await settle();
  fireEvent.click(screen.getByRole('button', { name: 'Clear all' }));
  await settle();
  expect(desk.searches).toMatchObject({ saved: [{ name: 'Twice' }], recent: [] });
  fireEvent.click(screen.getByRole('button', { name: /^Twice/ }));
  await screen.findByText('Hit 1 of 4');
  expect(field().value).toBe('charged');
  type('');
  fireEvent.click(await screen.findByRole('button', { name: 'Remove Twice' }));
  await settle();
  expect(desk.searches.saved).toEqual([]);
});

test('of ten thousand hits only those in view are drawn, and the end is reached page by page', async () => {
  const many = Array.from({ length: 10_000 }, (_, i) => hitOf('max', `h${i}`, 20_000 - i));
  const desk = deskWith([]);
  desk.core.customers.set('max', customerWith([many[0]!.entry]));
  desk.found = { hits: many, searched: 10_000, from: 1_000 };
  await show(desk, '#review');
  type('charged');
  await screen.findByText('Hit 1 of 10,000');
  expect(screen.getByRole('group', { name: 'Results' }).querySelectorAll('button').length).toBeLessThan(200);
});

test('of a megabyte as much is kept, drawn, asked and saved as is looked for, and that is said', async () => {
  const desk = deskWith([hitOf('max', 'm1', 3_000)]);
  await show(desk, '#review');
  type('飛'.repeat(1_000_000));
  const askedOf = () => desk.core.calls.filter(({ name }) => name === 'history.search').at(-1);
  await waitFor(() => expect(askedOf()).toBeDefined());
  expect(field().value).toHaveLength(2_001);
  expect(screen.getByText('Only the first 2,000 characters are looked at.')).toBeDefined();
  expect((askedOf()!.input as { query: string }).query).toHaveLength(2_001);
  await saveSearch('All of it', field().value);
  expect(desk.asked('searches.save')).toMatchObject([{ query: '飛'.repeat(2_000) }]);
});
