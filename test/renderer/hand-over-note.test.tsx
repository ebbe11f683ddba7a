// What is begun in the dialog of handing over: Ctrl+Enter sends it from any field, and Escape loses no word of its note.
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import type { Handlers, OutboxItem } from '../../shared/contract/bridge.ts';
import type { Roster } from '../../shared/domain/roster.ts';
import { useBegunThings } from '../../renderer/stores/begun.ts';
import { openCustomer, useView } from '../../renderer/stores/view.ts';
import { close, Desk, heldItem, settle, show } from './desk.tsx';

afterEach(close);

const roster = (): Roster => ({
  madeAt: Date.now(),
  colleagues: [
    {
      agentId: 'priya',
      name: 'Priya',
      role: 'agent',
      queueIds: ['priority'],
      channels: ['email'],
      skills: [],
      state: 'available',
      since: 0,
      free: true,
    },
  ],
  queues: [],
});
const queued = (kind: OutboxItem['kind']): OutboxItem => ({
  commandId: `command ${kind}`,
  kind,
  state: 'queued',
  at: Date.now(),
  customerId: 'max',
  workItemId: 'work-1',
  reason: null,
  code: null,
});

const refused = (more: Partial<OutboxItem> = {}): OutboxItem => ({
  ...queued('work.transfer'),
  state: 'refused',
  reason: 'Priya is not signed in',
  ...more,
});

async function desk(): Promise<Desk> {
  const one = new Desk();
  one.work = { ...one.work, items: [heldItem({ channel: 'email' })] };
  Object.assign(one.core.others, {
    'roster.read': roster,
    'work.transfer': () => queued('work.transfer'),
    'work.consult': () => queued('work.consult'),
    'outbox.takeBack': () => ({
      text: 'Refused words',
      draft: null,
      begun: { about: 'hand-over work-1', customerIds: ['max'], fields: { note: 'Refused words' } },
    }),
  } satisfies Partial<Handlers>);
  await show(one, '#work/max');
  return one;
}
const press = async (key: string, more: object = {}): Promise<void> => {
  const on = document.activeElement ?? document.body;
  fireEvent.keyDown(on, { key, ...more });
  fireEvent.keyUp(on, { key, ...more });
  await settle();
};
async function open(...keys: string[]): Promise<HTMLElement> {
  for (const key of keys) await press(key);
  return screen.findByRole('dialog');
}
const note = (dialog: HTMLElement) => within(dialog).getByRole<HTMLTextAreaElement>('textbox', { name: /Note/ });
const write = (dialog: HTMLElement, value: string): void => void fireEvent.change(note(dialog), { target: { value } });

test.each([
  ['Transfer', ['h', 't'], 'work.transfer'],
  ['Ask a colleague in', ['h', 'c'], 'work.consult'],
])('%s: Ctrl+Enter in the field that is searched in sends what has been chosen', async (_act, keys, asked) => {
  const one = await desk();
  await open(...keys);
  await press('ArrowDown');
  await press('Enter');
  expect(screen.getByRole('option', { name: /Priya/ }).getAttribute('aria-selected')).toBe('true');
  expect(document.activeElement?.getAttribute('role') ?? document.activeElement?.tagName).toBe('INPUT');
  await press('Enter', { ctrlKey: true });
  await waitFor(() => expect(one.asked(asked)).toHaveLength(1));
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('a note that Escape left stands there again, in whichever way the work is handed over then', async () => {
  await desk();
  write(await open('h', 't'), 'Promised 80 pounds');
  await press('Escape');
  expect(screen.queryByRole('dialog')).toBeNull();
  const again = note(await open('h', 'e'));
  expect(again.value).toBe('Promised 80 pounds');
  expect(again.selectionStart).toBe(18);
});

test('once it is handed over the note is gone, and comes back only when it is refused', async () => {
  const one = await desk();
  const dialog = await open('h', 't');
  write(dialog, 'Promised 80 pounds');
  fireEvent.click(within(dialog).getByRole('option', { name: /Priya/ }));
  fireEvent.keyDown(note(dialog), { key: 'Enter', ctrlKey: true });
  await waitFor(() => expect(one.asked('work.transfer')).toMatchObject([{ note: 'Promised 80 pounds' }]));
  await settle();
  const next = await open('h', 't');
  expect(note(next).value).toBe('');
  write(next, 'Begun since');
  await press('Escape');
  one.outbox = [{ ...queued('work.transfer'), state: 'refused', reason: 'Priya is not signed in.' }];
  await one.push({ topic: 'outbox' });
  fireEvent.click(screen.getByRole('button', { name: 'Edit' }));
  expect(note(await screen.findByRole('dialog')).value).toBe('Refused words\n\nBegun since');
});

const begunAsKept = (one: Desk) => one.begunWords.map(({ about, fields }) => [about, fields]);
/** The page goes and comes over the same core, as it does after a crash or a sign-out. */
async function reload(one: Desk): Promise<void> {
  close();
  await show(one, '#work/max');
}

test('the work leaves the agent and comes back: the note stands there, and to whom it was to go', async () => {
  const one = await desk();
  const dialog = await open('h', 't');
  write(dialog, 'Promised 80 pounds');
  fireEvent.click(within(dialog).getByRole('option', { name: /Priya/ }));
  await press('Escape');
  const { items } = one.work;
  one.work = { ...one.work, items: [] };
  await one.push({ topic: 'work' });
  one.work = { ...one.work, items };
  await one.push({ topic: 'work' });
  const again = await open('h', 't');
  expect(note(again).value).toBe('Promised 80 pounds');
  expect(within(again).getByRole('option', { name: /Priya/ }).getAttribute('aria-selected')).toBe('true');
});

test('the page goes while a note is being written: it is there again, and gone once it was sent', async () => {
  const one = await desk();
  write(await open('h', 't'), 'Promised 80 pounds');
  window.dispatchEvent(new Event('pagehide'));
  await settle();
  expect(begunAsKept(one)).toEqual([['hand-over work-1', { note: 'Promised 80 pounds' }]]);
  await reload(one);
  const dialog = await open('h', 't');
  expect(note(dialog).value).toBe('Promised 80 pounds');
  fireEvent.click(within(dialog).getByRole('option', { name: /Priya/ }));
  fireEvent.keyDown(note(dialog), { key: 'Enter', ctrlKey: true });
  await waitFor(() => expect(one.asked('work.transfer')).toHaveLength(1));
  await settle();
  const written = one.asked('begun.write').length;
  expect(note(await open('h', 't')).value).toBe('');
  expect(one.asked('begun.write')).toHaveLength(written);
});

test('where the core does not take the command, the note stays', async () => {
  const one = await desk();
  one.core.faults.set('work.transfer', 'not-kept');
  const dialog = await open('h', 't');
  write(dialog, 'Promised 80 pounds');
  fireEvent.click(within(dialog).getByRole('option', { name: /Priya/ }));
  fireEvent.keyDown(note(dialog), { key: 'Enter', ctrlKey: true });
  await waitFor(() => expect(one.asked('work.transfer')).toHaveLength(1));
  await settle();
  expect(note(await open('h', 't')).value).toBe('Promised 80 pounds');
  window.dispatchEvent(new Event('pagehide'));
  await settle();
  expect(begunAsKept(one)).toMatchObject([['hand-over work-1', { note: 'Promised 80 pounds' }]]);
});

test('refused when the work is in other hands: it says whose it was, and its words become a note on the customer', async () => {
  const one = await desk();
  one.drafts.set('max', { mode: 'reply', reply: null, note: null });
  one.work = { ...one.work, items: [] };
  await one.push({ topic: 'work' });
  one.outbox = [refused({ customerName: 'Maximiliane Oyelaran', words: 'Refused words' })];
  await one.push({ topic: 'outbox' });
  expect(screen.getByText('Not transferred: the work for Maximiliane Oyelaran.')).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Put it into a note' }));
  await waitFor(() =>
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Note' }).value).toBe('Refused words'),
  );
  expect(one.draftsOf('max').note?.text).toBe('Refused words');
  expect(begunAsKept(one)).toEqual([['hand-over work-1', {}]]);
});

test('refused about work that has ended: its words can be copied, its customer opened, and the rest discarded', async () => {
  const one = await desk();
  const copied: string[] = [];
  const clipboard = { writeText: async (text: string) => void copied.push(text) };
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: clipboard });
  onTestFinished(() => void Reflect.deleteProperty(navigator, 'clipboard'));
  one.work = { ...one.work, items: [] };
  await one.push({ topic: 'work' });
  act(() => openCustomer(null));
  one.outbox = [refused({ customerName: 'Maximiliane Oyelaran', words: 'Promised 80 pounds' })];
  await one.push({ topic: 'outbox' });
  expect(screen.getByText('Priya is not signed in.').closest('[role=group]')?.textContent).toContain(
    'It is not with you any more.',
  );
  fireEvent.click(screen.getByRole('button', { name: 'Copy your note' }));
  await screen.findByRole('button', { name: 'Copied' });
  expect(copied).toEqual(['Promised 80 pounds']);
  fireEvent.click(screen.getByRole('button', { name: 'Open the customer' }));
  await settle();
  expect(useView.getState().customerId).toBe('max');
  fireEvent.click(screen.getByRole('button', { name: 'Discard' }));
  await waitFor(() =>
    expect(one.asked('outbox.takeBack')).toEqual([{ commandId: 'command work.transfer', discard: true }]),
  );
});

test('refused without a word in it offers none to copy', async () => {
  const one = await desk();
  one.work = { ...one.work, items: [] };
  await one.push({ topic: 'work' });
  one.outbox = [refused({ customerName: null, words: null })];
  await one.push({ topic: 'outbox' });
  expect(screen.getByText('Not transferred.')).toBeDefined();
  expect(screen.queryByRole('button', { name: /note|Copy/ })).toBeNull();
});

test('an erased customer takes the note along', async () => {
  const one = await desk();
  write(await open('h', 't'), 'Promised 80 pounds');
  await press('Escape');
  one.erasure = { id: 'e1', customerId: 'max', entryId: null, at: Date.now(), reason: 'request' };
  await one.push({ topic: 'customer', customerId: 'max' });
  await settle();
  expect(useBegunThings.getState()).toEqual({});
});
