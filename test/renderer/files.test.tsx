// Files with a reply: chosen, dropped, pasted, removed, refused in plain words, and sent.
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { FILE_PART_BYTES, MAX_OUT_BYTES } from '../../shared/domain/writing/files.ts';
import { close, Desk, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

afterEach(close);

/** Half a megabyte as base64 takes its time beside other work. */
const PATIENT = { timeout: 20_000 };
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reply' });
const attach = () => screen.getByRole('button', { name: 'Attach files' });
const chosen = () => document.querySelector<HTMLInputElement>('input[type=file]')!;
const chips = () =>
  within(screen.queryByRole('list', { name: 'Files with this reply' }) ?? document.createElement('p'));
const names = () =>
  chips()
    .queryAllByRole('listitem')
    .map(one => one.textContent);
const sendButton = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Send' });
const pdf = (name = 'booking.pdf', bytes: BlobPart = '%PDF-1.7') =>
  new File([bytes], name, { type: 'application/pdf' });

function mailDesk(): Desk {
  const desk = new Desk();
  const handle = 'care@larkwing.example';
  const author = { kind: 'customer' as const, name: 'Ana', address: 'ana@post.example', agentId: null };
  const place = {
    customerId: 'max',
    caseId: 'case-1',
    channel: 'email' as const,
    audience: 'private' as const,
    handle,
  };
  const interactions = [{ ...place, id: 'email-1', version: 1, subject: null, startedAt: 1 }];
  const mail = entryOf('email', { id: 'the-mail', text: 'Where is my bag?', handle, author });
  desk.core.customers.set('max', customerWith([mail], { interactions }));
  return desk;
}
function postDesk(): Desk {
  const desk = new Desk();
  desk.core.customers.set('max', customerWith([entryOf('post', { text: 'Is anybody there?' })]));
  return desk;
}
async function choose(...files: File[]): Promise<void> {
  fireEvent.change(chosen(), { target: { files } });
  await settle();
  await waitFor(() => expect(screen.queryByText('taking it up…')).toBeNull(), PATIENT);
}

test('a file that is chosen stands there with name and size, goes with the words, and is gone from the field', async () => {
  const desk = mailDesk();
  await show(desk, '#work/max');
  const large = new Uint8Array(FILE_PART_BYTES + 7).fill(65);
  await choose(pdf(), pdf('large.pdf', large));
  await waitFor(() => expect(names()).toEqual(['booking.pdf8\u00a0B', 'large.pdf500\u00a0kB']), PATIENT);
  expect(desk.files.map(({ content }) => content.length)).toEqual([8, FILE_PART_BYTES + 7]);
  expect(sendButton().disabled).toBe(true);
  fireEvent.change(field(), { target: { value: 'Attached.' } });
  fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true });
  await settle();
  expect(desk.asked('reply.send')).toMatchObject([{ text: 'Attached.', files: ['file-1', 'file-2'] }]);
  await waitFor(() => expect(names()).toEqual([]));
});

test('a key goes to it from anywhere, and what is removed leaves the focus in the composer', async () => {
  const desk = mailDesk();
  await show(desk, '#work/max');
  let opened = 0;
  chosen().addEventListener('click', () => (opened += 1));
  fireEvent.keyDown(document.body, { key: 'a' });
  await settle();
  expect(opened).toBe(1);
  await choose(pdf());
  const remove = chips().getByRole('button', { name: 'Remove booking.pdf' });
  act(() => remove.focus());
  fireEvent.click(remove);
  await settle();
  expect(names()).toEqual([]);
  expect(desk.files).toEqual([]);
  expect(document.activeElement).toBe(attach());
});

test('what is kept stands there again after a restart', async () => {
  const desk = mailDesk();
  await show(desk, '#work/max');
  await choose(pdf());
  close();
  const again = mailDesk();
  again.files = desk.files;
  await show(again, '#work/max');
  expect(names()).toEqual(['booking.pdf8\u00a0B']);
});

test('what can be known is refused before a byte is read, in plain words, and the rest is taken', async () => {
  const desk = mailDesk();
  await show(desk, '#work/max');
  const huge = Object.defineProperty(pdf('huge.pdf'), 'size', { value: MAX_OUT_BYTES + 1 });
  await choose(pdf('invoice.pdf.exe'), huge, pdf('empty.txt', ''), pdf());
  expect(screen.getByText(/can run a program/).textContent).toBe(
    '“invoice.pdf.exe” can run a program when opened. Such files are not sent. ' +
      '“huge.pdf” is too large. A file may have 18\u00a0MB. “empty.txt” is empty.',
  );
  expect(desk.asked('file.begin')).toMatchObject([{ name: 'booking.pdf' }]);
  expect(names()).toEqual(['booking.pdf8\u00a0B']);
});

test('what the core finds out is said, and leaves nothing', async () => {
  const desk = mailDesk();
  desk.refusesFiles = 'differs';
  await show(desk, '#work/max');
  await choose(pdf());
  expect(screen.getByText('The content of “booking.pdf” is not what its name says.')).toBeDefined();
  expect(names()).toEqual([]);
});

test('a disk that is full is said, and the words stay', async () => {
  const desk = mailDesk();
  desk.core.faults.set('file.part', 'not-kept');
  await show(desk, '#work/max');
  fireEvent.change(field(), { target: { value: 'Attached.' } });
  await choose(pdf());
  expect(screen.getByText(/“booking.pdf” was not attached. This workstation could not write it down/)).toBeDefined();
  expect(field().value).toBe('Attached.');
});

test('a channel that takes none says so, and words go there without', async () => {
  const desk = postDesk();
  await show(desk, '#work/max');
  fireEvent.click(attach());
  await settle();
  expect(screen.getByText('X takes no files here. They go by email.')).toBeDefined();
  expect(desk.asked('file.begin')).toEqual([]);
});

test('files of a mail stop a reply that turned public, until they are removed', async () => {
  const desk = postDesk();
  desk.files = [
    { id: 'f', customerId: 'max', name: 'a.pdf', type: 'application/pdf', size: 3, content: '', isWhole: true },
  ];
  await show(desk, '#work/max');
  fireEvent.change(field(), { target: { value: 'Here it is.' } });
  await settle();
  expect(sendButton().disabled).toBe(true);
  expect(screen.getByText('X takes no files here. They go by email.')).toBeDefined();
  fireEvent.click(chips().getByRole('button', { name: 'Remove a.pdf' }));
  await settle();
  expect(sendButton().disabled).toBe(false);
});

test('dropped on the composer it is taken; pasted too, unless words come with it', async () => {
  const desk = mailDesk();
  await show(desk, '#work/max');
  const over = fireEvent.dragOver(field(), { dataTransfer: { types: ['Files'], files: [] } });
  expect(over).toBe(false);
  fireEvent.drop(field(), { dataTransfer: { types: ['Files'], files: [pdf('dropped.pdf')] } });
  await waitFor(() => expect(names()).toEqual(['dropped.pdf8\u00a0B']));
  fireEvent.paste(field(), { clipboardData: { types: ['Files'], files: [pdf('pasted.pdf')] } });
  await waitFor(() => expect(names()).toHaveLength(2));
  const both = { types: ['text/plain', 'Files'], files: [pdf('picture.pdf')] };
  expect(fireEvent.paste(field(), { clipboardData: both })).toBe(true);
  await settle();
  expect(names()).toHaveLength(2);
});
