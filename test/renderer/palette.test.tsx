import { fireEvent, screen, within } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { close, Desk, heldItem, mara, settle, show } from './desk.tsx';

afterEach(close);

const press = (key: string, on: Element = document.activeElement ?? document.body) => {
  fireEvent.keyDown(on, { key });
  fireEvent.keyUp(on, { key });
};
const palette = () => screen.findByRole('dialog', { name: 'Commands' });
const noPalette = () => expect(screen.queryByRole('dialog', { name: 'Commands' })).toBeNull();
const commands = () => screen.queryAllByRole('menuitem').map(item => item.textContent ?? '');

async function openPalette(desk = new Desk(), hash = ''): Promise<HTMLElement> {
  await show(desk, hash);
  press('.', document.body);
  const dialog = await palette();
  await settle();
  return within(dialog).getByRole('searchbox', { name: 'Find a command' });
}
async function type(field: HTMLElement, text: string): Promise<void> {
  // As a browser says it when somebody types: only then does the first command found become the one that Enter runs.
  field.dispatchEvent(new InputEvent('beforeinput', { inputType: 'insertText', bubbles: true }));
  fireEvent.input(field, { target: { value: text } });
  await settle();
}

test('a full stop opens the palette with the focus in its field and what can be done now', async () => {
  const field = await openPalette();
  expect(document.activeElement).toBe(field);
  expect(commands().some(name => /review/i.test(name))).toBe(true);
  expect(commands().some(name => /queues/i.test(name))).toBe(false);
});

test('a lead finds the queues in it', async () => {
  const desk = new Desk();
  desk.agent = { ...mara, role: 'lead' };
  await openPalette(desk);
  expect(commands().some(name => /queues/i.test(name))).toBe(true);
});

test('typing leaves the commands that have these words; none is said', async () => {
  const field = await openPalette();
  const all = commands();
  await type(field, 'REVIEW');
  expect(commands()).toEqual(all.filter(name => /review/i.test(name)));
  await type(field, 'no command is called this');
  expect(commands()).toEqual(['No command has these words']);
  await type(field, '');
  expect(commands()).toEqual(all);
});

test('Enter runs what was found: it goes to Review, and the palette is gone', async () => {
  const field = await openPalette();
  expect(screen.queryByRole('region', { name: 'Review' })).toBeNull();
  await type(field, 'review');
  press('Enter', field);
  expect(await screen.findByRole('region', { name: 'Review' })).toBeDefined();
  noPalette();
});

test('Escape closes it and nothing was done', async () => {
  const field = await openPalette();
  press('Escape', field);
  await settle();
  noPalette();
  expect(screen.queryByRole('region', { name: 'Review' })).toBeNull();
});

test('while writing, a full stop is a full stop', async () => {
  const desk = new Desk();
  desk.work = { offer: null, lastOffer: null, items: [heldItem({ channel: 'email' })] };
  await show(desk, '#work/max');
  for (const field of [
    screen.getByRole('textbox', { name: 'Reply' }),
    screen.getByRole('searchbox', { name: 'Search history' }),
  ]) {
    field.focus();
    expect(fireEvent.keyDown(field, { key: '.' })).toBe(true);
    await settle();
    noPalette();
  }
  press('.', document.body);
  expect(await palette()).toBeDefined();
});
