// What an agent is told of work that was theirs: moved by a lead, or not taken by the colleague they had sent it to.
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useMentions } from '../../renderer/stores/mentions.ts';
import type { Mention } from '../../shared/domain/mention.ts';
import { close, Desk, heldItem, mara, offerFor, settle, show } from './desk.tsx';

afterEach(() => {
  close();
  useMentions.setState(useMentions.getInitialState(), true);
});

const told = (about: 'taken' | 'untaken' | 'unanswered', words: string, more: Partial<Mention> = {}): Mention => ({
  id: `told ${about}`,
  version: 1,
  agentId: mara.id,
  fromId: 'ruth',
  fromName: 'Ruth Okafor',
  customerId: 'max',
  customerName: 'Maximiliane Oyelaran',
  entryId: 'event-1',
  words,
  about,
  at: Date.now(),
  seenAt: null,
  ...more,
});
const banner = (words: RegExp): HTMLElement => {
  const [group] = screen.getAllByRole('group').filter(one => words.test(one.textContent ?? ''));
  if (!group) throw new Error(`nothing says ${words.source}`);
  return group;
};

test('who lost work to a lead reads who moved it, where to and why, until they have seen it; their words are kept', async () => {
  const desk = new Desk();
  desk.drafts.set('max', {
    mode: 'reply',
    reply: { mode: 'reply', text: 'Dear Max', target: null, savedAt: 1 } as never,
    note: null,
  });
  await show(desk, '#work/max');
  desk.mentions = [told('taken', 'Now with Sena Aydin: Sena knows them.')];
  await desk.push({ topic: 'mentions' });
  const said = banner(/has moved the work/);
  expect(said.textContent).toContain('Ruth Okafor has moved the work for Maximiliane Oyelaran.');
  expect(said.textContent).toContain('Now with Sena Aydin: Sena knows them. What you had begun to write is kept');
  expect(screen.getByDisplayValue('Dear Max')).toBeDefined();
  expect(screen.queryByRole('list', { name: 'Mentions' })).toBeNull();
  fireEvent.click(within(said).getByRole('button', { name: 'Seen' }));
  await settle();
  expect(desk.asked('mention.see')).toEqual([{ mentionIds: ['told taken'] }]);
  expect(screen.queryByText(/has moved the work/)).toBeNull();
});

test('whose question nobody came for reads whom it was about, and how many were asked', async () => {
  const desk = new Desk();
  desk.mentions = [told('unanswered', 'Nobody of Refunds is free. Asked: 3', { fromName: 'Priya Shah' })];
  await show(desk);
  const said = banner(/Nobody came to help/).textContent;
  expect(said).toContain('Nobody came to help with Maximiliane Oyelaran. Nobody of Refunds is free. Asked: 3.');
});

test('by keys: what was not taken is opened where the timeline says so', async () => {
  const desk = new Desk();
  desk.mentions = [told('untaken', 'Waits in Priority care', { fromName: 'Priya Shah' })];
  await show(desk);
  expect(banner(/did not take/).textContent).toContain('Priya Shah did not take the work for Maximiliane Oyelaran.');
  fireEvent.keyDown(document.body, { key: 'g' });
  fireEvent.keyDown(document.body, { key: 'm' });
  await settle();
  expect(desk.asked('mention.see')).toEqual([{ mentionIds: ['told untaken'] }]);
  expect(location.hash).toBe('#work/max');
});

const handover = (fromId: string) =>
  ({
    why: 'transferred',
    fromId,
    fromName: fromId === mara.id ? mara.name : 'Otto Post',
    note: null,
    at: Date.now(),
    untakenBy: 'Priya Shah',
  }) as const;

test('rung back, it says to its sender that it is back, and to anybody else whom it passed', async () => {
  const desk = new Desk();
  desk.work = { offer: offerFor({ handover: handover(mara.id) }), lastOffer: null, items: [] };
  await show(desk);
  expect(screen.getByText('Back with you: Priya Shah did not take it')).toBeDefined();
  desk.work = { offer: null, lastOffer: null, items: [heldItem({ channel: 'email', handover: handover('otto') })] };
  await desk.push({ topic: 'work' });
  location.hash = '#work/max';
  await settle();
  expect(screen.getByText('Transferred by Otto Post, not taken by Priya Shah')).toBeDefined();
});
