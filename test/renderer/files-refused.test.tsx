// That files were not taken is said until one goes on; what becomes of one while one types is not missed.
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { openCustomer } from '../../renderer/stores/view.ts';
import { close, Desk, heldItem, settle, show } from './desk.tsx';
import { customerWith, entryOf } from './made.ts';

afterEach(close);

const NONE_HERE = 'X takes no files here. They go by email.';
const told = () => screen.queryByText(NONE_HERE);
const field = () => screen.getByRole('textbox', { name: 'Reply' });
const type = async (text: string): Promise<void> => {
  fireEvent.change(field(), { target: { value: text } });
  await settle();
};

function addAna({ core }: Desk): void {
  const other = customerWith([entryOf('post', { customerId: 'ana' })]);
  core.customers.set('ana', { ...other, customer: { ...other.customer, id: 'ana', name: 'Ana Pereira' } });
}
async function goAndComeBack(): Promise<void> {
  openCustomer('ana');
  await settle();
  openCustomer('max');
  await settle();
}

/** A has been pressed where nothing can be attached. */
async function refused(): Promise<void> {
  const desk = new Desk();
  desk.core.customers.set('max', customerWith([entryOf('post')]));
  addAna(desk);
  desk.work = { ...desk.work, items: [heldItem({ channel: 'x' })] };
  await show(desk, '#work/max');
  await type('Begun');
  fireEvent.keyDown(document.body, { key: 'a' });
  await settle();
  expect(told()).not.toBeNull();
}

test('it goes with the next letter', async () => {
  await refused();
  await type('Begun.');
  expect(told()).toBeNull();
});

test('it goes with Escape', async () => {
  await refused();
  fireEvent.keyDown(field(), { key: 'Escape' });
  await settle();
  expect(told()).toBeNull();
});

test('it goes with the item: who comes back is not told again', async () => {
  await refused();
  await goAndComeBack();
  expect(field()).toHaveProperty('value', 'Begun');
  expect(told()).toBeNull();
});

test('in a mail one types on while a file is taken up, and is told what became of it until one goes elsewhere', async () => {
  const desk = new Desk();
  const author = { kind: 'customer' as const, name: 'Ana', address: 'ana@post.example', agentId: null };
  const mail = entryOf('email', { text: 'Where is my bag?', author, handle: 'care@larkwing.example' });
  const channel = { channel: 'email' as const, audience: 'private' as const, handle: 'care@larkwing.example' };
  const thread = {
    id: 'email-1',
    version: 1,
    customerId: 'max',
    caseId: 'case-1',
    subject: null,
    startedAt: 1,
    ...channel,
  };
  desk.core.customers.set('max', customerWith([mail], { interactions: [thread] }));
  addAna(desk);
  desk.refusesFiles = 'differs';
  await show(desk, '#work/max');
  const chosen = document.querySelector<HTMLInputElement>('input[type=file]')!;
  fireEvent.change(chosen, { target: { files: [new File(['%PDF'], 'bag.pdf', { type: 'application/pdf' })] } });
  await waitFor(() => expect(screen.getByText(/^The content of “bag.pdf” is not/)).toBeDefined());
  await type('Your bag');
  expect(screen.getByText(/^The content of “bag.pdf” is not/)).toBeDefined();
  await goAndComeBack();
  expect(field()).toHaveProperty('value', 'Your bag');
  expect(screen.queryByText(/^The content of “bag.pdf” is not/)).toBeNull();
});
