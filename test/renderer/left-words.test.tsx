// Words that were begun and left: work that ended under them takes nothing with it, and the list of work says where they are.
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useLeftWords } from '../../renderer/stores/left-words.ts';
import { openCustomer } from '../../renderer/stores/view.ts';
import { shortMoment } from '../../renderer/text/time.ts';
import { close, Desk, heldItem, settle, show } from './desk.tsx';
import { customerWith, entryOf, someone } from './made.ts';

afterEach(close);

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /^(Reply|Note)$/ });
const write = (value: string): void => void fireEvent.change(field(), { target: { value } });
const rows = (): string[] =>
  within(screen.queryByRole('list', { name: 'Drafts' }) ?? document.createElement('ul'))
    .queryAllByRole('listitem')
    .map(row => row.textContent ?? '');
const row = () => within(screen.getByRole('list', { name: 'Drafts' })).getByRole('button');
const opened = (caseId: string, subject: string) =>
  ({
    id: caseId,
    version: 1,
    number: 1,
    customerId: 'max',
    subject,
    state: 'open',
    openedAt: 1,
    closedAt: null,
  }) as const;
const noted = (text: string) =>
  ({ mode: 'note', text, target: null, subject: null, mail: null, thread: null, savedAt: Date.now() }) as const;

function deskOf(...items: ReturnType<typeof heldItem>[]): Desk {
  const desk = new Desk();
  const said = entryOf('message', { id: 'said', interactionId: 'call-now', caseId: 'case-1', text: 'My bag?' });
  const cases = [opened('case-1', 'Bag'), opened('case-2', 'Seat')];
  desk.core.customers.set('max', customerWith([said], { customer: someone, cases }));
  desk.work = { ...desk.work, items };
  return desk;
}
const workIs = (desk: Desk, ...items: ReturnType<typeof heldItem>[]): Promise<void> => {
  desk.work = { ...desk.work, items };
  return desk.push({ topic: 'work' });
};
/** What stands in the field is written down, as when the page is hidden. */
const rest = async (): Promise<void> => {
  window.dispatchEvent(new Event('pagehide'));
  await settle();
};

test('a note whose call has ended stands in the list of work, opens with its words, and goes when it is saved', async () => {
  const desk = deskOf(heldItem());
  await show(desk, '#work/max/work-1');
  fireEvent.keyDown(document.body, { key: 'n' });
  await settle();
  write('Her bag is in Lisbon');
  await rest();
  // The line of the open work says it meanwhile.
  expect(rows()).toEqual([]);
  await workIs(desk);
  expect(rows()).toEqual([expect.stringContaining('Draft note: Her bag is in Lisbon')]);
  expect(row().getAttribute('aria-current')).toBe('true');
  act(() => openCustomer(null));
  await settle();
  expect(screen.queryByRole('textbox', { name: 'Note' })).toBeNull();
  fireEvent.click(row());
  await settle();
  expect(field().value).toBe('Her bag is in Lisbon');
  fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true });
  await settle();
  expect(desk.asked('note.add')).toMatchObject([{ text: 'Her bag is in Lisbon', caseId: 'case-1' }]);
  expect(rows()).toEqual([]);
});

test('what was left before this page began is there, also of a matter whose customer has other work open', async () => {
  const desk = deskOf(heldItem());
  desk.drafts.set('max case-2', { mode: 'note', reply: null, note: noted('Wants an aisle seat') });
  desk.drafts.set('gone case-9', { mode: 'note', reply: null, note: noted('Rang twice') });
  await show(desk, '#work/max/work-1');
  expect(rows()).toEqual([
    expect.stringMatching(/^Maximiliane OyelaranDraft note: Wants an aisle seat/),
    expect.stringMatching(/^A customer who is not on this workstationDraft note: Rang twice/),
  ]);
  fireEvent.click(screen.getByText('Wants an aisle seat'));
  await settle();
  expect(field().value).toBe('Wants an aisle seat');
  write('');
  expect(rows()).toEqual([expect.stringContaining('Rang twice')]);
});

test('a row says when its words were written, also what is added here since the list was read', async () => {
  const desk = deskOf();
  const then = Date.now() - 40 * 86_400_000;
  desk.drafts.set('max case-2', {
    mode: 'note',
    reply: null,
    note: { ...noted('Wants an aisle seat'), savedAt: then },
  });
  await show(desk, '#work');
  expect(rows()).toEqual([expect.stringContaining(shortMoment(then))]);
  fireEvent.click(row());
  await settle();
  // Reading it writes nothing.
  expect(rows()).toEqual([expect.stringContaining(shortMoment(then))]);
  write('Wants an aisle seat, in front');
  expect(rows()).toEqual([expect.stringMatching(/in front.*\d\d:\d\d$/)]);
});

test('of a customer who was erased nothing stands there any more, also where their words were never opened on this page', async () => {
  const desk = deskOf();
  desk.drafts.set('gone case-9', { mode: 'note', reply: null, note: noted('Rang twice') });
  desk.drafts.set('max case-2', { mode: 'note', reply: null, note: noted('Wants an aisle seat') });
  await show(desk, '#work');
  expect(rows()).toHaveLength(2);
  desk.erasure = { id: 'e', customerId: 'gone', entryId: null, at: Date.now(), reason: 'request' };
  await desk.push({ topic: 'customer', customerId: 'gone' });
  await settle();
  expect(rows()).toEqual([expect.stringContaining('Wants an aisle seat')]);
  expect(JSON.stringify(useLeftWords.getState())).not.toContain('Rang twice');
});
