import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import fc from 'fast-check';
import { afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { SearchHit } from '../../shared/contract/bridge.ts';
import type { Board } from '../../shared/domain/work.ts';
import { namesYears } from '../../renderer/review/Results.tsx';
import { grouped, ordered } from '../../renderer/stores/hit-order.ts';
import { useReading } from '../../renderer/stores/reading.ts';
import { useSearch } from '../../renderer/stores/search.ts';
import { close, Desk, live, mara, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

beforeAll(() => {
  // jsdom lays nothing out; a list without height would draw nothing.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 4_000 });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, value: 80 });
});
afterEach(close);

const hitOf = (id: string, caseId: string, at: number): SearchHit => ({
  entry: entryOf('message', { id, caseId, at, text: 'card charged twice' }),
  customerName: 'Akosua Mensah-Wiredu',
  caseNumber: 46_630,
  caseSubject: `Case ${caseId}`,
  caseState: 'closed',
  caseClosedAt: null,
  snippet: 'card charged twice',
  marks: [[5, 18]],
});

function searchDesk(hits: SearchHit[]): Desk {
  const desk = new Desk();
  desk.core.customers.set('max', customerWith(hits.map(hit => hit.entry).toReversed()));
  desk.found = { hits, searched: 41_208, from: 1_000, ms: 3 };
  return desk;
}

async function search(desk: Desk): Promise<void> {
  await show(desk, '#review');
  fireEvent.change(screen.getByRole('searchbox', { name: 'Search history' }), { target: { value: 'charged twice' } });
  await screen.findByText('Hit 1 of 3');
  await settle();
}

const HITS = [hitOf('h3', 'a', 3_000), hitOf('h2', 'b', 2_000), hitOf('h1', 'a', 1_000)];

const idsOf = (groups: ReturnType<typeof grouped>) => groups.map(group => group.hits.map(hit => hit.entry.id));

test('by case: each case once, the one with the newest hit first, its own hits newest first', () => {
  expect(idsOf(grouped(HITS, 'case'))).toEqual([['h3', 'h1'], ['h2']]);
});

test('newest first: whatever the cases, no hit stands above a newer one', () => {
  expect(idsOf(grouped(HITS, 'newest'))).toEqual([['h3'], ['h2'], ['h1']]);
  const hits = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 50 })), { maxLength: 30 });
  fc.assert(
    fc.property(hits, made => {
      const given = made
        .map(([caseId, at], i) => hitOf(`h${i}`, caseId, at))
        .toSorted((a, b) => b.entry.at - a.entry.at);
      expect(ordered(given, 'newest')).toEqual(given);
      expect(ordered(given, 'case').toSorted((a, b) => b.entry.at - a.entry.at)).toHaveLength(given.length);
    }),
  );
});

test('what happened to a case is said in words, not by what it adds alone', async () => {
  const hit = hitOf('h1', 'a', 1_000);
  const event = entryOf('event', { id: 'h1', caseId: 'a', at: 1_000, text: 'Priya Shah' });
  event.event = { name: 'escalated', detail: 'To Priority care' };
  const desk = searchDesk([
    hitOf('h3', 'a', 3_000),
    hitOf('h2', 'a', 2_000),
    { ...hit, entry: event, snippet: 'To Priority care', marks: [[3, 11]] },
  ]);
  await search(desk);
  const marked = within(screen.getByRole('group', { name: 'Results' })).getByText('Priority');
  expect(marked.parentElement?.textContent).toBe('Escalated by Priya Shah: To Priority care');
});

test('one hit of another year is enough for all days to have room for theirs', () => {
  const now = Date.UTC(2026, 10, 22, 12);
  const on = (id: string, year: number) => hitOf(id, 'a', Date.UTC(year, 5, 2, 12));
  expect(namesYears([on('h2', 2026), on('h1', 2026)], now)).toBe(false);
  expect(namesYears([on('h2', 2026), on('h1', 2015)], now)).toBe(true);
});

test('a hit that comes in from above brings the name of its case along; another search begins at its top', async () => {
  const scrolled: number[] = [];
  const plain = HTMLElement.prototype.scrollTo;
  HTMLElement.prototype.scrollTo = function scrollTo(this: HTMLElement, to?: ScrollToOptions | number) {
    if (this.getAttribute('aria-label') === 'Results') scrolled.push((to as ScrollToOptions).top!);
  };
  onTestFinished(() => void (HTMLElement.prototype.scrollTo = plain));
  await search(searchDesk(HITS));
  const box = screen.getByRole('group', { name: 'Results' });
  Object.defineProperty(box, 'scrollHeight', { value: 10_000 });
  box.scrollTop = 100;
  fireEvent.scroll(box);
  scrolled.length = 0;
  fireEvent.change(screen.getByRole('searchbox', { name: 'Search history' }), { target: { value: 'charged' } });
  await waitFor(() => expect(scrolled.length).toBeGreaterThan(0));
  expect(new Set(scrolled)).toEqual(new Set([0]));
});

const shownTimes = () =>
  [...screen.getByRole('group', { name: 'Results' }).querySelectorAll('time')].map(time => Date.parse(time.dateTime));

test('the list is newest first, or by case where that was chosen, which it says and remembers', async () => {
  const desk = searchDesk(HITS);
  await search(desk);
  expect(shownTimes()).toEqual([3_000, 2_000, 1_000]);
  expect(screen.getByText('again')).toBeDefined();
  fireEvent.click(screen.getByRole('radio', { name: 'By case' }));
  await settle();
  expect(shownTimes()).toEqual([3_000, 1_000, 2_000]);
  expect(screen.getByText(/^The case with the newest hit first/)).toBeDefined();
  expect(desk.settings.hitOrder).toBe('case');
});

test('below 1024 px the results come first, a hit when it is asked for, and the way back leads to it', async () => {
  const desk = searchDesk(HITS);
  await show(desk, '#review', 800);
  fireEvent.change(screen.getByRole('searchbox', { name: 'Search history' }), { target: { value: 'charged twice' } });
  await screen.findByRole('group', { name: 'Results' });
  expect(screen.queryByRole('region', { name: 'Timeline' })).toBeNull();
  const second = screen.getAllByRole('button', { name: /card charged twice/ })[1]!;
  fireEvent.click(second);
  await settle();
  expect(screen.getByText('Hit 2 of 3')).toBeDefined();
  expect(screen.queryByRole('group', { name: 'Results' })).toBeNull();
  expect(screen.getByRole('region', { name: 'Timeline' }).contains(document.activeElement)).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'Back to the results' }));
  expect(document.activeElement?.getAttribute('aria-current')).toBe('true');
  expect(document.activeElement?.textContent).toContain('card charged twice');
});

test('a hit that opens by itself does not take the focus from whoever still types', async () => {
  await show(searchDesk(HITS), '#review');
  const box = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search history' });
  expect(document.activeElement).toBe(box);
  fireEvent.change(box, { target: { value: 'charged' } });
  await screen.findByText('Hit 1 of 3');
  await settle();
  expect(document.querySelector('article[aria-current=true]')).not.toBeNull();
  expect(document.activeElement).toBe(box);
});

test('from the field the arrows choose a hit and Enter goes to it; the arrows go on from there', async () => {
  await search(searchDesk(HITS));
  const box = screen.getByRole('searchbox', { name: 'Search history' });
  fireEvent.keyDown(box, { key: 'ArrowDown' });
  expect(screen.getByText('Hit 2 of 3')).toBeDefined();
  fireEvent.keyDown(box, { key: 'Enter' });
  await settle();
  expect(document.activeElement?.getAttribute('aria-current')).toBe('true');
  fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' });
  expect(screen.getByText('Hit 3 of 3')).toBeDefined();
  expect(document.activeElement?.querySelector('time')?.dateTime).toBe(new Date(1_000).toISOString());
  await settle();
  expect(document.activeElement?.getAttribute('aria-current')).toBe('true');
  fireEvent.keyDown(document.activeElement!, { key: 'ArrowUp' });
  await settle();
  expect(document.activeElement?.querySelector('time')?.dateTime).toBe(new Date(2_000).toISOString());
  expect(document.querySelector('article[aria-current=true]')?.getAttribute('data-entry')).toBe('h2');
});

test('what is found is marked, counted, and read where it stands', async () => {
  await search(searchDesk(HITS));
  const review = screen.getByRole('region', { name: 'Review' });
  expect([...review.querySelectorAll('mark')].map(mark => mark.textContent)).toContain('charged twice');
  expect(review.textContent).toContain('41,208');
  expect(within(review).getByRole('region', { name: 'Timeline' })).toBeDefined();
});

test('N and P go from hit to hit, in the order in which they stand', async () => {
  await search(searchDesk(HITS));
  (document.activeElement as HTMLElement).blur();
  fireEvent.keyDown(document.body, { key: 'n' });
  expect(screen.getByText('Hit 2 of 3')).toBeDefined();
  expect(document.querySelector('button[aria-current=true]')?.textContent).toContain('card charged twice');
  fireEvent.keyDown(document.body, { key: 'p' });
  fireEvent.keyDown(document.body, { key: 'p' });
  expect(screen.getByText('Hit 1 of 3')).toBeDefined();
});

test('an answer that holds no hit yet is not the end: older entries are asked about until there is one', async () => {
  const desk = searchDesk(HITS);
  const none = (at: number) => ({ hits: [], more: true, next: { at, id: 'z' }, total: { count: 0, exact: false } });
  desk.foundFirst.push(none(Date.UTC(2026, 5, 2)), none(Date.UTC(2025, 5, 2)));
  await search(desk);
  expect(desk.asked('history.search').map(asked => (asked as { before?: { at: number } }).before?.at)).toEqual([
    undefined,
    Date.UTC(2026, 5, 2),
    Date.UTC(2025, 5, 2),
  ]);
  expect(screen.getByText('Hit 1 of 3')).toBeDefined();
  expect(document.querySelector('article[aria-current=true]')?.getAttribute('data-entry')).toBe('h3');
});

test('what the first answer had no time to count is counted behind it, from where it stopped', async () => {
  const desk = searchDesk(HITS);
  const [from, then] = [
    { at: 900, id: 'z' },
    { at: 500, id: 'z' },
  ];
  desk.found = { ...desk.found, total: { count: 120, exact: false, next: from } };
  desk.counts.push({ count: 200, exact: false, next: then }, { count: 40, exact: true });
  await show(desk, '#review');
  fireEvent.change(screen.getByRole('searchbox', { name: 'Search history' }), { target: { value: 'charged twice' } });
  await screen.findByText(/^360 hits/);
  expect(desk.asked('history.count').map(asked => (asked as { before: object }).before)).toEqual([from, then]);
});

test('no more than a thousand are counted, which says so', async () => {
  const desk = searchDesk(HITS);
  const next = { at: 900, id: 'z' };
  desk.found = { ...desk.found, total: { count: 700, exact: false, next } };
  desk.counts.push({ count: 400, exact: true });
  await show(desk, '#review');
  fireEvent.change(screen.getByRole('searchbox', { name: 'Search history' }), { target: { value: 'charged twice' } });
  await screen.findByText(/^At least 1,000 hits/);
  expect(desk.asked('history.count')).toHaveLength(1);
});

test('how far back was looked is said while there is no hit, and that there is none only at the end', async () => {
  const desk = searchDesk([]);
  const next = { at: Date.UTC(2025, 5, 2, 12), id: 'z' };
  desk.foundFirst.push({ hits: [], more: true, next, total: { count: 0, exact: false } });
  const relay = desk.core.relay();
  const older = Promise.withResolvers<void>();
  desk.core.relay = () => ({
    ...relay,
    call: async (name, input) => {
      if (name === 'history.search' && (input as { before?: object }).before) await older.promise;
      return relay.call(name, input);
    },
  });
  await show(desk, '#review');
  fireEvent.change(screen.getByRole('searchbox', { name: 'Search history' }), { target: { value: 'is:closed' } });
  await screen.findByText(/^Older entries are being looked at, back to 2 Jun/);
  expect(screen.queryByText(/^Nothing on this workstation/)).toBeNull();
  older.resolve();
  await screen.findByText(/^Nothing on this workstation/);
  expect(screen.getByText('No hits on this workstation')).toBeDefined();
});

test('a hit that is opened is shown, also after one has gone elsewhere in its conversation', async () => {
  const reply = hitOf('h3', 'a', 3_000);
  await search(
    searchDesk([{ ...reply, entry: { ...reply.entry, replyTo: 'h1' } as typeof reply.entry }, ...HITS.slice(1)]),
  );
  const shown = () => document.querySelector('article[aria-current=true]')?.getAttribute('data-entry');
  const toCited = async () => {
    fireEvent.click(screen.getByRole('button', { name: /^In reply to/ }));
    await settle();
    expect(shown()).toBe('h1');
  };
  const row = (n: number) => screen.getByRole('group', { name: 'Results' }).querySelectorAll('button')[n]!;
  await toCited();
  fireEvent.click(row(0));
  await settle();
  expect(shown()).toBe('h3');
  await toCited();
  fireEvent.click(row(1));
  await settle();
  fireEvent.click(row(0));
  await settle();
  expect(shown()).toBe('h3');
  await toCited();
  (document.activeElement as HTMLElement).blur();
  fireEvent.keyDown(document.body, { key: 'n' });
  await settle();
  fireEvent.keyDown(document.body, { key: 'p' });
  await settle();
  expect(shown()).toBe('h3');
});

test('an entry that does not hold the words says what does, which is marked', async () => {
  const [first, ...others] = HITS;
  const ofCase = {
    ...first!,
    snippet: 'Thank you.',
    marks: [] as [number, number][],
    caseSubject: 'Charged twice for a bag',
  };
  await search(searchDesk([ofCase, ...others]));
  const results = screen.getByRole('group', { name: 'Results' });
  expect(within(results).getAllByRole('button')[0]!.textContent).toContain('By its case: Thank you.');
  expect(within(results).getByText('Charged').tagName).toBe('MARK');
  expect(within(results).getAllByText(/^By its/)).toHaveLength(1);
});

test('a page that is loaded anew shows the same search, hit and cases', async () => {
  const desk = searchDesk(HITS);
  await search(desk);
  (document.activeElement as HTMLElement).blur();
  fireEvent.keyDown(document.body, { key: 'Enter', shiftKey: true });
  fireEvent.keyDown(document.body, { key: 'n' });
  await settle();
  const panes = () => screen.getAllByRole('group', { name: /^Case of / }).length;
  expect([screen.getByText('Hit 2 of 3'), panes()]).toEqual([expect.anything(), 2]);
  close();
  useSearch.setState({ query: '', asked: '', found: null, openId: null });
  useReading.setState({ beside: [] });
  await show(desk, '#review');
  await screen.findByText('Hit 2 of 3');
  expect(panes()).toBe(2);
  expect(screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search history' }).value).toBe('charged twice');
});

test('it works offline, where nothing but the cache is asked', async () => {
  const desk = searchDesk(HITS);
  desk.connection = { ...live, state: 'offline', since: Date.now() };
  await search(desk);
  expect(screen.getByText('Hit 1 of 3')).toBeDefined();
});

test('a search that fails is said, and the words stay', async () => {
  const desk = searchDesk(HITS);
  desk.core.faults.set('history.search', 'internal');
  await show(desk, '#review');
  const box = screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search history' });
  fireEvent.change(box, { target: { value: 'charged' } });
  expect(await screen.findByRole('alert')).toBeDefined();
  expect(box.value).toBe('charged');
});

const board = (changes: Partial<Board> = {}): Board => ({
  madeAt: Date.now(),
  rows: [
    {
      queueId: 'priority',
      name: 'Priority care',
      channels: ['voice'],
      closed: null,
      inQueue: 14,
      longestWaitMs: 372_000,
      available: 0,
      onContact: 11,
      acw: 2,
      notReady: 3,
      countedAt: Date.now() - 240_000,
      perChannel: [],
    },
  ],
  waiting: [
    {
      workItemId: 'w1',
      queueId: 'priority',
      customerId: 'max',
      customerName: 'רונית אברמוביץ',
      from: '+44 7700 900611',
      subject: 'Missed connection',
      channel: 'voice',
      state: 'waiting',
      enteredAt: Date.now() - 298_000,
      priority: 84,
      epoch: 0,
      couldServe: [],
    },
  ],
  waitingTotal: 14,
  notices: [],
  held: [],
  agents: [{ agentId: 'priya', name: 'Priya Shah', state: 'on-contact', reason: null, since: Date.now() - 60_000 }],
  ...changes,
});

test('a lead sees each queue with the age of its numbers, who waits and that nobody could serve', async () => {
  const desk = new Desk();
  desk.agent = { ...mara, role: 'lead' };
  desk.board = board();
  await show(desk, '#queues');
  const queues = screen.getByRole('region', { name: 'Queues' });
  const row = within(queues).getByRole('row', { name: /Priority care/ });
  expect(row.textContent).toContain('14');
  expect(row.textContent).toContain('6:12');
  expect(row.textContent).toMatch(/4\smin/);
  expect(within(queues).getByText('רונית אברמוביץ')).toBeDefined();
  expect(within(queues).getByText('Nobody signed in')).toBeDefined();
  expect(within(queues).getByText('Priya Shah')).toBeDefined();
});
