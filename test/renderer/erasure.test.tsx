// A customer who is erased: what a lead is asked, and what everybody sees instead of the conversation.
import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, test } from 'vitest';
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
