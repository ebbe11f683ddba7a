// A public post of a customer is shown to all under our handle by key or menu, and it stands on the entry.
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, expect, test } from 'vitest';
import type { EntryOf, Repost } from '../../shared/domain/entry.ts';
import type { Channel } from '../../shared/domain/primitives.ts';
import { close, Desk, heldItem, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

beforeAll(() => {
  // jsdom lays nothing out; a list without height would draw nothing.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 4_000 });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, value: 80 });
});
afterEach(close);

const handle = (address: string, channel: Channel) => ({
  address,
  channel,
  name: address,
  signOff: null,
  shiftIntro: null,
  signature: null,
});
const made = (changes: Partial<Repost> = {}): Repost => ({
  id: 'r1',
  handle: '@LarkwingCare',
  agentId: 'mara',
  agentName: 'Mara Lindholm',
  at: Date.now(),
  state: 'confirmed',
  commandId: 'c1',
  reason: null,
  ...changes,
});

const entryId = 'praise';

async function desk(post: Partial<EntryOf<'post'>> = {}, praiseReasons: string[] = []): Promise<Desk> {
  const one = new Desk();
  const entry = entryOf('post', { id: entryId, ...post });
  const there = customerWith([entry]);
  const interactions = there.interactions.map(thread => ({ ...thread, channel: entry.channel }));
  one.core.customers.set('max', { ...there, interactions });
  one.team = {
    id: 'team',
    version: 1,
    name: 'Care',
    notReadyReasons: [],
    noResponseReasons: [],
    praiseReasons,
    voiceExclusive: true,
    handoverNote: false,
    handles: [handle('@LarkwingAir', entry.channel), handle('@LarkwingCare', entry.channel)],
    macros: [],
  };
  const { caseId, interactionId } = entry;
  const item = heldItem({ channel: 'x', caseId, interactionId: interactionId ?? 'none' });
  one.work = { offer: null, lastOffer: null, items: [item] };
  await show(one, '#work/max');
  await settle();
  return one;
}
const keys = async (...all: string[]) => {
  for (const key of all) fireEvent.keyDown(document.body, { key });
  await settle();
};

test('by key, under the handle the customer wrote to', async () => {
  const one = await desk();
  await keys('z', 'r');
  expect(one.asked('post.repost')).toEqual([{ entryId, handle: '@LarkwingCare' }]);
});

test('by the menu, under the handle that is chosen, without ending the work', async () => {
  const one = await desk();
  await keys('d');
  fireEvent.click(screen.getByRole('menuitem', { name: 'Repost as @LarkwingAir' }));
  await settle();
  expect(one.asked('post.repost')).toEqual([{ entryId, handle: '@LarkwingAir' }]);
  expect(one.asked('work.praise')).toEqual([]);
});

test('by the menu with what it is for, by the team’s list; the entry says so', async () => {
  const one = await desk({ reposts: [made({ praisedFor: 'Crew' })] }, ['Crew', 'Food']);
  expect(screen.getAllByRole('article').at(-1)!.textContent).toContain(
    'Reposted as @LarkwingCare by Mara Lindholm for Crew, confirmed',
  );
  await keys('d');
  const group = screen.getByRole('group', { name: 'Repost as @LarkwingAir for' });
  expect(screen.queryByRole('group', { name: 'Repost as @LarkwingCare for' })).toBeNull();
  fireEvent.click(within(group).getByRole('menuitem', { name: 'Food' }));
  await settle();
  expect(one.asked('post.repost')).toEqual([{ entryId, handle: '@LarkwingAir', reason: 'Food' }]);
  expect(one.asked('work.praise')).toEqual([]);
});

test('stands on the entry with handle, colleague and state, and is taken back there or by key', async () => {
  const one = await desk({ reposts: [made()] });
  const article = screen.getAllByRole('article').at(-1)!;
  expect(article.textContent).toContain('Reposted as @LarkwingCare by Mara Lindholm, confirmed');
  fireEvent.click(within(article).getByRole('button', { name: 'Undo repost' }));
  await settle();
  await keys('z', 't');
  const shown = { entryId, handle: '@LarkwingCare' };
  expect(one.asked('post.undoRepost')).toEqual([shown, shown]);
  await keys('d');
  expect(screen.queryByRole('menuitem', { name: 'Repost as @LarkwingCare' })).toBeNull();
});

test.each([
  ['failed', 'the post is protected', 'not reposted', 'the post is protected'],
  ['undone', null, 'taken back', ''],
] as const)('one that is %s says so, and there is nothing to undo', async (state, reason, words, why) => {
  await desk({ reposts: [made({ state, reason })] });
  const article = screen.getAllByRole('article').at(-1)!;
  expect(article.textContent).toContain(words);
  expect(article.textContent).toContain(why);
  expect(within(article).queryByRole('button', { name: 'Undo repost' })).toBeNull();
});

test('is not offered where the network has none', async () => {
  const one = await desk({ channel: 'instagram' });
  await keys('d');
  expect(screen.queryByRole('menuitem', { name: /^Repost/ })).toBeNull();
  fireEvent.keyDown(screen.getByRole('menu'), { key: 'Escape' });
  await settle();
  await keys('z', 'r');
  expect(one.asked('post.repost')).toEqual([]);
});
