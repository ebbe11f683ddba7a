// Two matters of one person read side by side.
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { SearchHit } from '../../shared/contract/bridge.ts';
import { keyOf, scopeOf } from '../../renderer/stores/scope.ts';
import { close, Desk, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

beforeAll(() => {
  // jsdom lays nothing out; a list without height would draw nothing.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 4_000 });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, value: 80 });
});
afterEach(close);

const entry = (id: string, caseId: string, text = `words of ${id}`) =>
  entryOf('message', { id, caseId, interactionId: `thread ${caseId}`, at: Number(id.slice(1)) * 1_000, text });
/** Two matters that ran beside each other, so that their entries stand mixed. */
const ENTRIES = [
  entry('e1', 'seats', 'charged twice for a seat'),
  entry('e2', 'bags'),
  entry('e3', 'seats'),
  entry('e4', 'bags', 'charged twice for a bag'),
  entry('e5', 'seats'),
];
const hitOf = (id: string, caseNumber: number): SearchHit => ({
  entry: ENTRIES.find(one => one.id === id)!,
  customerName: 'Maximiliane Oyelaran',
  caseNumber,
  caseSubject: 'Seats',
  caseState: 'open',
  caseClosedAt: null,
  snippet: 'charged twice',
  marks: [[0, 7]],
});

function deskWithTwoMatters(): Desk {
  const desk = new Desk();
  const made = customerWith(ENTRIES);
  const cases = [
    { ...made.cases[0]!, id: 'seats', number: 46_630, subject: 'Seats' },
    { ...made.cases[0]!, id: 'bags', number: 46_631, subject: 'Bags' },
  ];
  desk.core.customers.set('max', { ...made, cases });
  desk.found = { hits: [hitOf('e4', 46_631), hitOf('e1', 46_630)] };
  return desk;
}

const pane = (name: RegExp) => screen.getByRole('group', { name });
const panes = () => screen.getAllByRole('group', { name: /^Case of / }).map(one => one.getAttribute('aria-label'));
const shown = (name: RegExp) => [...pane(name).querySelectorAll('article')].map(one => one.dataset['entry']);
const key = (name: string, more: object = {}) => fireEvent.keyDown(document.body, { key: name, ...more });

async function openFirst(desk = deskWithTwoMatters()): Promise<Desk> {
  await show(desk, '#review', 2_000);
  fireEvent.change(screen.getByRole('searchbox', { name: 'Search history' }), { target: { value: 'charged' } });
  await screen.findByText('Hit 1 of 2');
  await settle();
  (document.activeElement as HTMLElement).blur();
  return desk;
}

async function keepOne(from?: Desk): Promise<Desk> {
  const desk = await openFirst(from);
  key('Enter', { shiftKey: true });
  await settle();
  return desk;
}

async function compare(): Promise<Desk> {
  const desk = await keepOne();
  key('n');
  await settle();
  return desk;
}

test('a case that is kept stands beside another one of the same person, and shows its own entries alone', async () => {
  await compare();
  expect(panes()).toEqual(['Case of Maximiliane Oyelaran, 46630', 'Case of Maximiliane Oyelaran, 46631']);
  expect(shown(/46631$/)).toEqual(['e2', 'e4']);
  expect(shown(/46630$/)).toEqual(['e1', 'e2', 'e3', 'e4', 'e5']);
  expect(within(pane(/46631$/)).getByText('46631')).toBeDefined();
  expect(within(pane(/46630$/)).getByText('46630')).toBeDefined();
});

test('B goes to the other while the next is still being opened, and what opens leaves the focus there', async () => {
  const desk = deskWithTwoMatters();
  const other = entryOf('message', { id: 'a1', customerId: 'ada', caseId: 'other', at: 500, text: 'charged as well' });
  const made = customerWith([other]);
  desk.core.customers.set('ada', { ...made, customer: { ...made.customer, id: 'ada' } });
  const hit = { ...hitOf('e1', 46_632), entry: other, customerName: 'Adanna Sørlie' };
  desk.found = { hits: [hitOf('e4', 46_631), hit] };
  await keepOne(desk);
  key('n');
  expect(shown(/Adanna/)).toEqual([]);
  key('b');
  expect(pane(/Maximiliane/).contains(document.activeElement)).toBe(true);
  await settle();
  expect(shown(/Adanna/)).toEqual(['a1']);
  expect(pane(/Maximiliane/).contains(document.activeElement)).toBe(true);
  key('b');
  expect(pane(/Adanna/).contains(document.activeElement)).toBe(true);
});

test('B to a case that is still being opened waits there, and what opens takes the focus', async () => {
  await openFirst();
  key('Enter', { shiftKey: true });
  key('n');
  key('b');
  expect(shown(/46631$/)).toEqual([]);
  expect(document.activeElement).toBe(pane(/46631$/));
  await settle();
  expect(pane(/46631$/).querySelector('article[aria-current=true]')).toBe(document.activeElement);
});

test('both can be read alone: by W for the one that keys speak to, by its button for each, and back', async () => {
  await compare();
  key('w');
  await settle();
  expect(shown(/46630$/)).toEqual(['e1', 'e3', 'e5']);
  const kept = within(pane(/46631$/)).getByRole('button', { name: 'This case only' });
  expect(kept.getAttribute('aria-pressed')).toBe('true');
  fireEvent.click(kept);
  await settle();
  expect(shown(/46631$/)).toEqual(['e1', 'e2', 'e3', 'e4', 'e5']);
  expect(shown(/46630$/)).toEqual(['e1', 'e3', 'e5']);
});

test('each keeps its own hit, goes to its own, and what comes in stands in its case', async () => {
  const desk = await compare();
  const hit = (name: RegExp) => pane(name).querySelector<HTMLElement>('article[aria-current=true]')?.dataset['entry'];
  expect([hit(/46630$/), hit(/46631$/)]).toEqual(['e1', 'e4']);
  key('p');
  await settle();
  expect(panes()).toEqual(['Case of Maximiliane Oyelaran']);
  key('n');
  await settle();
  desk.core.add('max', { entry: entry('e6', 'bags'), pending: null });
  await settle();
  expect(shown(/46631$/)).toEqual(['e2', 'e4', 'e6']);
  expect(shown(/46630$/)).toContain('e6');
});

test('a filter is of both, and neither goes blank', async () => {
  await compare();
  const filters = within(pane(/46630$/)).getByRole('group', { name: /filter/i });
  fireEvent.click(within(filters).getAllByRole('button')[0]!);
  await settle();
  await settle();
  expect(within(pane(/46631$/)).getByText('Your filters hide all 2 entries')).toBeDefined();
  fireEvent.click(within(pane(/46630$/)).getAllByRole('button', { name: /show all/i })[0]!);
  await settle();
  await settle();
  expect(shown(/46631$/)).toEqual(['e2', 'e4']);
});

test('a timeline has one name, whatever it shows, and the customer’s whole one the customer’s', () => {
  expect(keyOf({ customerId: 'max', caseId: null, pane: null })).toBe('max');
  const scopes = ['a', null].flatMap(caseId => ['b', null].map(of => ({ customerId: 'max', caseId, pane: of })));
  expect(scopes.map(scope => scopeOf(keyOf(scope)))).toEqual(scopes);
  expect(new Set(scopes.map(keyOf)).size).toBe(scopes.length);
});
