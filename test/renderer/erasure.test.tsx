// A customer who is erased: what a lead is asked, and what everybody sees instead of the conversation.
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { useConversations } from '../../renderer/stores/conversations.ts';
import { useDrafts, writingsOf } from '../../renderer/stores/drafts.ts';
import { useErasures } from '../../renderer/stores/erasures.ts';
import { close, Desk, heldItem, mara, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

const AT = Date.UTC(2026, 10, 20, 12);

async function desk(lead: boolean): Promise<Desk> {
  const one = new Desk();
  one.agent = lead ? { ...mara, role: 'lead' } : mara;
  one.work = { offer: null, lastOffer: null, items: [heldItem({ channel: 'x', interactionId: 'x-1' })] };
  await show(one, '#work/max', 1_400);
  return one;
}
beforeAll(() => {
  // jsdom lays nothing out; a list without height would draw nothing.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, value: 4_000 });
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, value: 80 });
});
afterEach(close);
beforeEach(() => useErasures.setState(useErasures.getInitialState(), true));

const conversation = () => screen.getByRole('region', { name: 'Timeline' });

test('only a lead is offered it; a reason is wanted, and its own button', async () => {
  const one = await desk(true);
  fireEvent.click(screen.getByRole('button', { name: 'Erase customer' }));
  await settle();
  const dialog = screen.getByRole('dialog');
  const erase = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Erase for good' });
  expect(erase.disabled).toBe(true);
  fireEvent.change(within(dialog).getByRole('combobox', { name: 'Why' }), { target: { value: 'request' } });
  expect(erase.disabled).toBe(false);
  fireEvent.click(erase);
  await settle();
  expect(one.asked('customer.erase')).toEqual([{ customerId: 'max', reason: 'request' }]);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('an agent is not offered it', async () => {
  await desk(false);
  expect(screen.queryByRole('button', { name: 'Erase customer' })).toBeNull();
});

/** Reads a hit in Review, its case kept beside and shown alone. */
async function reviewing(lead: boolean): Promise<Desk> {
  const one = new Desk();
  one.agent = lead ? { ...mara, role: 'lead' } : mara;
  const entry = entryOf('message', { id: 'e1', text: 'Charged me twice' });
  one.core.customers.set('max', customerWith([entry]));
  const hit = { entry, customerName: 'Maximiliane Oyelaran', caseNumber: 46_630, caseSubject: 'Seats' };
  const shown = { caseState: 'open', caseClosedAt: null, snippet: 'Charged me twice', marks: [] } as const;
  one.found = { hits: [{ ...hit, ...shown, marks: [] }] };
  await show(one, '#review', 1_400);
  fireEvent.change(screen.getByRole('searchbox', { name: 'Search history' }), { target: { value: 'charged' } });
  await screen.findByText('Hit 1 of 1');
  await settle();
  (document.activeElement as HTMLElement).blur();
  press('Enter', { shiftKey: true });
  await settle();
  return one;
}
const press = (key: string, more: object = {}) => fireEvent.keyDown(document.body, { key, ...more });
const inPalette = async (): Promise<string[]> => {
  press('.');
  await settle();
  return screen.getAllByRole('menuitem').map(item => item.textContent ?? '');
};

test('in Review a lead is offered it by key and in the palette, by the same dialog', async () => {
  const one = await reviewing(true);
  expect((await inPalette()).filter(line => line.startsWith('Erase the customer'))).toHaveLength(1);
  fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
  await settle();
  // Of whom one case alone is held is asked like of anybody else.
  act(() => useConversations.setState(({ byKey: { max: _whole, ...cases } }) => ({ byKey: cases })));
  for (const key of ['z', 'e']) press(key);
  await settle();
  const dialog = screen.getByRole('dialog', { name: /^Erase .* for good\?$/ });
  fireEvent.change(within(dialog).getByRole('combobox', { name: 'Why' }), { target: { value: 'court' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Erase for good' }));
  await settle();
  expect(one.asked('customer.erase')).toEqual([{ customerId: 'max', reason: 'court' }]);
});

test('in Review an agent is not offered it', async () => {
  await reviewing(false);
  expect((await inPalette()).filter(line => line.startsWith('Erase'))).toEqual([]);
  fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
  await settle();
  for (const key of ['z', 'e']) press(key);
  await settle();
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('what was found of who is erased says nothing any more, and their case says why', async () => {
  const one = await reviewing(true);
  expect(document.body.textContent).toMatch(/Maximiliane.*Seats.*Charged me/);
  expect(screen.getAllByText('Open').length).toBeGreaterThan(0);
  one.core.customers.delete('max');
  one.erasure = { id: 'e', customerId: 'max', entryId: null, at: AT, reason: 'request' };
  await one.push({ topic: 'customer', customerId: 'max' });
  await waitFor(() => {
    expect(screen.getByText('This customer was erased on request on 20 Nov')).toBeDefined();
    expect(document.body.textContent).not.toMatch(/Charged me|Maximiliane|Seats/);
    expect(screen.getByText('Erased customer')).toBeDefined();
    expect(screen.queryByText('Open')).toBeNull();
  });
});

test('an order that is refused is said wherever the lead is, and can be given again', async () => {
  const one = await reviewing(true);
  const order = { commandId: 'c', kind: 'customer.erase', at: AT, customerId: 'max', reason: null } as const;
  one.outbox = [{ ...order, state: 'queued', code: null }];
  await one.push({ topic: 'outbox' });
  expect((await inPalette()).filter(line => line.startsWith('Erase'))).toEqual([]);
  fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
  await settle();
  one.outbox = [{ ...order, state: 'refused', code: 'denied' }];
  await one.push({ topic: 'outbox' });
  expect(screen.getByText(/^The customer was not erased\. You may not do this\.$/)).toBeDefined();
  expect((await inPalette()).filter(line => line.startsWith('Erase'))).toHaveLength(1);
});

test('erased while it is open: the conversation closes, and says why', async () => {
  const one = await desk(false);
  fireEvent.change(screen.getByRole('textbox', { name: 'Reply' }), { target: { value: 'Dear Max' } });
  await settle();
  one.core.customers.delete('max');
  one.erasure = { id: 'e', customerId: 'max', entryId: null, at: AT, reason: 'request' };
  one.core.push({ topic: 'customer', customerId: 'max' });
  await settle();
  expect(screen.getByText('This customer was erased on request on 20 Nov')).toBeDefined();
  expect(screen.getByText('Nothing of them is kept here.')).toBeDefined();
  expect(screen.queryByText('Charged me twice')).toBeNull();
  expect(within(conversation()).queryByRole('button')).toBeNull();
  expect(screen.queryByText(/Dear Max/)).toBeNull();
  expect(writingsOf('max')(useDrafts.getState()).reply.text).toBe('');
});

test('with work in hand it says that the work goes on', async () => {
  const one = new Desk();
  const there = customerWith([entryOf('message')]);
  one.core.customers.set('max', {
    ...there,
    items: [],
    customer: { ...there.customer, name: 'Erased customer', erasedAt: AT },
  });
  one.work = { offer: null, lastOffer: null, items: [heldItem({ channel: 'x', interactionId: 'x-1' })] };
  await show(one, '#work/max', 1_400);
  expect(screen.getByText('This customer was erased on 20 Nov')).toBeDefined();
  expect(screen.getByText(/The work you have in hand goes on/)).toBeDefined();
});

test('X18: a card number that is written is said not to be kept', async () => {
  const one = new Desk();
  await show(one, '#work/max');
  const field = screen.getByRole('textbox', { name: 'Reply' });
  fireEvent.change(field, { target: { value: 'Your card 4111 1111 1111 111' } });
  await settle();
  expect(screen.queryByText(/is not kept/)).toBeNull();
  fireEvent.change(field, { target: { value: 'Your card 4111 1111 1111 1111' } });
  await settle();
  expect(screen.getByText('A card number is not kept: it is replaced by •••• 1111.')).toBeDefined();
});
