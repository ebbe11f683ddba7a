// Row 35 on the screen: Send does not offer what only the holder may do; what waits is taken first, and the words stay.
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import type { OutboxItem } from '../../shared/contract/bridge.ts';
import type { Offer } from '../../shared/domain/offer.ts';
import { queueSchema, type WorkItem } from '../../shared/domain/work.ts';
import { close, Desk, heldItem, live, mara, offerFor, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

afterEach(close);

const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reply' });
const write = (text: string) => fireEvent.change(field(), { target: { value: text } });
const sendButton = () => screen.getByRole<HTMLButtonElement>('button', { name: 'Send' });
const strip = () => screen.queryByRole('group', { name: 'Whose work this is' });
const takeButton = () => within(strip()!).queryByRole<HTMLButtonElement>('button');

/** Work of the post that is answered, in others' hands or in nobody's. */
const post = (more: Partial<WorkItem>): WorkItem =>
  heldItem({
    id: 'post-work',
    channel: 'x',
    interactionId: 'x-1',
    caseId: 'case-1',
    queueId: mara.queueIds[0]!,
    queueName: 'Social care',
    holderId: null,
    ...more,
  });
const waiting = post({ state: 'waiting', heldAt: null, epoch: 4 });

async function desk(...others: WorkItem[]): Promise<Desk> {
  const made = new Desk();
  made.core.customers.set('max', customerWith([entryOf('post', { id: 'the-post', text: 'Is anybody there?' })]));
  made.others = others;
  await show(made, '#work/max');
  await settle();
  return made;
}
const sendKey = () => fireEvent.keyDown(field(), { key: 'Enter', ctrlKey: true });

test('into work that waits nothing is sent, and why is said; taken by its button it is, with the words that stood there', async () => {
  const one = await desk(waiting);
  expect(strip()?.textContent).toContain('This waits in Social care. Who takes it answers.');
  write('We are here.');
  expect(sendButton().disabled).toBe(true);
  sendKey();
  await settle();
  expect(one.asked('reply.send')).toEqual([]);
  expect(screen.getByText('Take it to send')).toBeDefined();
  fireEvent.click(takeButton()!);
  await settle();
  expect(one.asked('work.take')).toEqual([{ workItemId: 'post-work' }]);
  const held = post({ state: 'held', holderId: mara.id, epoch: 5 });
  one.others = [held];
  one.work = { ...one.work, items: [held] };
  await one.push({ topic: 'work' });
  await settle();
  expect(strip()).toBeNull();
  expect(field().value).toBe('We are here.');
  sendKey();
  await settle();
  expect(one.asked('reply.send')).toMatchObject([{ text: 'We are here.', target: { interactionId: 'x-1' } }]);
});

test('its key takes it, and the palette has it while there is something to take', async () => {
  const one = await desk(waiting);
  fireEvent.keyDown(document.body, { key: 't' });
  await settle();
  expect(one.asked('work.take')).toEqual([{ workItemId: 'post-work' }]);
  const palette = async () => {
    fireEvent.keyDown(document.body, { key: '.' });
    await settle();
    return screen.queryByRole('menuitem', { name: /^Take the waiting work/ });
  };
  expect(await palette()).not.toBeNull();
  fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
  await settle();
  one.others = [];
  await one.push({ topic: 'work' });
  await settle();
  expect(await palette()).toBeNull();
});

const taking = (more: Partial<OutboxItem> = {}): OutboxItem => ({
  commandId: 'take-1',
  kind: 'work.take',
  state: 'sent',
  at: 1,
  customerId: 'max',
  workItemId: 'post-work',
  reason: null,
  code: null,
  ...more,
});
/** As the outbox stands now. */
async function outboxIs(one: Desk, ...items: OutboxItem[]): Promise<void> {
  one.outbox = items;
  await one.push({ topic: 'outbox' });
  await settle();
}

test('what is being taken says so, and is not asked for again', async () => {
  const one = await desk(waiting);
  await outboxIs(one, taking());
  expect(takeButton()).toMatchObject({ disabled: true, textContent: expect.stringContaining('Taking it') });
  fireEvent.keyDown(document.body, { key: 't' });
  await settle();
  expect(one.asked('work.take')).toEqual([]);
});

test('words sent in one breath with the take go to the outbox behind it, once', async () => {
  const one = await desk(waiting);
  write('We are here.');
  one.core.calls.length = 0;
  fireEvent.keyDown(document.body, { key: 't' });
  sendKey();
  sendKey();
  await settle();
  const asked = one.core.calls.map(({ name }) => name).filter(name => name === 'work.take' || name === 'reply.send');
  expect(asked).toEqual(['work.take', 'reply.send']);
  expect(one.asked('reply.send')).toMatchObject([{ text: 'We are here.', target: { interactionId: 'x-1' } }]);
  expect(field().value).toBe('');
});

test.each(['queued', 'sent', 'confirmed'] as const)('while the take is %s words go, and Send says so', async state => {
  const one = await desk(waiting);
  await outboxIs(one, taking({ state }));
  write('We are here.');
  expect(screen.queryByText('Take it to send')).toBeNull();
  expect(sendButton().disabled).toBe(false);
  sendKey();
  await settle();
  expect(one.asked('reply.send')).toHaveLength(1);
});

test.each([
  ['refused', waiting, { state: 'refused', code: 'denied', reason: 'No.' }, 'This waits in Social care.'],
  ['overtaken by a colleague', post({ state: 'held', holderId: 'priya' }), {}, 'A colleague holds this.'],
  ['of other work', waiting, { workItemId: 'other-work' }, 'This waits in Social care.'],
] as const)('a take that is %s lets no words go, and they stay', async (_what, item, more, words) => {
  const one = await desk(item);
  await outboxIs(one, taking(more));
  write('We are here.');
  expect(sendButton().disabled).toBe(true);
  sendKey();
  await settle();
  expect(one.asked('reply.send')).toEqual([]);
  expect(field().value).toBe('We are here.');
  expect(strip()?.textContent).toContain(words);
});

test('a take that could not be written down lets no words go', async () => {
  const one = await desk(waiting);
  one.core.faults.set('work.take', 'not-kept');
  fireEvent.click(takeButton()!);
  await settle();
  write('We are here.');
  expect(sendButton().disabled).toBe(true);
  expect(takeButton()?.disabled).toBe(false);
});

test('offline it says until when it is taken, and that what is sent goes after it', async () => {
  const one = await desk(waiting);
  await one.push({ topic: 'connection', connection: { ...live, state: 'offline' } });
  await outboxIs(one, taking({ state: 'queued' }));
  expect(strip()?.textContent).toContain('within a minute, and what you send goes after it.');
});

test.each([
  ['a colleague holds', post({ state: 'held', holderId: 'priya' }), 'A colleague holds this.'],
  ['rings elsewhere', post({ state: 'offered' }), 'This rings at a colleague’s desk.'],
  [
    'waits in a queue of others',
    post({ state: 'waiting', queueId: 'theirs', queueName: 'Refunds' }),
    'This waits in Refunds, which is not a queue of yours.',
  ],
])('what %s can be neither sent nor taken, and whose it is is said', async (_what, item, words) => {
  await desk(item);
  expect(strip()?.textContent).toContain(words);
  expect(takeButton()).toBeNull();
  write('We are here.');
  expect(sendButton().disabled).toBe(true);
});

test('what asks for a skill that is not one’s own is not offered, by button, key or palette, and which it is is said', async () => {
  const queue = queueSchema.parse({
    id: mara.queueIds[0]!,
    version: 1,
    name: 'Social care',
    channels: ['x'],
    ringMs: 20_000,
    serviceLevel: { percent: 80, ms: 20_000 },
    missedToNotReady: 2,
    skills: ['refunds'],
    levels: { refunds: 3 },
  });
  const one = await desk({ ...waiting, skills: ['seniors'] });
  one.queues = [queue];
  await one.push({ topic: 'session' });
  await settle();
  expect(strip()?.textContent).toContain(
    'This waits in Social care. This asks for refunds at level 3 and seniors, which you do not have.',
  );
  expect(takeButton()).toBeNull();
  fireEvent.keyDown(document.body, { key: 't' });
  await settle();
  expect(one.asked('work.take')).toEqual([]);
});

test('of a customer whose other work is in one’s hands, waiting work of any queue can be taken', async () => {
  const call = heldItem({ id: 'call-work', interactionId: 'call-1' });
  await desk(call, post({ state: 'waiting', queueId: 'theirs' }));
  expect(takeButton()?.disabled).toBe(false);
});

test('what rings here says so itself: no second word of it in the composer, while it is answered either, and Send says why not', async () => {
  const ringing = post({ state: 'offered', heldAt: null });
  const offer = offerFor({
    workItemId: ringing.id,
    customerId: 'max',
    caseId: 'case-1',
    interactionId: 'x-1',
    channel: 'x',
  });
  const one = await desk(ringing);
  one.work = { ...one.work, offer };
  await one.push({ topic: 'work' });
  await settle();
  expect(strip()).toBeNull();
  write('We are here.');
  expect(sendButton().disabled).toBe(true);
  expect(screen.getByText('This rings at your desk. Accept it first.')).toBeDefined();
  fireEvent.keyDown(document.body, { key: 'F2' });
  await settle();
  expect(one.asked('offer.accept')).toEqual([{ offerId: offer.id }]);
  expect(strip()).toBeNull();
  // It is one's own before the customer's work is told anew.
  one.work = { offer: null, lastOffer: null, items: [post({ state: 'held', holderId: mara.id, epoch: 5 })] };
  await one.push({ topic: 'work' });
  await settle();
  expect(strip()).toBeNull();
  expect(sendButton().disabled).toBe(false);
});

/** What rings here is accepted by its key; the backend has not said yet whose it is. */
async function accepting(more: Partial<Offer> = {}, item: WorkItem = post({ state: 'offered', heldAt: null })) {
  const about = { workItemId: item.id, customerId: 'max', caseId: 'case-1', interactionId: 'x-1' };
  const one = await desk(item);
  one.work = { ...one.work, offer: offerFor({ ...about, channel: 'x', ...more }) };
  await one.push({ topic: 'work' });
  write('We are here.');
  fireEvent.keyDown(document.body, { key: 'F2' });
  await settle();
  expect(one.asked('offer.accept')).toHaveLength(1);
  return one;
}

test('words sent in the moment between the accept and its answer go to the outbox, once', async () => {
  const one = await accepting();
  expect(sendButton().disabled).toBe(false);
  sendKey();
  sendKey();
  await settle();
  expect(one.asked('reply.send')).toMatchObject([{ text: 'We are here.', target: { interactionId: 'x-1' } }]);
  expect(field().value).toBe('');
});

test('an accept that came to nothing leaves the words, and says why they do not go', async () => {
  const one = await accepting();
  one.work = { offer: null, lastOffer: offerFor({ state: 'withdrawn' }), items: [] };
  one.others = [post({ state: 'held', holderId: 'priya', epoch: 6 })];
  await one.push({ topic: 'work' });
  await settle();
  sendKey();
  await settle();
  expect(one.asked('reply.send')).toEqual([]);
  expect(field().value).toBe('We are here.');
  expect(strip()?.textContent).toContain('A colleague holds this.');
});

test('who accepts to help is not its holder: the words do not go', async () => {
  const one = await accepting({ kind: 'consult' }, post({ state: 'held', holderId: 'priya' }));
  expect(sendButton().disabled).toBe(true);
  sendKey();
  await settle();
  expect(one.asked('reply.send')).toEqual([]);
});

test('where nothing is open, or it is one’s own, nothing is said and Send sends', async () => {
  const one = await desk(post({ state: 'held', holderId: mara.id }));
  expect(strip()).toBeNull();
  write('We are here.');
  sendKey();
  await settle();
  expect(one.asked('reply.send')).toHaveLength(1);
});
