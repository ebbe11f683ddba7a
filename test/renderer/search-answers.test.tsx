// Answers to a search come when they come: what stands there is of the last question, and is asked for again where it failed.
import { act, fireEvent, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { SearchHit } from '../../shared/contract/bridge.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { moreHits, moreMayBeHere, runSearch, searchFor, useSearch } from '../../renderer/stores/search.ts';
import { close, Desk, settle, show } from './desk.tsx';
import { entryOf } from './made.ts';

afterEach(close);

const hitOf = (id: string, text: string): SearchHit => ({
  entry: entryOf('message', { id, caseId: 'case-1', at: 1_000, text }),
  customerName: 'Akosua Mensah-Wiredu',
  caseNumber: 46_630,
  caseSubject: 'Card',
  caseState: 'closed',
  caseClosedAt: null,
  snippet: text,
  marks: [],
});
const idsFound = (): string[] => useSearch.getState().found!.hits.map(({ entry }) => entry.id);
const NEXT = { at: 900, id: 'z' };

type Answer = NonNullable<Desk['core']['others']['history.search']>;
type Asked = Parameters<Answer>[0];
function deskWith(...hits: SearchHit[]): Desk {
  const desk = new Desk();
  desk.found = { hits };
  return desk;
}

/** Each search has one hit on each of two pages. From `hold` on an answer waits until those of its kind are let go. */
function pagedDesk() {
  const desk = new Desk();
  const whole = desk.core.others['history.search']!;
  const waiting: { readonly asked: Asked; readonly go: () => void }[] = [];
  let isHeld = false;
  Object.assign(desk.core.others, {
    'history.search': async (asked: Asked) => {
      if (isHeld) await new Promise<void>(go => void waiting.push({ asked, go }));
      const isFirst = !asked.before;
      const hit = hitOf(`${asked.query}-${isFirst ? 1 : 2}`, asked.query);
      const total = { count: 1, exact: false };
      return { ...(await whole(asked)), hits: [hit], more: isFirst, next: isFirst ? NEXT : null, total };
    },
  });
  const letGo = async (query: string, isFirst: boolean): Promise<void> => {
    await settle();
    const those = waiting.filter(({ asked }) => asked.query === query && !asked.before === isFirst);
    those.forEach(({ go }) => go());
    await settle();
  };
  return { desk, hold: () => void (isHeld = true), letGo };
}

test('a further page of one search that is asked for while another runs is no part of what the other finds', async () => {
  const { desk, hold, letGo } = pagedDesk();
  await show(desk, '#work');
  await act(() => searchFor('bag'));
  hold();
  void searchFor('seat');
  void moreHits();
  await letGo('seat', true);
  await letGo('bag', false);
  expect(idsFound()).toEqual(['seat-1']);
  void moreHits();
  await letGo('seat', false);
  expect(idsFound()).toEqual(['seat-1', 'seat-2']);
});

test('a page asked for twice comes once, also where a page of the search before ends meanwhile', async () => {
  const { desk, hold, letGo } = pagedDesk();
  await show(desk, '#work');
  await act(() => searchFor('bag'));
  hold();
  void moreHits();
  void searchFor('seat');
  await letGo('seat', true);
  void moreHits();
  await letGo('bag', false);
  void moreHits();
  await letGo('seat', false);
  expect(idsFound()).toEqual(['seat-1', 'seat-2']);
});

test('Enter asks again what failed', async () => {
  const desk = deskWith(hitOf('h1', 'bag'));
  const answer = desk.core.others['history.search']!;
  let fails = true;
  Object.assign(desk.core.others, {
    'history.search': (input: Asked) => {
      if (fails) throw new Fault('internal', 'as the test wants it');
      return answer(input);
    },
  });
  await show(desk, '#review');
  const field = screen.getByRole('searchbox', { name: 'Search history' });
  fireEvent.change(field, { target: { value: 'bag' } });
  await screen.findByText(/^The search failed: .* Press Enter in the field to try again\.$/);
  fails = false;
  fireEvent.keyDown(field, { key: 'Enter' });
  expect(await screen.findByText('Hit 1 of 1')).toBeDefined();
});

test('who presses Enter does not wait until all is counted, and what comes meanwhile begins the count anew at its end', async () => {
  const desk = deskWith(hitOf('h1', 'bag'));
  desk.found = { ...desk.found, incompleteCustomers: 1, total: { count: 120, exact: false, next: NEXT } };
  const counted: (() => void)[] = [];
  Object.assign(desk.core.others, {
    'history.count': async () => {
      await new Promise<void>(go => void counted.push(go));
      return { count: 7, exact: true };
    },
  });
  await show(desk, '#review');
  useSearch.setState({ query: 'bag' });
  await act(() => runSearch());
  expect(useSearch.getState().found!.total).toMatchObject({ count: 120, exact: false });
  const asked = (): number => desk.asked('history.search').length;
  expect(asked()).toBe(1);
  moreMayBeHere();
  moreMayBeHere();
  await settle();
  expect(asked()).toBe(1);
  await act(async () => counted.shift()!());
  await settle();
  expect([asked(), counted.length]).toEqual([2, 1]);
  await act(async () => counted.shift()!());
  await settle();
  expect([asked(), counted.length]).toEqual([3, 1]);
  await act(async () => counted.shift()!());
  await settle();
  expect(asked()).toBe(3);
  expect(useSearch.getState().found!.total).toEqual({ count: 127, exact: true });
});
