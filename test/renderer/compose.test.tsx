import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useTakenBack } from '../../renderer/timeline/pending.ts';
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
  close();
  const again = publicDesk();
  Object.assign(again.core.others, {
    'draft.read': () => ({ mode: 'reply', text: 'Half a sen', target: null, savedAt: Date.now() }),
  });
  await show(again, '#work/max');
  expect(field().value).toBe('Half a sen');
});

test('words taken back go before what has been written since', async () => {
  const desk = publicDesk();
  await show(desk, '#work/max');
  write('And one more thing');
  act(() => useTakenBack.setState({ last: { customerId: 'max', mode: 'reply', text: 'We are here.', n: 99 } }));
  await settle();
  expect(field().value).toBe('We are here.\n\nAnd one more thing');
});
