import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { Interaction } from '../../shared/domain/case.ts';
import { openCustomer } from '../../renderer/stores/view.ts';
import { composeWords } from '../../renderer/text/compose.ts';
import { takeBackWords } from '../../renderer/timeline/pending.ts';
import { close, Desk, live, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

afterEach(close);

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reply' });
const write = (text: string) => fireEvent.change(field(), { target: { value: text } });
const sendButton = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Send' });

/** A customer who wrote in public and, before that, in private. */
function publicDesk(): Desk {
  const desk = new Desk();
  const post = entryOf('post', { id: 'the-post', text: 'Is anybody there?' });
  desk.core.customers.set('max', customerWith([post]));
  return desk;
}

test('the reply goes where the customer wrote, said to be public before a letter is written', async () => {
  const desk = publicDesk();
  await show(desk, '#work/max');
  const composer = screen.getByRole('region', { name: 'Composer' });
  expect(within(composer).getByText('Public. Anyone on X can read this.')).toBeDefined();
  expect(sendButton().disabled).toBe(true);
  write('We are here.');
  fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true });
  await settle();
  expect(desk.asked('reply.send')).toEqual([
    {
      customerId: 'max',
      draftCaseId: 'case-1',
      target: { interactionId: 'x-1', channel: 'x', audience: 'public', handle: '@LarkwingCare', replyTo: 'the-post' },
      subject: null,
      text: 'We are here.',
    },
  ]);
  await waitFor(() => expect(field().value).toBe(''));
});

test('a post is counted as X counts it, and what is over cannot be sent', async () => {
  const desk = publicDesk();
  await show(desk, '#work/max');
  write(`${'a'.repeat(256)} https://example.com/a/very/long/address/that/counts/as/twenty/three`);
  expect(screen.getByText('280 of 280')).toBeDefined();
  write('日'.repeat(141));
  expect(screen.getByText('2 over')).toBeDefined();
  expect(sendButton().disabled).toBe(true);
  fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true });
  await settle();
  expect(desk.asked('reply.send')).toEqual([]);
});

test('words that the outbox does not take stay in the field, and why is said', async () => {
  const desk = publicDesk();
  await show(desk, '#work/max');
  desk.core.faults.set('reply.send', 'internal');
  write('We are here.');
  fireEvent.click(sendButton());
  await settle();
  expect(field().value).toBe('We are here.');
  expect(screen.getByText('Not sent: Something failed inside Foreword')).toBeDefined();
});

test('offline it says that Send queues', async () => {
  const desk = publicDesk();
  desk.connection = { ...live, state: 'offline', since: Date.now() };
  await show(desk, '#work/max');
  expect(screen.getByText('Offline: it is sent when the connection is back.')).toBeDefined();
});

test('a note has no Send and goes to colleagues', async () => {
  const desk = publicDesk();
  await show(desk, '#work/max');
  fireEvent.keyDown(document.body, { key: 'n' });
  await settle();
  const note = screen.getByRole('textbox', { name: 'Note' });
  expect(document.activeElement).toBe(note);
  expect(screen.queryByRole('button', { name: 'Send' })).toBeNull();
  fireEvent.change(note, { target: { value: 'Card team confirmed' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save note' }));
  await settle();
  expect(desk.asked('note.add')).toMatchObject([{ customerId: 'max', caseId: 'case-1', text: 'Card team confirmed' }]);
  expect(desk.asked('reply.send')).toEqual([]);
});

test('a draft is written down when the field is left, and stands there again', async () => {
  const desk = publicDesk();
  await show(desk, '#work/max');
  write('Half a sen');
  fireEvent.blur(field());
  await settle();
  expect(desk.asked('draft.write')).toMatchObject([{ customerId: 'max', mode: 'reply', text: 'Half a sen' }]);
  expect(screen.getByText('Draft kept')).toBeDefined();
  close();
  await show(again(desk), '#work/max');
  expect(field().value).toBe('Half a sen');
});

/** Another start over what the core kept. */
function again(before: Desk): Desk {
  const desk = publicDesk();
  desk.drafts = before.drafts;
  return desk;
}
const modeButton = (name: RegExp) => screen.getByRole('radio', { name });
const note = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Note' });

test('a note and a reply are two drafts: each stays where it was written, also over a restart', async () => {
  const desk = publicDesk();
  await show(desk, '#work/max');
  write('Dear Max');
  fireEvent.click(modeButton(/^Note/));
  expect(note().value).toBe('');
  fireEvent.change(note(), { target: { value: 'He lies' } });
  expect(modeButton(/^Reply/).textContent).toBe('Reply, draft kept');
  fireEvent.click(modeButton(/^Reply/));
  expect(field().value).toBe('Dear Max');
  expect(modeButton(/^Note/).textContent).toBe('Note, draft kept');
  fireEvent.click(modeButton(/^Note/));
  fireEvent.blur(note());
  await settle();
  close();
  await show(again(desk), '#work/max');
  expect(note().value).toBe('He lies');
  fireEvent.click(modeButton(/^Reply/));
  expect(field().value).toBe('Dear Max');
});

test('sending one leaves the other', async () => {
  const desk = publicDesk();
  await show(desk, '#work/max');
  write('Dear Max');
  fireEvent.click(modeButton(/^Note/));
  fireEvent.change(note(), { target: { value: 'He lies' } });
  fireEvent.click(screen.getByRole('button', { name: 'Save note' }));
  await settle();
  expect(note().value).toBe('');
  fireEvent.click(modeButton(/^Reply/));
  expect(field().value).toBe('Dear Max');
  expect(desk.asked('reply.send')).toEqual([]);
});

const thread = (id: string, changes: Partial<Interaction>): Interaction => ({
  id,
  version: 1,
  caseId: 'case-1',
  customerId: 'max',
  channel: 'x',
  audience: 'private',
  subject: null,
  handle: '@LarkwingCare',
  startedAt: Date.UTC(2026, 5, 2, 9),
  ...changes,
});

test('a reply begun in private stays private when the customer goes on in public', async () => {
  const desk = new Desk();
  const message = entryOf('message', { id: 'the-message', interactionId: 'dm-1', text: 'My number is 4471' });
  const core = desk.core.customers;
  const interactions = [thread('dm-1', {}), thread('x-1', { audience: 'public' })];
  core.set('max', customerWith([message], { interactions }));
  await show(desk, '#work/max');
  write('Your refund of');
  const post = entryOf('post', { id: 'the-post', at: message.at + 1_000, text: 'They do not answer' });
  core.set('max', customerWith([message, post], { interactions }));
  await desk.push({ topic: 'timeline', customerId: 'max' });
  expect(within(screen.getByRole('region', { name: 'Composer' })).getByText(/^Private/)).toBeDefined();
  fireEvent.click(sendButton());
  await settle();
  expect(desk.asked('reply.send')).toMatchObject([{ target: { interactionId: 'dm-1', audience: 'private' } }]);
  expect(within(screen.getByRole('region', { name: 'Composer' })).getByText(/^Public/)).toBeDefined();
});

test('the subject of an email is kept with its draft', async () => {
  const mail = customerWith([entryOf('email', { id: 'the-mail', text: 'Where is it?' })], {
    interactions: [thread('email-1', { channel: 'email', handle: 'care@larkwing.example' })],
  });
  const desk = new Desk();
  desk.core.customers.set('max', mail);
  await show(desk, '#work/max');
  const subject = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'Subject' });
  write('Dear Max');
  fireEvent.change(subject(), { target: { value: 'Your bag' } });
  fireEvent.blur(field());
  await settle();
  close();
  const later = again(desk);
  later.core.customers.set('max', mail);
  await show(later, '#work/max');
  expect(subject().value).toBe('Your bag');
});

test('words taken back go before what has been written since', async () => {
  const desk = publicDesk();
  await show(desk, '#work/max');
  write('And one more thing');
  const draft = { mode: 'reply' as const, text: 'We are here.', subject: null, mail: null, thread: null, savedAt: 1 };
  const taken = { customerId: 'max', caseId: 'case-1', draft: { ...draft, target: null } };
  desk.core.takenBack = { text: draft.text, draft: taken, begun: null };
  await act(() => takeBackWords({ commandId: 'c1', customerId: 'max' }));
  await settle();
  expect(field().value).toBe('We are here.\n\nAnd one more thing');
});

test('the key for canned texts does nothing where nothing can be written: the list does not open later', async () => {
  const desk = new Desk();
  desk.core.customers.set('max', customerWith([entryOf('message')]));
  await show(desk);
  fireEvent.keyDown(document.body, { key: 'm' });
  await settle();
  act(() => openCustomer('max'));
  await settle();
  expect(screen.queryByRole('dialog')).toBeNull();
  fireEvent.keyDown(document.body, { key: 'm' });
  await settle();
  expect(screen.getByRole('dialog', { name: composeWords.macros })).toBeDefined();
});
