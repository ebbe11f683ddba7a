// Two matters of one customer: words stand with their own, come back to where they went, and dialogs lose none.
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { targetOf, wayOf } from '../../renderer/compose/outgoing.ts';
import { EMPTY } from '../../renderer/stores/drafts.ts';
import { takeBackWords } from '../../renderer/timeline/pending.ts';
import { caseToWrite } from '../../renderer/stores/written-case.ts';
import { close, Desk, heldItem, settle, show } from './desk.tsx';
import { customerWith, entryOf, someone } from './made.ts';

afterEach(close);

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: /^(Reply|Note)$/ });
const write = (value: string): void => void fireEvent.change(field(), { target: { value } });
const composer = () => within(screen.getByRole('region', { name: 'Composer' }));
const keys = async (...all: string[]): Promise<void> => {
  for (const key of all) fireEvent.keyDown(document.activeElement ?? document.body, { key });
  await settle();
};
const bag = { id: 'case-1', version: 1, number: 1, customerId: 'max', subject: 'Bag', state: 'open' } as const;
const cases = [
  { ...bag, openedAt: 1, closedAt: null },
  { ...bag, id: 'case-2', number: 2, subject: 'Seat', openedAt: 2, closedAt: null },
];
const thread = (id: string, caseId: string, audience: 'public' | 'private') =>
  ({
    id,
    version: 1,
    caseId,
    customerId: 'max',
    channel: 'x',
    audience,
    subject: null,
    handle: '@Care',
    startedAt: 1,
  }) as const;
const interactions = [thread('x-1', 'case-1', 'public'), thread('dm-2', 'case-2', 'private')];
const posted = entryOf('post', { id: 'the-post', interactionId: 'x-1', caseId: 'case-1', text: 'My bag?' });
const told = entryOf('message', { id: 'the-message', interactionId: 'dm-2', caseId: 'case-2', text: 'My seat?' });

function deskOf(...items: ReturnType<typeof heldItem>[]): Desk {
  const desk = new Desk();
  desk.core.customers.set('max', customerWith([posted, told], { customer: someone, cases, interactions }));
  desk.work = { ...desk.work, items };
  return desk;
}
const onBag = heldItem({ id: 'on-bag', channel: 'x', interactionId: 'x-1', caseId: 'case-1', subject: 'Bag' });
const onSeat = heldItem({ id: 'on-seat', channel: 'x', interactionId: 'dm-2', caseId: 'case-2', subject: 'Seat' });

test('with two pieces of work of one customer each has words of its own, and keeps them over a reload', async () => {
  const desk = deskOf(onBag, onSeat);
  await show(desk, '#work/max/on-bag');
  write('Your bag is here');
  await keys(']');
  expect(location.hash).toBe('#work/max/on-seat');
  expect(field().value).toBe('');
  write('Your seat is 4A');
  const lines = screen.getAllByRole('link').filter(one => one.dataset['workItem'] !== undefined);
  expect(lines.map(one => /Your bag is here|Your seat is 4A/.exec(one.textContent ?? '')?.[0]).toSorted()).toEqual([
    'Your bag is here',
    'Your seat is 4A',
  ]);
  window.dispatchEvent(new Event('pagehide'));
  await settle();
  close();
  await show(desk, '#work/max/on-bag');
  expect(field().value).toBe('Your bag is here');
  await keys(']');
  expect(field().value).toBe('Your seat is 4A');
});

test('sent under one case, the words of the other stay, and the command says whose draft it was', async () => {
  const desk = deskOf(onBag, onSeat);
  desk.drafts.set('max case-2', { mode: 'reply', reply: draftOf('Your seat', null), note: null });
  await show(desk, '#work/max/on-bag');
  write('Your bag is here');
  fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true });
  await settle();
  expect(desk.asked('reply.send')).toMatchObject([{ draftCaseId: 'case-1', target: { interactionId: 'x-1' } }]);
  expect(desk.draftsOf('max', 'case-2').reply?.text).toBe('Your seat');
});

const draftOf = (text: string, target: { interactionId: string; audience: 'public' | 'private' } | null) => ({
  mode: 'reply' as const,
  text,
  target: target && { ...target, channel: 'x' as const, handle: '@Care', replyTo: null },
  subject: null,
  mail: null,
  thread: null,
  savedAt: 1,
});

test('words in a case that no work is open for are told of, and shown by one press', async () => {
  const desk = deskOf(onBag);
  const target = { interactionId: 'dm-2', audience: 'private' } as const;
  desk.drafts.set('max case-2', { mode: 'reply', reply: draftOf('Your seat is 4A', target), note: null });
  await show(desk, '#work/max/on-bag');
  expect(field().value).toBe('');
  fireEvent.click(composer().getByRole('button', { name: 'Show those of case 2' }));
  await settle();
  expect(field().value).toBe('Your seat is 4A');
  expect(composer().getByText(/^Private/)).toBeDefined();
  await keys('Escape');
});

test('private words taken back come back to where they went, though what stands in the composer is public', async () => {
  const desk = deskOf(onBag);
  await show(desk, '#work/max/on-bag');
  expect(composer().getByText(/^Public/)).toBeDefined();
  write('We are here.');
  const target = {
    interactionId: 'dm-2',
    channel: 'x',
    audience: 'private',
    handle: '@Help',
    replyTo: 'the-message',
  } as const;
  const draft = { ...draftOf('Your code is 81.', null), target };
  desk.core.takenBack = { text: draft.text, draft: { customerId: 'max', caseId: 'case-2', draft }, begun: null };
  await act(() => takeBackWords({ commandId: 'c1', customerId: 'max' }));
  await settle();
  expect(field().value).toBe('Your code is 81.');
  expect(composer().getByText(/^Private/)).toBeDefined();
  fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true });
  await settle();
  expect(desk.asked('reply.send')).toMatchObject([{ text: 'Your code is 81.', draftCaseId: 'case-2', target }]);
  expect(desk.draftsOf('max').reply?.text).toBe('We are here.');
  // And what is written next is about the work in hand again.
  expect(field().value).toBe('We are here.');
  expect(composer().getByText(/^Public/)).toBeDefined();
});

test.each([
  ['the one picked', { picked: 'b', selected: 'a', written: ['a'], at: 'a' }, 'b'],
  ['that of the work', { selected: 'a', written: ['b'], at: 'b' }, 'a'],
  ['without work, what is being written, whoever else writes', { written: ['b', 'a'], at: 'a', ofReply: 'c' }, 'a'],
  ['else what was written last', { written: ['b', 'a'], at: 'c' }, 'b'],
  ['else that of the conversation answered', { at: 'a', ofReply: 'c' }, 'c'],
  ['else what it was', { at: 'a' }, 'a'],
])('the case written about is %s', (_says, known, expected) => {
  const nothing = { at: null, picked: undefined, selected: null, written: [], ofReply: null };
  expect(caseToWrite({ ...nothing, ...known })).toBe(expected);
});

test('a draft keeps the entry it answers and its handle, and private words have no way that has become public', () => {
  const target = {
    interactionId: 'dm-2',
    channel: 'x',
    audience: 'private',
    handle: '@Care',
    replyTo: 'newest',
  } as const;
  const way = { target, subject: null, to: '@maxi', lastAt: 1 };
  const begun = { ...EMPTY, text: 'Your code', target: { ...target, handle: '@Help', replyTo: 'first' } };
  expect(targetOf(begun, way, null)).toMatchObject({ handle: '@Help', replyTo: 'first' });
  expect(targetOf({ ...begun, text: '' }, way, null)).toMatchObject({ handle: '@Help', replyTo: 'newest' });
  const shown = { ...way, target: { ...target, audience: 'public' as const } };
  expect([wayOf(begun, [way]), wayOf(begun, [shown])]).toEqual([way, undefined]);
});

/** The page goes and comes over the same core, as it does after a crash or a sign-out. */
async function reload(desk: Desk, hash: string): Promise<void> {
  window.dispatchEvent(new Event('pagehide'));
  await settle();
  close();
  await show(desk, hash);
}

test('why work is parked, and until when, is there again after the page has gone', async () => {
  const desk = deskOf(onBag);
  await show(desk, '#work/max/on-bag');
  await keys('z', 'p');
  fireEvent.click(screen.getByRole('radio', { name: 'In an hour' }));
  fireEvent.change(screen.getByRole('textbox', { name: /Why/ }), { target: { value: 'depot opens' } });
  await reload(desk, '#work/max/on-bag');
  await keys('z', 'p');
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: /Why/ }).value).toBe('depot opens');
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'In an hour' }).checked).toBe(true);
});

test('an introduction in one’s own words is there again after the page has gone', async () => {
  const desk = deskOf();
  const place = { channel: 'x', handle: '@Care', shiftFrom: 1_000 } as const;
  const due = {
    ...place,
    name: 'Care',
    until: Date.now() + 9e6,
    text: 'Mara here',
    state: 'new',
    reason: null,
  } as const;
  desk.introductions = { due: [due], made: [], next: null };
  await show(desk);
  await keys('g', 'i');
  const words = () =>
    within(screen.getByRole('dialog')).getByRole<HTMLTextAreaElement>('textbox', { name: 'Introduction' });
  fireEvent.change(words(), { target: { value: 'Good evening' } });
  await reload(desk, '#work');
  await keys('g', 'i');
  expect(words().value).toBe('Good evening');
});

test('a recipient that is typed and not taken yet is there again after the page has gone, and goes as it is taken', async () => {
  const desk = new Desk();
  const mail = customerWith([entryOf('email', { id: 'm1', interactionId: 'mail-1', channel: 'email' })], {
    interactions: [{ ...interactions[0]!, id: 'mail-1', channel: 'email', audience: 'private' }],
  });
  desk.core.customers.set('max', mail);
  await show(desk, '#work/max');
  const to = () => composer().getByRole<HTMLInputElement>('textbox', { name: 'Add to To' });
  fireEvent.change(to(), { target: { value: 'ann@post.exam' } });
  await reload(desk, '#work/max');
  expect(to().value).toBe('ann@post.exam');
  fireEvent.change(to(), { target: { value: 'ann@post.example' } });
  fireEvent.keyDown(to(), { key: 'Enter' });
  await settle();
  expect(to().value).toBe('');
  await reload(desk, '#work/max');
  expect(to().value).toBe('');
  expect(composer().getByText('ann@post.example')).toBeDefined();
});
