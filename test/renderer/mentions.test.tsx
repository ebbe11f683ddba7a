// Colleagues are named in notes by keys alone, and who is named finds the note.
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { colleaguesFor } from '../../renderer/compose/MentionPicker.tsx';
import { useMentions } from '../../renderer/stores/mentions.ts';
import { useOthers } from '../../renderer/stores/roster.ts';
import type { Mention } from '../../shared/domain/mention.ts';
import type { Colleague } from '../../shared/domain/roster.ts';
import { close, Desk, settle, show } from './desk.tsx';

afterEach(() => {
  close();
  useMentions.setState(useMentions.getInitialState(), true);
  useOthers.setState(useOthers.getInitialState(), true);
});

const colleague = (agentId: string, name: string): Colleague => ({
  agentId,
  name,
  role: 'agent',
  queueIds: [],
  channels: ['x'],
  skills: [],
  state: 'available',
  since: 1,
  free: true,
});
const people = [colleague('priya', 'Priya Shah'), colleague('paul', 'Paul Price'), colleague('mara', 'Mara Lindholm')];

async function noteField(): Promise<HTMLTextAreaElement> {
  const desk = new Desk();
  desk.drafts.set('max', { mode: 'note', reply: null, note: null });
  Object.assign(noted, { desk });
  await show(desk, '#work/max');
  useOthers.setState({ roster: { madeAt: 1, colleagues: people, queues: [] } });
  await settle();
  return screen.getByRole('textbox', { name: 'Note' });
}
const noted = {} as { desk: Desk };
async function type(field: HTMLTextAreaElement, text: string): Promise<void> {
  field.focus();
  fireEvent.change(field, { target: { value: text } });
  field.setSelectionRange(text.length, text.length);
  fireEvent.input(field);
  await settle();
}
const offered = () => screen.queryAllByRole('option').map(option => option.textContent);

test('@ and letters offer colleagues, never oneself; an arrow and Enter put the name in, and it goes with the note', async () => {
  const field = await noteField();
  await type(field, 'ask @p');
  expect(offered()).toEqual(['Paul PriceAvailable', 'Priya ShahAvailable']);
  fireEvent.keyDown(field, { key: 'ArrowDown' });
  await settle();
  expect(screen.getByRole('option', { selected: true }).textContent).toContain('Priya Shah');
  fireEvent.keyDown(field, { key: 'Enter' });
  await settle();
  expect(field.value).toBe('ask @Priya Shah ');
  expect(offered()).toEqual([]);
  fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
  await settle();
  await settle();
  expect(noted.desk.asked('note.add')).toMatchObject([{ text: 'ask @Priya Shah', mentions: ['priya'] }]);
});

test('Escape leaves the words as they are and the field in use', async () => {
  const field = await noteField();
  await type(field, '@pri');
  expect(offered()).not.toEqual([]);
  fireEvent.keyDown(field, { key: 'Escape' });
  await settle();
  expect(offered()).toEqual([]);
  expect(field.value).toBe('@pri');
  expect(document.activeElement).toBe(field);
});

test('a note that names nobody goes without names', async () => {
  const field = await noteField();
  await type(field, 'nothing new');
  fireEvent.keyDown(field, { key: 'Enter', ctrlKey: true });
  await settle();
  await settle();
  expect(noted.desk.asked('note.add')[0]).not.toHaveProperty('mentions');
});

test('colleagues are found by any word of their name, without accents', () => {
  expect(colleaguesFor('sha', people).map(({ agentId }) => agentId)).toEqual(['priya']);
  expect(colleaguesFor('elo', [colleague('e', 'Élodie')]).length).toBe(1);
});

const mention = (id: string, at: number, seenAt: number | null): Mention => ({
  id,
  version: 1,
  agentId: 'mara',
  fromId: 'priya',
  fromName: 'Priya Shah',
  customerId: 'max',
  customerName: 'Max',
  entryId: `entry-${id}`,
  words: `note ${id}`,
  at,
  seenAt,
});

test('mentions stand in the work, new ones first and counted; opened by key they are seen', async () => {
  const desk = new Desk();
  const all = [mention('c', 3, 3), mention('b', 2, null), mention('a', 1, null)];
  desk.mentions = all;
  await show(desk);
  const list = screen.getByRole('list', { name: 'Mentions' });
  expect(
    within(list)
      .getAllByRole('button')
      .map(one => /note ./.exec(one.textContent ?? '')?.[0]),
  ).toEqual(['note b', 'note a', 'note c']);
  expect(screen.getByText('2 new')).toBeDefined();
  fireEvent.keyDown(document.body, { key: 'g' });
  fireEvent.keyDown(document.body, { key: 'm' });
  await settle();
  expect(desk.asked('mention.see')).toEqual([{ mentionIds: ['a'] }]);
  expect(location.hash).toBe('#work/max');
  expect(screen.getByText('1 new')).toBeDefined();
});
