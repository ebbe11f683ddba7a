// What kind words are for: whatever is done with them may say so, by one of the team's reasons.
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { teamSchema } from '../../shared/domain/team.ts';
import { close, Desk, heldItem, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

afterEach(close);

/** A public post in hand, and its menu open. */
async function desk(noResponseReasons: string[], praiseReasons?: string[]): Promise<Desk> {
  const one = new Desk();
  const nothing = { notReadyReasons: [], voiceExclusive: true, handles: [], macros: [] };
  one.team = teamSchema.parse({ id: 't', version: 1, name: 'Care', noResponseReasons, praiseReasons, ...nothing });
  const entry = entryOf('post', { id: 'praise' });
  const there = customerWith([entry]);
  const interactions = there.interactions.map(thread => ({ ...thread, channel: entry.channel }));
  one.core.customers.set('max', { ...there, interactions });
  const { caseId, interactionId } = entry;
  const item = heldItem({ channel: 'x', caseId, interactionId: interactionId ?? 'none' });
  one.work = { offer: null, lastOffer: null, items: [item] };
  await show(one, '#work/max');
  fireEvent.click(screen.getByRole('button', { name: 'Without a reply' }));
  return one;
}
const choose = async (group: string, name: string): Promise<void> => {
  fireEvent.click(within(screen.getByRole('group', { name: group })).getByRole('menuitem', { name }));
  await settle();
};

test.each([
  ['Mark as praise for', 'marked'],
  ['Praise, and thanked for', 'thanked'],
  ['Repost it for', 'reposted'],
])('%s: one of the team’s own reasons', async (group, act) => {
  const one = await desk([], ['Crew', 'Food']);
  await choose(group, 'Food');
  expect(one.asked('work.praise')).toEqual([
    { workItemId: 'work-1', act, handle: expect.anything() as string, reason: 'Food' },
  ]);
});

test('a reason of both lists is the one of the list it stands in', async () => {
  const one = await desk(['Other'], ['Other']);
  await choose('Leave without an answer', 'Other');
  expect(one.asked('work.noResponse')).toEqual([{ workItemId: 'work-1', reason: 'Other' }]);
  expect(one.asked('work.praise')).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: 'Without a reply' }));
  await choose('Praise, and thanked for', 'Other');
  expect(one.asked('work.praise')).toMatchObject([{ act: 'thanked', reason: 'Other' }]);
});

test('where the team has no reasons for praise nobody is asked for one', async () => {
  await desk(['Spam']);
  expect(screen.getByRole('group', { name: 'Praise' })).toBeDefined();
  expect(screen.queryByRole('group', { name: / for$/ })).toBeNull();
});
