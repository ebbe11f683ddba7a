import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Board } from '../../shared/domain/work.ts';
import { close, Desk, live, mara, settle, show } from './desk.tsx';

// The clock stands: how long a test takes is not part of an age.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => {
  close();
  vi.useRealTimers();
});

const MINUTE = 60_000;
type Row = Board['rows'][number];
type Waiting = Board['waiting'][number];

const row = (queueId: string, name: string, changes: Partial<Row> = {}): Row => ({
  queueId,
  name,
  channels: ['voice'],
  closed: null,
  inQueue: 3,
  longestWaitMs: 4 * MINUTE + 12_000,
  available: 2,
  onContact: 5,
  acw: 6,
  notReady: 7,
  countedAt: Date.now() - 2_200,
  perChannel: [],
  ...changes,
});
const waiting = (customerName: string, changes: Partial<Waiting> = {}): Waiting => ({
  workItemId: `work ${customerName}`,
  queueId: 'priority',
  customerId: customerName,
  customerName,
  from: '+44 7700 900258',
  subject: `The matter of ${customerName}`,
  channel: 'voice',
  state: 'waiting',
  enteredAt: Date.now() - 65_200,
  priority: 1,
  epoch: 0,
  couldServe: [],
  ...changes,
});
const boardWith = (changes: Partial<Board> = {}): Board => ({
  madeAt: Date.now(),
  rows: [row('priority', 'Priority care'), row('email', 'Email, general', { inQueue: 0, longestWaitMs: null })],
  waiting: [],
  waitingTotal: 0,
  notices: [],
  held: [],
  agents: [],
  ...changes,
});

async function showBoard(changes: Partial<Board> = {}): Promise<Desk> {
  const desk = new Desk();
  desk.agent = { ...mara, role: 'lead' };
  desk.board = boardWith(changes);
  await show(desk, '#queues');
  return desk;
}
const spaced = (text: string | null) => text?.replaceAll('\u00a0', ' ');
const cellsOf = (tableRow: HTMLElement) =>
  within(tableRow)
    .getAllByRole('cell')
    .map(cell => spaced(cell.textContent));
const rowOf = (name: string | RegExp) => screen.getByRole('rowheader', { name }).closest('tr')!;

/** The place in the list stands before the name. */
const placeOf = (name: string) => /^\d+/.exec(screen.getByRole('rowheader', { name }).textContent!)?.[0];

test('each queue has its numbers under their names, and their age', async () => {
  await showBoard();
  const headings = within(screen.getByRole('group', { name: 'Queues' })).getAllByRole('columnheader');
  expect(headings.map(heading => heading.textContent)).toEqual([
    'Queue',
    'In queue',
    'Longest',
    'Available',
    'On contact',
    'ACW',
    'Not ready',
    'Age',
  ]);
  expect(cellsOf(rowOf(/Priority care/))).toEqual(['3', '4:12', '2', '5', '6', '7', '2 s']);
  expect(cellsOf(rowOf(/Email, general/))).toEqual(['0', '–', '2', '5', '6', '7', '2 s']);
});

test('a row whose numbers stopped says how old they are, and the others do not', async () => {
  await showBoard({
    rows: [
      row('priority', 'Priority care', { countedAt: Date.now() - 4 * MINUTE - 500 }),
      row('email', 'Email, general'),
    ],
  });
  expect(cellsOf(rowOf(/Priority care/)).at(-1)).toBe('4 min old');
  expect(rowOf(/Email, general/).textContent).not.toContain('old');
});

test('ages are counted on the clock of the backend, however wrong that of the desk is', async () => {
  const skewMs = 3 * 60 * MINUTE;
  const desk = new Desk();
  desk.agent = { ...mara, role: 'lead' };
  desk.connection = { ...live, skewMs };
  const countedAt = Date.now() + skewMs - 7_200;
  desk.board = boardWith({ madeAt: Date.now() + skewMs, rows: [row('priority', 'Priority care', { countedAt })] });
  await show(desk, '#queues');
  expect(cellsOf(rowOf(/Priority care/)).at(-1)).toBe('7 s');
  expect(screen.queryByText(/the desk is not live/)).toBeNull();
});

test('an old board, and a desk that is not live, say so over all numbers', async () => {
  const desk = await showBoard({ madeAt: Date.now() - 2 * MINUTE - 500 });
  expect(spaced(screen.getByText(/the desk is not live/).textContent)).toContain('These numbers are 2 min old');
  desk.board = boardWith();
  await desk.push({ topic: 'board' });
  expect(screen.queryByText(/the desk is not live/)).toBeNull();
  await desk.push({ topic: 'connection', connection: { ...live, state: 'offline', since: Date.now() } });
  expect(screen.getByText(/the desk is not live/)).toBeDefined();
});

test('those who wait are there with their wait and who could serve them', async () => {
  const [priya, tomasz, elodie] = ['Priya Shah', 'Tomasz Wolski', 'Elodie Marchetti'].map((name, i) => ({
    agentId: name,
    name,
    state: ['available', 'on-contact', 'acw'][i]!,
  }));
  await showBoard({
    waiting: [
      waiting('Jayne Costello', { couldServe: [priya!, tomasz!, elodie!] }),
      waiting('Sam Ito', { state: 'offered', couldServe: [tomasz!] }),
      waiting('Noor Haddad', { channel: 'email', queueId: 'email' }),
    ],
    waitingTotal: 9,
  });
  const table = screen.getByRole('region', { name: /^Waiting in all queues/ });
  expect(within(table).getByRole('heading').textContent).toContain('9, first 3');
  expect(placeOf('Jayne Costello')).toBe('1');
  const [channel, waited, matter, serve] = cellsOf(rowOf('Jayne Costello'));
  expect([channel, waited]).toEqual([expect.stringMatching(/call|voice|phone/i), '1:05']);
  expect([matter, serve]).toEqual([
    'The matter of Jayne Costello',
    'Priya Shah (available), Tomasz Wolski (on contact), +1 more',
  ]);
  expect(cellsOf(rowOf('Sam Ito')).slice(1, 4)).toEqual([
    'Ringing 1:05',
    'The matter of Sam Ito',
    'Tomasz Wolski (on contact)',
  ]);
  expect(cellsOf(rowOf('Noor Haddad')).at(-2)).toBe('Nobody signed in');
});

test('a queue that is chosen leaves only its own that wait, and all are back when it is let go', async () => {
  await showBoard({
    waiting: [waiting('Jayne Costello'), waiting('Noor Haddad', { queueId: 'email' })],
    waitingTotal: 2,
  });
  const button = screen.getByRole('button', { name: 'Waiting in Email, general' });
  fireEvent.click(button);
  await settle();
  expect(screen.queryByRole('rowheader', { name: 'Jayne Costello' })).toBeNull();
  expect(placeOf('Noor Haddad')).toBe('1');
  fireEvent.click(button);
  await settle();
  expect(placeOf('Noor Haddad')).toBe('2');
});

const counts = (changes: Partial<Row>) => {
  const { inQueue, longestWaitMs, available, onContact, acw, notReady, countedAt } = row('', '', changes);
  return { inQueue, longestWaitMs, available, onContact, acw, notReady, countedAt };
};

test('a queue of several channels shows each under it, with its own numbers and their age', async () => {
  const perChannel = [
    { channel: 'voice' as const, ...counts({ inQueue: 1, available: 0 }) },
    { channel: 'x' as const, ...counts({ inQueue: 2, longestWaitMs: MINUTE, countedAt: Date.now() - 4 * MINUTE }) },
  ];
  await showBoard({
    rows: [
      row('priority', 'Priority care', { channels: ['voice', 'x'], perChannel }),
      row('email', 'Email, general', { perChannel: [{ channel: 'email', ...counts({}) }] }),
    ],
    waiting: [waiting('Jayne Costello'), waiting('Noor Haddad', { channel: 'x' })],
    waitingTotal: 3,
  });
  const names = screen.getAllByRole('rowheader').map(heading => heading.textContent);
  expect(names.slice(0, 4)).toEqual([
    'Priority care',
    expect.stringMatching(/call|voice|phone/i),
    'X',
    'Email, general',
  ]);
  const rowNamed = (name: RegExp) => screen.getByRole('button', { name }).closest('tr')!;
  expect(cellsOf(rowNamed(/Priority care, X$/))).toEqual(['2', '1:00', '2', '5', '6', '7', '4 min old']);
  expect(within(rowNamed(/Priority care, (?!X)/)).getByRole('img', { name: 'Nobody is available' })).toBeDefined();

  fireEvent.click(screen.getByRole('button', { name: 'Waiting in Priority care, X' }));
  await settle();
  expect(screen.queryByRole('rowheader', { name: 'Jayne Costello' })).toBeNull();
  const list = screen.getByRole('region', { name: /^Waiting in Priority care, X/ });
  expect(within(list).getByRole('heading').textContent).toContain('2, first 1');
});

test('an agent is told that queues are for leads, and sees no number even if one were sent', async () => {
  const desk = new Desk();
  desk.board = boardWith();
  await show(desk, '#queues');
  expect(screen.getByRole('heading', { name: 'Queues are for team leads' })).toBeDefined();
  expect(screen.queryByRole('table')).toBeNull();
});

test('a lead whose board has not come yet is told so', async () => {
  const desk = new Desk();
  desk.agent = { ...mara, role: 'lead' };
  await show(desk, '#queues');
  expect(screen.getByRole('heading', { name: 'No numbers yet' })).toBeDefined();
});

test('a queue outside its hours says so, and when it opens', async () => {
  const opensAt = new Date(Date.now() + 3 * 24 * 3_600_000).setHours(8, 0, 0, 0);
  await showBoard({ rows: [row('email', 'Email, general', { closed: { opensAt } })] });
  expect(screen.getByText(/^closed, opens .*08:00$/)).toBeDefined();
});

test('a channel that is closed while the rest of its queue is served says so in its own row', async () => {
  const opensAt = new Date(2026, 10, 23, 8).getTime();
  const perChannel = [
    { channel: 'email' as const, closed: { opensAt }, ...counts({}) },
    { channel: 'web' as const, closed: null, ...counts({}) },
  ];
  await showBoard({ rows: [row('email', 'Email, general', { perChannel })] });
  const said = screen.getAllByText(/^closed, opens .*08:00$/);
  expect(said.map(one => one.closest('tr')?.textContent)).toEqual([expect.stringContaining('Email')]);
  expect(said[0]!.closest('tr')?.textContent).not.toContain('general');
});

test('a lead is told of an agent who did not answer, wherever they are, until they have seen it', async () => {
  const notice = {
    id: 'n1',
    at: Date.now(),
    kind: 'missed-offers' as const,
    agentId: 'tomasz',
    agentName: 'Tomasz Wolski',
    queueName: 'Bookings',
    missed: 2,
  };
  const desk = await showBoard();
  desk.board = boardWith({ notices: [notice] });
  await desk.push({ topic: 'board' });
  expect(
    screen.getByText(/^Tomasz Wolski did not answer 2 offers of Bookings in a row and became Not ready at$/),
  ).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Seen' }));
  desk.board = boardWith({ notices: [notice] });
  await desk.push({ topic: 'board' });
  expect(screen.queryByText(/did not answer/)).toBeNull();
});

test('a lead sees who has introduced themselves in this shift, where, and how many', async () => {
  const one = {
    agentId: 'mara',
    channel: 'x' as const,
    handle: '@LarkwingCare',
    text: 'Mara here',
    reason: null,
    at: Date.now(),
  };
  await showBoard({
    introductions: [
      { ...one, agentName: 'Mara Lindholm', state: 'confirmed' },
      { ...one, agentId: 'priya', agentName: 'Priya Shah', state: 'skipped', text: null },
      { ...one, agentId: 'tom', agentName: 'Tomasz Wolski', state: 'failed', reason: 'the account is locked' },
    ],
  });
  const part = screen.getByRole('group', { name: 'Shift introduction' });
  expect(within(part).getByRole('heading').textContent).toBe('Introductions this shift: 1 posted, 1 skipped');
  expect(
    within(part)
      .getAllByRole('listitem')
      .map(item => item.textContent),
  ).toEqual([
    expect.stringContaining('Mara Lindholm @LarkwingCare posted'),
    expect.stringContaining('Priya Shah @LarkwingCare skipped'),
    expect.stringMatching(/Tomasz Wolski @LarkwingCare not posted .*: the account is locked/u),
  ]);
});

test('how the work of the shift ended stands by queue, with its reasons, since when, and how old the count is', async () => {
  const from = new Date(2026, 10, 23, 6).getTime();
  const queueId = 'priority';
  const counted = [
    { queueId, outcome: 'answered' as const, reason: null, count: 12 },
    { queueId, outcome: 'no-response' as const, reason: 'Abusive', count: 1 },
    { queueId, outcome: 'no-response' as const, reason: 'Spam', count: 4 },
    { queueId, outcome: 'praised' as const, reason: 'Crew', count: 2 },
    { queueId, outcome: 'praised' as const, reason: null, count: 1 },
  ];
  const outcomes = { from, countedAt: Date.now() - 3_000, rows: counted };
  await showBoard({ outcomes });
  const part = screen.getByRole('region', { name: /^How it ended since 06:00/ });
  expect(part.textContent).toMatch(/Counted 3\ss ago/);
  expect(
    within(part)
      .getAllByRole('listitem')
      .map(one => one.textContent),
  ).toEqual(['Answered 12', 'No response 5 Spam 4, Abusive 1', 'Praise 3 Crew 2']);
  expect(part.textContent).toContain('Priority care20');
  expect(part.textContent).not.toContain('Email, general');
  expect(part.textContent).not.toContain('The day');
});

test('where a day is counted, and no shift, it is said whose day that is', async () => {
  const outcomes = { from: Date.now(), zone: 'America/New_York', countedAt: Date.now(), rows: [] };
  await showBoard({ outcomes });
  const part = screen.getByRole('region', { name: /^How it ended since/ });
  expect(within(part).getByText('The day as it is in America/New York')).toBeDefined();
});

test('an older backend counts nothing, and nothing is claimed', async () => {
  await showBoard();
  expect(screen.queryByText(/^How it ended/)).toBeNull();
  close();
  await showBoard({ outcomes: { from: Date.now(), countedAt: Date.now(), rows: [] } });
  expect(screen.getByText('Nothing has ended yet')).toBeDefined();
});

test('how it ended is counted by agent too, also of one who has left, with the reasons of praise and reposts', async () => {
  const agent = (agentId: string, name: string) => ({ agentId, name, state: 'available', reason: null, since: 0 });
  const queueId = 'priority';
  const counted = [{ queueId, outcome: 'answered' as const, reason: null, count: 9 }];
  const byAgent = [
    { agentId: 'gone', outcome: 'answered' as const, reason: null, count: 1 },
    { agentId: 'mara', outcome: 'no-response' as const, reason: 'Spam', count: 2 },
    { agentId: 'mara', outcome: 'praised' as const, reason: 'Crew', count: 1 },
    { agentId: 'mara', outcome: 'reposted' as const, reason: 'Food', count: 3 },
  ];
  const agents = [agent('tom', 'Tomasz Wolski'), agent('mara', 'Mara Lindholm')];
  await showBoard({ agents, outcomes: { from: Date.now(), countedAt: Date.now(), rows: counted, byAgent } });
  const part = screen.getByRole('region', { name: /^How it ended since/ });
  expect(part.textContent).toContain('Priority care9');
  fireEvent.click(within(part).getByRole('radio', { name: 'By agent' }));
  await settle();
  expect(
    within(part)
      .getAllByRole('term')
      .map(one => one.textContent),
  ).toEqual(['Mara Lindholm6', 'gone1']);
  expect(part.textContent).toMatch(/No response 2 Spam 2.*Praise 1 Crew 1.*Praise, reposted 3 Food 3/u);
  expect(part.textContent).not.toContain('Tomasz');
});

test('reposts stand beside how work ended, with what they were for, also of who ended nothing', async () => {
  const rows = [{ queueId: 'priority', outcome: 'answered' as const, reason: null, count: 9 }];
  const by = { queueId: 'priority', agentId: 'gone' };
  const reposts = [
    { ...by, reason: 'Crew', count: 2 },
    { ...by, reason: null, count: 1 },
    { queueId: 'general', agentId: 'mara', reason: 'Food', count: 4 },
  ];
  await showBoard({ outcomes: { from: Date.now(), countedAt: Date.now(), rows, byAgent: [], reposts } });
  const part = screen.getByRole('region', { name: /^How it ended since/ });
  const said = () =>
    within(part)
      .getAllByRole('listitem')
      .map(one => one.textContent);
  expect(said()).toEqual(['Answered 9', 'Reposts 3 Crew 2', 'Reposts 4 Food 4']);
  fireEvent.click(within(part).getByRole('radio', { name: 'By agent' }));
  await settle();
  expect(said().toSorted()).toEqual(['Reposts 3 Crew 2', 'Reposts 4 Food 4']);
});

test('of many agents in one state the first are shown, how many more there are, and all of them when asked', async () => {
  const agents = Array.from({ length: 11 }, (_, i) => ({
    agentId: `a${i}`,
    name: `Agent ${i}`,
    state: 'on-contact',
    reason: null,
    since: Date.now(),
  }));
  await showBoard({ agents });
  const part = screen.getByRole('region', { name: /^Agents by state/ });
  expect(within(part).getAllByText(/^Agent \d/)).toHaveLength(8);
  fireEvent.click(within(part).getByRole('button', { name: '+3 more' }));
  await settle();
  expect(within(part).getAllByText(/^Agent \d/)).toHaveLength(11);
  fireEvent.click(within(part).getByRole('button', { name: 'Fewer' }));
  await settle();
  expect(within(part).getAllByText(/^Agent \d/)).toHaveLength(8);
});

describe('with less room than the board needs', () => {
  const property = (name: string, get: (this: HTMLElement) => number) =>
    Object.defineProperty(HTMLElement.prototype, name, { configurable: true, get });
  /** A box of this size, in which rows of 24 stand one under the other. */
  function laidOut(width: number, height: number): void {
    property('clientWidth', () => width);
    property('clientHeight', () => height);
    property('scrollHeight', function () {
      return this.querySelectorAll('tbody tr').length * 24;
    });
    vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
      const rows = [...(this.closest('tbody')?.querySelectorAll('tr') ?? [])];
      const place = rows.indexOf(this as HTMLTableRowElement);
      return new DOMRect(0, Math.max(0, place) * 24, width, 24);
    });
  }
  afterEach(() => {
    vi.restoreAllMocks();
    for (const name of ['clientWidth', 'clientHeight', 'scrollHeight'])
      Reflect.deleteProperty(HTMLElement.prototype, name);
  });
  const rows = Array.from({ length: 20 }, (_, i) => row(`q${i}`, `Queue ${i}`));
  const boardBox = () => screen.getByRole('group', { name: 'Queues' });

  test('it says how many rows are below, and goes on to them', async () => {
    laidOut(1_000, 240);
    await showBoard({ rows });
    const scrolled = vi.fn<(to?: ScrollToOptions | number) => void>();
    boardBox().scrollBy = scrolled;
    fireEvent.click(screen.getByRole('button', { name: '10 more rows below' }));
    expect(scrolled).toHaveBeenCalledWith({ top: 192 });
  });

  test('columns give way by how much they matter, are named, and come back when asked for', async () => {
    laidOut(600, 900);
    await showBoard({ rows });
    const table = within(boardBox()).getByRole('table');
    expect(table.dataset['room']).toBe('middle');
    fireEvent.click(screen.getByRole('button', { name: '2 hidden: ACW, Not ready' }));
    expect(table.dataset['room']).toBe('all');
    expect(screen.queryByRole('button', { name: /below$/ })).toBeNull();
  });

  test('the fewest are those who wait, for how long, who is free, and the age', async () => {
    laidOut(400, 900);
    await showBoard({ rows });
    expect(screen.getByRole('button', { name: '3 hidden: On contact, ACW, Not ready' })).toBeDefined();
  });
});
