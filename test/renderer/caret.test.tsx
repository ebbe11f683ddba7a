// Words that one comes back to have the caret where one stood, and never in front of what is already there.
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { openCustomer } from '../../renderer/stores/view.ts';
import { close, Desk, heldItem, offerFor, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

afterEach(close);

const item = (id: string, customerId: string) => heldItem({ id, customerId, channel: 'x', interactionId: `x-${id}` });

async function twoOpen(): Promise<Desk> {
  const desk = new Desk();
  const other = customerWith([entryOf('post', { customerId: 'ana' })]);
  desk.core.customers.set('ana', { ...other, customer: { ...other.customer, id: 'ana', name: 'Ana Pereira' } });
  desk.work = { ...desk.work, items: [item('w1', 'max'), item('w2', 'ana')] };
  await show(desk, '#work/max');
  return desk;
}
const field = (name: string) => screen.getByRole<HTMLTextAreaElement>('textbox', { name });
const write = (name: string, text: string): void => void fireEvent.change(field(name), { target: { value: text } });
const press = async (key: string): Promise<void> => {
  fireEvent.keyDown(document.activeElement ?? document.body, { key });
  await settle();
};
const caret = ({ selectionStart, selectionEnd }: HTMLTextAreaElement): number[] => [selectionStart, selectionEnd];
async function goAndComeBack(): Promise<void> {
  openCustomer('ana');
  await settle();
  openCustomer('max');
  await settle();
}

test('after another customer it is behind the words, where it was left', async () => {
  await twoOpen();
  await press('n');
  write('Note', 'First part.');
  await press('Escape');
  await goAndComeBack();
  await press('n');
  expect(document.activeElement).toBe(field('Note'));
  expect(caret(field('Note'))).toEqual([11, 11]);
});

test('left within the words it is there again, and so is what was chosen', async () => {
  await twoOpen();
  write('Reply', 'First part.');
  field('Reply').setSelectionRange(2, 5);
  await press('n');
  await press('Escape');
  await press('r');
  expect(caret(field('Reply'))).toEqual([2, 5]);
  await goAndComeBack();
  expect(caret(field('Reply'))).toEqual([2, 5]);
});

test('words that have changed meanwhile have it behind them', async () => {
  const desk = await twoOpen();
  write('Reply', 'First part.');
  field('Reply').setSelectionRange(2, 2);
  fireEvent.keyDown(field('Reply'), { key: 'Enter', ctrlKey: true });
  await settle();
  expect(desk.asked('reply.send')).toHaveLength(1);
  write('Reply', 'Another');
  await goAndComeBack();
  expect(caret(field('Reply'))).toEqual([7, 7]);
});

test('of kept words that are read with the page it is behind them', async () => {
  const desk = new Desk();
  const kept = {
    mode: 'note',
    text: 'Kept',
    target: null,
    subject: null,
    mail: null,
    thread: null,
    savedAt: 1,
  } as const;
  desk.drafts.set('max', { mode: 'note', reply: null, note: kept });
  await show(desk, '#work/max');
  expect(caret(field('Note'))).toEqual([4, 4]);
});

test('the wrap-up is gone on with where it was left', async () => {
  await twoOpen();
  const open = async () => {
    fireEvent.click(screen.getByRole('button', { name: 'Finish' }));
    return within(await screen.findByRole('alertdialog')).getByRole<HTMLTextAreaElement>('textbox');
  };
  fireEvent.change(await open(), { target: { value: 'one' } });
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }));
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(caret(await open())).toEqual([3, 3]);
});

/** The page goes and comes over the same core, as when it is loaded anew. */
async function reload(desk: Desk): Promise<void> {
  dispatchEvent(new Event('pagehide'));
  await settle();
  close();
  await show(desk, '#work/max');
  await settle();
}

test('a page loaded anew while one writes has one in the same words, where one stood', async () => {
  const desk = await twoOpen();
  await press('n');
  write('Note', 'First part.');
  field('Note').setSelectionRange(5, 5);
  await reload(desk);
  expect(field('Note').value).toBe('First part.');
  expect(document.activeElement).toBe(field('Note'));
  expect(caret(field('Note'))).toEqual([5, 5]);
  await press('Escape');
  await goAndComeBack();
  expect(document.activeElement).toBe(document.body);
});

test.each(['Subject', 'Add to To'])('so does one who writes %s of a mail', async name => {
  const desk = new Desk();
  const mail = entryOf('email', { id: 'the-mail' });
  const place = { id: 'email-1', version: 1, caseId: 'case-1', customerId: 'max', channel: 'email' } as const;
  const more = { audience: 'private', subject: null, handle: 'care@larkwing.example', startedAt: 1 } as const;
  const thread = { ...place, ...more };
  desk.core.customers.set('max', customerWith([mail], { interactions: [thread] }));
  await show(desk, '#work/max');
  const typed = () => screen.getByRole<HTMLInputElement>('textbox', { name });
  typed().focus();
  fireEvent.change(typed(), { target: { value: 'Your red bag' } });
  typed().setSelectionRange(4, 8);
  await reload(desk);
  expect(typed().value).toBe('Your red bag');
  expect(document.activeElement).toBe(typed());
  expect([typed().selectionStart, typed().selectionEnd]).toEqual([4, 8]);
});

test('one who had stopped writing is not put into words', async () => {
  const desk = await twoOpen();
  await press('r');
  write('Reply', 'First part.');
  await press('Escape');
  await reload(desk);
  expect(field('Reply').value).toBe('First part.');
  expect(document.activeElement).toBe(document.body);
});

test('nor one who has gone elsewhere before the words are read, or is asked by what rings', async () => {
  const desk = await twoOpen();
  await press('r');
  write('Reply', 'First part.');
  let read = (): void => {};
  const waits = new Promise<void>(done => (read = done));
  const kept = desk.core.others['draft.read']!;
  Object.assign(desk.core.others, { 'draft.read': async (asked: never) => waits.then(() => kept(asked)) });
  await reload(desk);
  screen.getByRole('searchbox', { name: 'Search history' }).focus();
  (document.activeElement as HTMLElement).blur();
  read();
  await settle();
  expect(field('Reply').value).toBe('First part.');
  expect(document.activeElement).toBe(document.body);
});

test('what rings as the page comes keeps the focus', async () => {
  const desk = await twoOpen();
  await press('r');
  write('Reply', 'First part.');
  dispatchEvent(new Event('pagehide'));
  await settle();
  close();
  let read = (): void => {};
  const waits = new Promise<void>(done => (read = done));
  const kept = desk.core.others['draft.read']!;
  Object.assign(desk.core.others, { 'draft.read': async (asked: never) => waits.then(() => kept(asked)) });
  desk.work = { ...desk.work, offer: offerFor({ channel: 'x', customerId: 'ana', workItemId: 'w9' }) };
  await show(desk, '#work/max');
  expect(document.activeElement?.textContent).toContain('Accept');
  read();
  await settle();
  expect(field('Reply').value).toBe('First part.');
  expect(document.activeElement?.textContent).toContain('Accept');
});
