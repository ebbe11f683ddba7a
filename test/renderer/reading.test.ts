// Which cases are read side by side, which of them keys speak to, and what each goes through.
import { beforeEach, describe, expect, test } from 'vitest';
import {
  activate,
  closePane,
  currentPane,
  FOLLOWING,
  hitsOfPane,
  isOneOfSeveral,
  keepBeside,
  nextPane,
  paneRoom,
  panesNow,
  panesOf,
  turnPane,
  useReading,
} from '../../renderer/stores/reading.ts';
import { useSearch } from '../../renderer/stores/search.ts';
import type { SearchHit } from '../../shared/contract/bridge.ts';
import { MOST_BESIDE } from '../../shared/contract/bridge/search.ts';
import { entryOf } from './made.ts';

const hit = (id: string, caseId: string, customerId = 'max') =>
  ({ entry: entryOf('post', { id, caseId, customerId }) }) as SearchHit;
const [bag, bagToo, seat, ana] = [hit('1', 'bag'), hit('2', 'bag'), hit('3', 'seat'), hit('4', 'other', 'ana')];
const [BAG, SEAT, OTHER] = ['max bag', 'max seat', 'ana other'] as const;
const idsOf = (panes: readonly { readonly id: string }[]): string[] => panes.map(({ id }) => id);

beforeEach(() => {
  useReading.setState(useReading.getInitialState(), true);
  useSearch.setState(useSearch.getInitialState(), true);
});

describe('what is shown', () => {
  test('is the hit that is open before those that were kept; a kept one of its own case shows it instead', () => {
    expect(panesOf(bag, { beside: [seat, ana], turned: [] })).toMatchObject([
      { id: FOLLOWING, hit: bag, isKept: false, follows: true, isAlone: false },
      { id: SEAT, isKept: true, follows: false, isAlone: true },
      { id: OTHER, isKept: true, follows: false, isAlone: true },
    ]);
    expect(panesOf(bagToo, { beside: [seat, bag], turned: [] })).toMatchObject([
      { id: SEAT, hit: seat, follows: false },
      { id: BAG, hit: bagToo, isKept: true, follows: true },
    ]);
    expect(idsOf(panesOf(null, { beside: [seat], turned: [] }))).toEqual([SEAT]);
  });

  test('is turned to the case alone, or to all of the customer, each for itself', () => {
    turnPane(SEAT);
    turnPane(FOLLOWING);
    const { turned } = useReading.getState();
    expect(panesOf(bag, { beside: [seat, ana], turned }).map(({ isAlone }) => isAlone)).toEqual([true, false, true]);
    turnPane(SEAT);
    expect(useReading.getState().turned).toEqual([FOLLOWING]);
  });

  test('names the case too where several are of one person', () => {
    const panes = panesOf(bag, { beside: [seat, ana], turned: [] });
    expect(panes.map(pane => isOneOfSeveral(panes, pane))).toEqual([true, true, false]);
  });

  test('is what there is room for: the one that keys speak to and those after it, else those before', () => {
    const panes = panesOf(bag, { beside: [seat, ana], turned: [] });
    expect(idsOf(paneRoom(panes, panes[0], 2))).toEqual([FOLLOWING, SEAT]);
    expect(idsOf(paneRoom(panes, panes[1], 2))).toEqual([SEAT, OTHER]);
    expect(idsOf(paneRoom(panes, panes[2], 2))).toEqual([SEAT, OTHER]);
    expect(idsOf(paneRoom(panes, panes[2], 1))).toEqual([OTHER]);
    expect(idsOf(paneRoom(panes, undefined, 9))).toEqual([FOLLOWING, SEAT, OTHER]);
  });
});

describe('what keys speak to', () => {
  test('is the active one; where it is no more, the one that shows the open hit', () => {
    const panes = panesOf(bagToo, { beside: [seat, bag], turned: [] });
    expect(currentPane(panes, SEAT, '2')?.id).toBe(SEAT);
    expect(currentPane(panes, FOLLOWING, '2')?.id).toBe(BAG);
    expect(currentPane(panes, FOLLOWING, null)?.id).toBe(SEAT);
  });

  test('goes round from one to the next', () => {
    useReading.setState({ beside: [seat, ana] });
    const met = [nextPane(), nextPane(), nextPane()].map(pane => pane?.id);
    expect(met).toEqual([SEAT, OTHER, SEAT]);
    useReading.setState({ beside: [] });
    expect(nextPane()).toBeNull();
  });

  test('is the hits again once one is kept or closed', () => {
    keepBeside(seat);
    activate(SEAT);
    keepBeside(ana);
    expect(useReading.getState().active).toBe(FOLLOWING);
    activate(OTHER);
    closePane(OTHER);
    expect(useReading.getState()).toMatchObject({ active: FOLLOWING, beside: [seat] });
  });
});

test('a case is kept once, as it was kept last; the first gives way when there are enough', () => {
  const many = Array.from({ length: MOST_BESIDE }, (_, n) => hit(`m${n}`, `case-${n}`));
  for (const one of many) keepBeside(one);
  expect(idsOf(panesNow())).toHaveLength(MOST_BESIDE);
  keepBeside(hit('again', 'case-0'));
  expect(idsOf(panesNow())).toEqual(['max case-1', 'max case-0']);
  keepBeside(seat);
  expect(idsOf(panesNow())).toEqual(['max case-0', SEAT]);
});

test('a case that is closed and kept again is shown alone, however it was turned before; the hits cannot be closed', () => {
  keepBeside(seat);
  turnPane(SEAT);
  closePane(SEAT);
  expect(useReading.getState().turned).toEqual([]);
  keepBeside(seat);
  closePane(FOLLOWING);
  expect(panesNow()).toMatchObject([{ id: SEAT, isAlone: true }]);
});

test('the pane of the open hit goes through all hits, a kept one through those of its case', () => {
  const [open, kept] = panesOf(seat, { beside: [bag], turned: [] });
  const all = [bag, seat, bagToo, ana];
  expect(hitsOfPane(open!, all)).toEqual(all);
  expect(hitsOfPane(kept!, all)).toEqual([bag, bagToo]);
});
