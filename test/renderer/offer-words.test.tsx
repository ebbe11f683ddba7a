// What an offer shows of the customer's words: those that it is about, also where they come while it rings.
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { NO_FILTER } from '../../renderer/timeline/filter-rules.ts';
import { customerWith, entryOf, itemOf } from './made.ts';
import { close, Desk, offerFor, show } from './desk.tsx';

afterEach(close);

const ENTERED = Date.now() - 90_000;
/** A message that rings: it entered the queue with the words. */
const written = (text: string, at: number) =>
  entryOf('message', { channel: 'whatsapp', interactionId: 'chat-now', text, at });
const rung = () => offerFor({ channel: 'whatsapp', interactionId: 'chat-now', enteredAt: ENTERED });

async function ring(desk: Desk, hash: string, offer = rung()): Promise<HTMLElement> {
  await show(desk, hash);
  desk.work = { ...desk.work, offer };
  await desk.push({ topic: 'work' });
  return screen.getByRole('region', { name: 'Offer' });
}
const deskWith = (...entries: Parameters<typeof customerWith>[0]): Desk => {
  const desk = new Desk();
  desk.core.customers.set('max', customerWith(entries));
  return desk;
};
const quoteIn = (offer: HTMLElement) => offer.querySelector('bdi')?.textContent ?? null;

test('a message that rings as a card quotes itself, not an older post, and goes on with what is added', async () => {
  const old = entryOf('post', { text: 'Still no bag', at: ENTERED - 9 * 86_400_000 });
  const desk = deskWith(old, written('FIRST', ENTERED));
  const offer = await ring(desk, '#work/max');
  expect(quoteIn(offer)).toBe('FIRST');
  desk.core.add('max', itemOf(written('SECOND', ENTERED + 20_000)));
  await desk.push({ topic: 'timeline', customerId: 'max' });
  expect(quoteIn(screen.getByRole('region', { name: 'Offer' }))).toBe('SECOND');
});

test('where the words that ring are not here, no older ones stand for them', async () => {
  const offer = await ring(deskWith(entryOf('post', { text: 'Still no bag', at: ENTERED - 86_400_000 })), '#work/max');
  expect(quoteIn(offer)).toBeNull();
});

test('the panel of a message begins with what was just written', async () => {
  const opened = entryOf('event', { event: { name: 'case.opened', detail: null }, at: ENTERED - 1 });
  const offer = await ring(deskWith(opened, written('Please call me back', ENTERED)), '');
  expect(within(offer).getAllByRole('article')[0]!.textContent).toContain('Please call me back');
  expect(within(offer).getByRole('heading', { name: /^Newest entries/ }).textContent).toContain('2 of 2');
});

test('what the agent’s own filters hide is told where it rings, and shown by one press', async () => {
  const desk = deskWith(
    entryOf('post', { text: 'Still no bag', at: ENTERED - 86_400_000 }),
    written('Please call me back', ENTERED),
  );
  desk.core.filter = { ...NO_FILTER, channels: ['x'] };
  const offer = await ring(desk, '');
  expect(within(offer).getByText(/^One entry is hidden by your filters/)).toBeDefined();
  fireEvent.click(within(offer).getByRole('button', { name: 'Show all' }));
  expect(await within(offer).findByText('Please call me back')).toBeDefined();
});

test('where filters hide all, nobody is told that nothing is known', async () => {
  const desk = deskWith(written('Please call me back', ENTERED));
  desk.core.filter = { ...NO_FILTER, channels: ['x'] };
  const offer = await ring(desk, '');
  expect(within(offer).queryByText('No earlier conversation is known')).toBeNull();
  expect(within(offer).getByRole('button', { name: 'Show all' })).toBeDefined();
});

test('a call that rings is no news of itself, and quotes what was said before it', async () => {
  const before = entryOf('post', { text: 'Still no bag', at: ENTERED - 86_400_000 });
  const call = entryOf('call', { interactionId: 'call-now', at: ENTERED });
  const desk = deskWith(before, call);
  desk.work = { ...desk.work, items: [] };
  await show(desk, '#work/max');
  screen.getByRole('textbox', { name: 'Reply' }).focus();
  desk.work = { ...desk.work, offer: offerFor({ enteredAt: ENTERED }) };
  await desk.push({ topic: 'work' });
  expect(quoteIn(screen.getByRole('region', { name: 'Offer' }))).toBe('Still no bag');
});
