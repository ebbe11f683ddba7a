// Work does not end over words that were begun and not sent: that is said, leads back to them, and takes a second act.
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { unsentAtEnd } from '../../renderer/compose/unsent.ts';
import { writingsOf } from '../../renderer/stores/drafts.ts';
import { close, Desk, heldItem, settle, show } from './desk.tsx';

afterEach(close);

const target = { interactionId: 'x-1', channel: 'x', audience: 'public', handle: null, replyTo: null } as const;
const draft = (mode: 'reply' | 'note', text: string) =>
  ({
    mode,
    text,
    target: mode === 'reply' ? target : null,
    subject: null,
    mail: null,
    thread: null,
    savedAt: 1,
  }) as const;

async function ending(words: { reply?: string; note?: string }): Promise<Desk> {
  const desk = new Desk();
  const { reply, note } = words;
  desk.drafts.set('max', {
    mode: 'reply',
    reply: reply ? draft('reply', reply) : null,
    note: note ? draft('note', note) : null,
  });
  desk.work = { ...desk.work, items: [heldItem({ channel: 'x', interactionId: 'x-1' })] };
  await show(desk, '#work/max');
  for (const key of ['z', 'f']) fireEvent.keyDown(document.activeElement ?? document.body, { key });
  await settle();
  return desk;
}
const dialog = () => within(screen.getByRole('alertdialog'));
const end = async (more: object = {}): Promise<void> => {
  fireEvent.keyDown(dialog().getByRole('textbox', { name: 'Wrap-up' }), { key: 'Enter', ctrlKey: true, ...more });
  await settle();
};
const said = () => dialog().queryByText(/stands? here/)?.textContent;

test('an unsent reply is told of, and only a second Ctrl+Enter ends the work without it', async () => {
  const desk = await ending({ reply: 'We have found your bag' });
  expect(said()).toBe('An unsent reply stands here.');
  await end();
  await end({ repeat: true });
  expect(desk.asked('work.finish')).toEqual([]);
  expect(dialog().getByRole('button', { name: 'End without sending' })).toBeDefined();
  expect(dialog().getByRole('status').textContent).toContain('Once more ends the work without it.');
  await end();
  await waitFor(() => expect(desk.asked('work.finish')).toHaveLength(1));
});

test.each([
  ['reply', { reply: 'We have found' }, 'To the reply', 'Reply'],
  ['note', { reply: 'We have found', note: 'Ask Oslo' }, 'To the note', 'Note'],
])('a press leads back to the %s, which has the focus behind its words', async (_mode, words, press, name) => {
  const desk = await ending(words);
  fireEvent.click(dialog().getByRole('button', { name: press }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name })));
  expect(screen.queryByRole('alertdialog')).toBeNull();
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name });
  expect(field.selectionStart).toBe(field.value.length);
  expect(desk.asked('work.finish')).toEqual([]);
});

test('where nothing was begun one act ends it', async () => {
  const desk = await ending({ reply: '  \n' });
  expect(said()).toBeUndefined();
  await end();
  await waitFor(() => expect(desk.asked('work.finish')).toHaveLength(1));
});

test('other work of the same customer leads to a note, and to a reply in another conversation', () => {
  const empty = writingsOf('nobody')({ byCustomer: {} });
  const both = {
    ...empty,
    reply: { ...empty.reply, text: 'Yes', target },
    note: { ...empty.note, text: 'Ask Oslo' },
  };
  const [post, mail] = ['x-1', 'mail-1'].map(interactionId => ({
    id: interactionId,
    caseId: 'case-1',
    interactionId,
  }));
  expect(unsentAtEnd(post!, [post!], both)).toEqual(['reply', 'note']);
  expect(unsentAtEnd(mail!, [mail!], both)).toEqual(['reply', 'note']);
  expect(unsentAtEnd(mail!, [mail!, post!], both)).toEqual([]);
  expect(unsentAtEnd(post!, [mail!, post!], both)).toEqual(['reply']);
  expect(unsentAtEnd(post!, [{ ...mail!, caseId: 'case-2' }, post!], both)).toEqual(['reply', 'note']);
});
