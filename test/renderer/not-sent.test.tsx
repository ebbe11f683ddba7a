// What of the agent's words did not get through is told wherever they are, with the ways on.
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { useMentions } from '../../renderer/stores/mentions.ts';
import type { Handlers, OutboxItem } from '../../shared/contract/bridge.ts';
import type { Mention } from '../../shared/domain/mention.ts';
import { close, Desk, mara, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

afterEach(() => {
  close();
  useMentions.setState(useMentions.getInitialState(), true);
});

const refused = (n: number, more: Partial<OutboxItem> = {}): OutboxItem => ({
  commandId: `c${n}`,
  kind: 'reply.send',
  state: 'refused',
  at: Date.now(),
  customerId: 'max',
  customerName: 'Maximiliane Oyelaran',
  reason: 'Priya Shah holds this conversation',
  code: 'denied',
  ...more,
});
const undelivered = (more: Partial<Mention> = {}): Mention => ({
  id: 'told',
  version: 1,
  agentId: mara.id,
  fromId: mara.id,
  fromName: mara.name,
  customerId: 'max',
  customerName: 'Maximiliane Oyelaran',
  entryId: 'entry-1',
  words: 'the account is suspended',
  about: 'undelivered',
  at: Date.now(),
  seenAt: null,
  ...more,
});
const banner = (words: RegExp): HTMLElement => {
  const [group] = screen.getAllByRole('group').filter(one => words.test(one.textContent ?? ''));
  if (!group) throw new Error(`nothing says ${words.source}`);
  return group;
};
const press = async (name: string, within_: HTMLElement): Promise<void> => {
  fireEvent.click(within(within_).getByRole('button', { name }));
  await settle();
};

test('a refused reply is told with another view open, to whom and why, in what is read out; Open leads there', async () => {
  const desk = new Desk();
  await show(desk, '#review');
  desk.outbox = [refused(1)];
  await desk.push({ topic: 'outbox' });
  const said = banner(/not sent/);
  expect(said.textContent).toContain('Reply to Maximiliane Oyelaran not sent. Priya Shah holds this conversation.');
  expect(said.closest('[aria-live]')?.getAttribute('aria-live')).toBe('polite');
  await press('Open', said);
  expect(location.hash).toBe('#work/max');
});

test('it is there after a start over, for it is told of the outbox; a note says that it is one', async () => {
  const desk = new Desk();
  desk.outbox = [refused(1, { kind: 'note.add', customerName: null, reason: null, code: 'not-found' })];
  await show(desk, '#queues');
  expect(banner(/not saved/).textContent).toContain('Note on a customer not saved. It is no longer there.');
});

test('Edit takes the words back where they were written, and Try again sends them as they are', async () => {
  const desk = new Desk();
  desk.outbox = [refused(1), refused(2, { customerId: 'ida', customerName: 'Ida' })];
  await show(desk, '#review');
  await press('Try again', banner(/Reply to Ida/));
  expect(desk.asked('outbox.retry')).toEqual([{ commandId: 'c2' }]);
  await press('Edit', banner(/Reply to Maxi/));
  expect(desk.asked('outbox.takeBack')).toEqual([{ commandId: 'c1' }]);
  expect(location.hash).toBe('#work/max');
});

test('discarding is asked about first; what is kept stays', async () => {
  const desk = new Desk();
  desk.outbox = [refused(1)];
  await show(desk, '#review');
  await press('Discard', banner(/not sent/));
  expect(banner(/cannot be brought back/).textContent).toContain('Maximiliane Oyelaran');
  expect(document.activeElement?.textContent).toBe('Keep it');
  await press('Keep it', banner(/cannot be brought back/));
  expect(desk.asked('outbox.takeBack')).toEqual([]);
  await press('Discard', banner(/not sent/));
  await press('Discard', banner(/cannot be brought back/));
  expect(desk.asked('outbox.takeBack')).toHaveLength(1);
});

test('several are counted, and shown when asked for', async () => {
  const desk = new Desk();
  desk.outbox = [refused(1), refused(2, { kind: 'note.add' })];
  desk.mentions = [undelivered()];
  await show(desk, '#review');
  expect(screen.queryByText(/not sent/)).toBeNull();
  await press('Show all', banner(/^3 replies, notes or reposts/));
  expect([/not sent/, /not saved/, /not delivered/].map(words => banner(words)).length).toBe(3);
  await press('Show fewer', banner(/^3 replies/));
  expect(screen.queryByText(/not saved/)).toBeNull();
});

test('what a network refused is told to its author until they have seen it, and is no note that names them', async () => {
  const desk = new Desk();
  desk.mentions = [undelivered()];
  await show(desk, '#queues');
  const said = banner(/not delivered/);
  expect(said.textContent).toContain('Reply to Maximiliane Oyelaran not delivered.');
  expect(said.textContent).toContain('The network refused it: the account is suspended.');
  await press('Seen', said);
  expect(desk.asked('mention.see')).toEqual([{ mentionIds: ['told'] }]);
  expect(screen.queryByText(/not delivered/)).toBeNull();
  location.hash = '#work';
  await settle();
  expect(screen.queryByRole('list', { name: 'Mentions' })).toBeNull();
});

test('a repost that the network refused is told alike, and opened where the post stands', async () => {
  const desk = new Desk();
  desk.mentions = [undelivered({ about: 'not-reposted' })];
  await show(desk, '#queues');
  await press('Open', banner(/Repost for Maximiliane Oyelaran not made/));
  expect(location.hash).toBe('#work/max');
  expect(desk.asked('mention.see')).toEqual([{ mentionIds: ['told'] }]);
});

test('another command that was refused names the customer, and leads to them', async () => {
  const desk = new Desk();
  desk.outbox = [refused(1, { kind: 'work.finish', reason: 'You do not hold this any more.' })];
  await show(desk, '#review');
  const said = banner(/not finished/);
  expect(said.textContent).toContain('Maximiliane Oyelaran: The work was not finished. You do not hold this any more.');
  await press('Open', said);
  expect(location.hash).toBe('#work/max');
});

describe('words that a network refused', () => {
  const target = {
    interactionId: 'x-1',
    channel: 'x',
    audience: 'public',
    handle: '@LarkwingCare',
    replyTo: null,
  } as const;
  const draft = {
    mode: 'reply',
    text: 'It comes today.',
    target,
    subject: null,
    mail: null,
    thread: null,
    savedAt: 1,
  } as const;

  async function deskThatFailed(files: string[] = []): Promise<Desk> {
    const desk = new Desk();
    const delivery = { state: 'failed', at: 1, commandId: 'c', reason: 'suspended' } as const;
    const author = { kind: 'agent', name: mara.name, address: null, agentId: mara.id } as const;
    const failed = entryOf('post', { id: 'failed', direction: 'out', text: draft.text, author, delivery });
    const theirs = entryOf('post', {
      id: 'theirs',
      direction: 'out',
      author: { ...author, agentId: 'priya' },
      delivery,
    });
    desk.core.customers.set('max', customerWith([entryOf('post', { id: 'asked' }), failed, theirs]));
    Object.assign(desk.core.others, {
      'reply.writeAgain': () => ({
        draft: { customerId: 'max', caseId: 'case-1', draft },
        entryIds: ['failed'],
        files,
      }),
    } satisfies Partial<Handlers>);
    desk.mentions = [undelivered({ entryId: 'failed' }), undelivered({ id: 'other', entryId: 'of another reply' })];
    return desk;
  }
  const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reply' });

  test('are put into the composer from wherever the agent is, and what told of them is seen', async () => {
    const desk = await deskThatFailed(['list.pdf']);
    await show(desk, '#review');
    await press('Edit and send again', banner(/not delivered/));
    await settle();
    expect(location.hash).toBe('#work/max');
    expect(field().value).toBe('It comes today.');
    expect(desk.asked('mention.see')).toEqual([{ mentionIds: ['told'] }]);
    expect(desk.asked('reply.send')).toEqual([]);
    expect(banner(/^Attach again/).textContent).toContain('Attach again what went along: list.pdf.');
  });
});
