import type { Offer } from '../../shared/domain/offer.ts';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useWork } from '../../renderer/stores/work.ts';
import type { Output } from '../../shared/contract/bridge.ts';
import { customerWith, entryOf, someone } from './made.ts';
import { close, Desk, heldItem, offerFor, settle, show } from './desk.tsx';

afterEach(close);

const press = (key: string, on: Element = document.activeElement ?? document.body) => fireEvent.keyDown(on, { key });

async function ring(desk = new Desk(), hash = '', changes: Partial<Offer> = {}): Promise<Desk> {
  await show(desk, hash);
  desk.work = { ...desk.work, offer: offerFor(changes) };
  await desk.push({ topic: 'work' });
  return desk;
}

test('an offer shows who, from where, which queue and why, with the foreword, before it is accepted', async () => {
  await ring();
  const offer = screen.getByRole('region', { name: 'Offer' });
  expect(within(offer).getByRole('heading', { level: 1 }).textContent).toBe('Maximiliane Oyelaran');
  for (const words of ['+44 7700 900258', 'Priority care', 'Priority care, free longest', /2\smin\s3\d\ss/])
    expect(within(offer).getAllByText(words).length).toBeGreaterThan(0);
  expect(within(offer).getByRole('region', { name: 'Foreword' })).toBeDefined();
  expect(within(offer).getAllByRole('article')[0]!.textContent).toContain('Words');
  expect(screen.getByRole('region', { name: 'Work' })).toBeDefined();
});

test('what came before is said in each line, also a call that left no words', async () => {
  const desk = new Desk();
  const calls = [entryOf('call'), entryOf('call', { call: { ...entryOf('call').call, state: 'abandoned' } })];
  const rest = [entryOf('message', { text: '' }), ...['a', 'b', 'c'].map(text => entryOf('message', { text }))];
  desk.core.customers.set('max', customerWith([...calls, ...rest]));
  await ring(desk);
  const offer = screen.getByRole('region', { name: 'Offer' });
  const lines = within(offer)
    .getAllByRole('listitem')
    .map(line => line.textContent);
  for (const said of ['Call taken by Tomasz Wolski', 'Caller hung up before an answer', 'No text'])
    expect(lines.filter(line => line?.includes(said))).toHaveLength(1);
});

test('what the ring brings along is shown without a question', async () => {
  const desk = new Desk();
  await show(desk);
  const reply = await desk.core.relay().call('customer.open', { customerId: 'max' });
  const conversation = (reply as { value: Output<'customer.open'> }).value;
  const before = desk.core.calls.length;
  const work = { ...desk.work, offer: offerFor(), conversation };
  await desk.push({ topic: 'work', told: { work, helping: [], call: null } });
  expect(within(screen.getByRole('region', { name: 'Offer' })).getAllByRole('article')[0]!.textContent).toContain(
    'Words',
  );
  const asked = desk.core.calls.slice(before).map(({ name }) => name);
  for (const name of ['work.read', 'work.helping', 'call.read', 'customer.open', 'timeline.page'])
    expect(asked).not.toContain(name);
});

test('told again, what has not changed stays the very same, so that nothing is drawn for it', async () => {
  const desk = new Desk();
  desk.work = { ...desk.work, offer: offerFor(), items: [heldItem({ id: 'work-2', customerId: 'max' })] };
  await show(desk);
  const tell = () => desk.push({ topic: 'work', told: { work: structuredClone(desk.work), helping: [], call: null } });
  const before = useWork.getState();
  await tell();
  expect(useWork.getState().offer).toBe(before.offer);
  expect(useWork.getState().items).toBe(before.items);
  desk.work = { ...desk.work, items: [heldItem({ id: 'work-3', customerId: 'ann' }), ...desk.work.items] };
  await tell();
  expect(useWork.getState().items.map(item => item === before.items[0])).toEqual([false, true]);
});

test('the focus goes to Accept, and F2 opens the conversation at once', async () => {
  const desk = await ring();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Accept' }));
  press('F2');
  await settle();
  expect(desk.asked('offer.accept')).toEqual([{ offerId: 'offer-1' }]);
  expect(screen.getByRole('region', { name: 'Timeline' })).toBeDefined();
  expect(screen.queryByRole('region', { name: 'Offer' })).toBeNull();
});

/** Those out of sight too, of which a screen reader is not told. */
const drawn = () => [...document.querySelectorAll('[role=feed][aria-label=Entries]')];

test('the conversation is drawn while it rings, out of sight and reach, and accepting shows that very one', async () => {
  await ring();
  await waitFor(() => expect(drawn()).toHaveLength(1));
  const feed = drawn()[0]!;
  expect(screen.queryByRole('feed', { name: 'Entries' })).toBeNull();
  expect(feed.closest('[inert]')).not.toBeNull();
  press('g');
  press('2');
  expect(feed.contains(document.activeElement)).toBe(false);
  press('F2');
  await settle();
  expect(screen.getByRole('feed', { name: 'Entries' })).toBe(feed);
  expect(feed.closest('[inert]')).toBeNull();
});

const bar = () =>
  document.querySelector('[data-region=timeline] ~ [role=group][aria-label]')?.getAttribute('aria-label');

test('from the key on a bar stands where that of the held work will, so that nothing moves when the answer comes', async () => {
  const desk = await ring(new Desk(), '', { channel: 'x' });
  press('F2');
  await settle();
  expect(bar()).toBe('Accepting');
  desk.work = { ...desk.work, offer: null, items: [heldItem({ channel: 'x' })] };
  await desk.push({ topic: 'work' });
  expect(bar()).toBe('You hold this');
});

test('a call, whose bar is below every view, has none', async () => {
  await ring();
  press('F2');
  await settle();
  expect(bar()).toBeUndefined();
});

test('rung as a card, it is drawn behind the one that is read, which stays alone in sight', async () => {
  const desk = new Desk();
  desk.core.customers.set('ann', customerWith([entryOf('message')], { customer: { ...someone, id: 'ann' } }));
  await show(desk, '#work/max');
  desk.work = { ...desk.work, offer: offerFor({ customerId: 'ann', channel: 'x' }) };
  await desk.push({ topic: 'work' });
  await waitFor(() => expect(drawn()).toHaveLength(2));
  expect(drawn().filter(feed => feed.closest('[inert]') !== null)).toHaveLength(1);
  expect(screen.getAllByRole('feed', { name: 'Entries' })).toHaveLength(1);
  desk.work = { ...desk.work, offer: null };
  await desk.push({ topic: 'work' });
  expect(drawn()).toHaveLength(1);
});

test('a conversation that the pointer rests on is drawn behind the one that is read; a press shows that very one', async () => {
  const desk = new Desk();
  desk.core.customers.set('ann', customerWith([entryOf('message')], { customer: { ...someone, id: 'ann' } }));
  desk.work = { ...desk.work, items: [heldItem({ id: 'work-2', customerId: 'ann', channel: 'x' })] };
  await show(desk, '#work/max');
  const [read] = drawn();
  const line = document.querySelector('[data-work-item="work-2"]')!;
  fireEvent.pointerEnter(line);
  await waitFor(() => expect(drawn()).toHaveLength(2));
  const [, behind] = drawn();
  expect(screen.getByRole('feed', { name: 'Entries' })).toBe(read);
  fireEvent.pointerLeave(line);
  await waitFor(() => expect(drawn()).toEqual([read]));
  fireEvent.pointerEnter(line);
  await waitFor(() => expect(drawn()).toHaveLength(2));
  const again = drawn()[1];
  expect(again).not.toBe(behind);
  fireEvent.click(line);
  await settle();
  expect(screen.getByRole('feed', { name: 'Entries' })).toBe(again);
});

test('decline asks why, and a digit answers', async () => {
  const desk = await ring();
  press('F8');
  await settle();
  expect(desk.asked('offer.decline')).toEqual([]);
  press('2');
  await settle();
  expect(desk.asked('offer.decline')).toEqual([{ offerId: 'offer-1', reason: 'need-a-minute' }]);
  expect(screen.queryByRole('region', { name: 'Offer' })).toBeNull();
});

test('escape leaves the question why, and the offer still rings', async () => {
  const desk = await ring();
  press('F8');
  await settle();
  press('Escape');
  await settle();
  expect(screen.getByRole('button', { name: 'Accept' })).toBeDefined();
  expect(desk.asked('offer.decline')).toEqual([]);
});

test('somebody who writes keeps the focus, and F2 works from there', async () => {
  const desk = new Desk();
  await show(desk, '#work/max');
  const field = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reply' });
  field.focus();
  desk.work = { ...desk.work, offer: offerFor({ customerId: 'max' }) };
  await desk.push({ topic: 'work' });
  expect(document.activeElement).toBe(field);
  expect(within(screen.getByRole('region', { name: 'Work' })).getByRole('region', { name: 'Offer' })).toBeDefined();
  press('F2');
  await settle();
  expect(desk.asked('offer.accept')).toHaveLength(1);
});

test('during a live call an offer is a card, and the call keeps its place', async () => {
  const desk = new Desk();
  desk.work = { offer: null, lastOffer: null, items: [heldItem()] };
  await show(desk, '#work/max');
  desk.work = { ...desk.work, offer: offerFor({ id: 'offer-2', channel: 'whatsapp' }) };
  await desk.push({ topic: 'work' });
  expect(screen.getByRole('region', { name: 'Timeline' })).toBeDefined();
  expect(screen.getByRole('region', { name: 'Live call' })).toBeDefined();
  expect(screen.getByRole('button', { name: 'Accept' })).toBeDefined();
});

test('it rings in Review too, where there is no Work region', async () => {
  await ring(new Desk(), '#review');
  expect(within(screen.getByRole('region', { name: 'Offer' })).getByRole('button', { name: 'Accept' })).toBeDefined();
});

test('what was missed is said until it is seen; what ended before the screen opened is not', async () => {
  const desk = new Desk();
  desk.work = { ...desk.work, lastOffer: offerFor({ id: 'old', state: 'missed' }) };
  await show(desk);
  expect(screen.queryByText(/No answer/)).toBeNull();
  desk.work = { ...desk.work, lastOffer: offerFor({ state: 'missed' }) };
  await desk.push({ topic: 'work' });
  expect(screen.getByText('No answer: the call went back to its place')).toBeDefined();
  fireEvent.click(screen.getByRole('button', { name: 'Seen' }));
  await settle();
  expect(screen.queryByText(/No answer/)).toBeNull();
});

test('an answer that the core refuses is said, and the offer rings on', async () => {
  const desk = await ring();
  desk.core.faults.set('offer.accept', 'expired');
  press('F2');
  await settle();
  expect(screen.getByText('The offer could not be accepted. Its time had run out.')).toBeDefined();
  expect(screen.getByRole('region', { name: 'Offer' })).toBeDefined();
});

test('it is said aloud once with name, queue and seconds', async () => {
  await ring();
  const aloud = [...document.querySelectorAll('[aria-live=assertive]')].map(element => element.textContent);
  expect(aloud.join()).toMatch(/^Call for you: Maximiliane Oyelaran, Priority care, 1[3-5] seconds$/);
});

test('the call is ended with its wrap-up, once asked', async () => {
  const desk = new Desk();
  desk.work = { offer: null, lastOffer: null, items: [heldItem()] };
  await show(desk, '#work/max');
  fireEvent.click(screen.getByRole('button', { name: 'End' }));
  const dialog = await screen.findByRole('alertdialog');
  expect(desk.asked('work.finish')).toEqual([]);
  fireEvent.change(within(dialog).getByRole('textbox', { name: 'Wrap-up' }), { target: { value: 'Refund released' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'End and finish' }));
  await waitFor(() =>
    expect(desk.asked('work.finish')).toEqual([{ workItemId: 'work-1', wrapUp: 'Refund released', disposition: null }]),
  );
});

test('when the caller has hung up, the clock is that of the after-contact work, and Finish takes the wrap-up', async () => {
  const desk = new Desk();
  desk.work = { offer: null, lastOffer: null, items: [heldItem()] };
  desk.presence = { ...desk.presence!, state: 'acw', since: Date.now() - 5_000 };
  await show(desk, '#work/max');
  expect(screen.getByRole('region', { name: 'After-contact work' }).textContent).toMatch(/0:0[456]/);
  expect(screen.queryByRole('button', { name: 'End' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Finish' }));
  expect(await screen.findByRole('alertdialog', { name: /^Finish the work/ })).toBeDefined();
});
