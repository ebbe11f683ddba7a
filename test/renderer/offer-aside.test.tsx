// An offer leaves the work usable: whoever goes on with something else has it, and the offer rings on beside it.
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { customerWith, entryOf, someone } from './made.ts';
import { close, Desk, heldItem, offerFor, settle, show } from './desk.tsx';

afterEach(close);

const press = (key: string, on: Element = document.activeElement ?? document.body) => fireEvent.keyDown(on, { key });
const work = () => screen.getByRole('region', { name: 'Work' });
const line = (id: string) => document.querySelector<HTMLElement>(`[data-work-item="${id}"]`)!;
const held = (name: string) =>
  heldItem({ id: `work-${name}`, customerId: name, customerName: name, channel: 'x', interactionId: `x-${name}` });

/** Two items are open, Ada's is read, and a call rings as large as the view. */
async function ringingOver(): Promise<Desk> {
  const desk = new Desk();
  for (const id of ['Ada', 'Ben'])
    desk.core.customers.set(id, customerWith([entryOf('message')], { customer: { ...someone, id, name: id } }));
  desk.work = { ...desk.work, items: [held('Ada'), held('Ben')] };
  await show(desk, '#work/Ada');
  desk.work = { ...desk.work, offer: offerFor() };
  await desk.push({ topic: 'work' });
  expect(within(work()).queryByRole('region', { name: 'Offer' })).toBeNull();
  expect(screen.queryByRole('region', { name: 'Timeline' })).toBeNull();
  return desk;
}
/** Whether the conversation is on the screen, its line chosen, and the call rings as a card beside it. */
async function isOpen(id: string): Promise<boolean> {
  await settle();
  const isCard = within(work()).queryByRole('region', { name: 'Offer' }) !== null;
  const isShown = screen.queryByRole('region', { name: 'Timeline' }) !== null;
  return isCard && isShown && line(id).getAttribute('aria-current') === 'true';
}

test('an item that is pressed is opened, and the offer rings on as a card', async () => {
  await ringingOver();
  fireEvent.click(line('work-Ben'));
  expect(await isOpen('work-Ben')).toBe(true);
});

test('an item is opened by its digit too, and what is at hand is not Accept', async () => {
  await ringingOver();
  expect(document.activeElement?.textContent).toContain('Accept');
  press('1');
  expect(await isOpen('work-Ada')).toBe(true);
  expect(document.activeElement?.closest('section[aria-label=Offer]') ?? null).toBeNull();
  press('r');
  await settle();
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Reply' }));
});

test('the same item by the address, as by the way back', async () => {
  await ringingOver();
  location.hash = '#work/Ben';
  await settle();
  expect(await isOpen('work-Ben')).toBe(true);
});

test('a question about the work at hand is not asked over a conversation that nobody sees', async () => {
  await ringingOver();
  press('z');
  press('p');
  expect(await screen.findByRole('dialog', { name: 'Park the work for Ada' })).toBeDefined();
  expect(document.querySelector('[data-region=timeline]')).not.toBeNull();
});

test('a reply is written where it is seen, and what is done to the list of work covers nothing up or open', async () => {
  await ringingOver();
  press('z');
  press('o');
  await settle();
  expect(within(work()).queryByRole('region', { name: 'Offer' })).toBeNull();
  press('r');
  expect(await isOpen('work-Ada')).toBe(true);
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Reply' }));
});

test('shown large again, the offer has the focus again', async () => {
  await ringingOver();
  press('2');
  expect(await isOpen('work-Ben')).toBe(true);
  fireEvent.click(screen.getByRole('button', { name: 'Show foreword' }));
  await settle();
  expect(within(work()).queryByRole('region', { name: 'Offer' })).toBeNull();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Accept' }));
});

test('thought better of declining, Decline is at hand again, and a writer’s field is where it was', async () => {
  await ringingOver();
  press('F8');
  await settle();
  press('Escape');
  await settle();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Decline' }));
  press('1');
  expect(await isOpen('work-Ada')).toBe(true);
  const field = screen.getByRole('textbox', { name: 'Reply' });
  field.focus();
  press('F8');
  await settle();
  press('Escape');
  await settle();
  expect(document.activeElement).toBe(field);
});

test('where nobody had the focus, Decline is at hand after thinking better of it too', async () => {
  await ringingOver();
  (document.activeElement as HTMLElement).blur();
  press('F8');
  await settle();
  press('Escape');
  await settle();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Decline' }));
});

test('where Work has no room of its own, what rings beside a conversation stands above it', async () => {
  const desk = new Desk();
  await show(desk, '#work/max', 640);
  desk.work = { ...desk.work, offer: offerFor({ channel: 'whatsapp' }) };
  await desk.push({ topic: 'work' });
  const offer = screen.getByRole('region', { name: 'Offer' });
  expect(within(offer).getByRole('button', { name: 'Accept' })).toBeDefined();
  expect(screen.getByRole('region', { name: 'Timeline' })).toBeDefined();
});
