// Keys are changed in their dialog: what is not free is said, by whom it is had, and nothing else changes.
import { act, fireEvent, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, test } from 'vitest';
import { ACTION_IDS, ACTIONS } from '../../renderer/keys/actions.ts';
import { keptBy } from '../../renderer/keys/reserved.ts';
import { actionWords } from '../../renderer/text/keys.ts';
import { close, Desk, settle, show } from './desk.tsx';

afterEach(close);

const press = (key: string, more: object = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });

async function changing(what: string, desk = new Desk()) {
  await show(desk);
  fireEvent.keyDown(document.body, { key: '?' });
  const dialog = await screen.findByRole('dialog', { name: 'Keys' });
  const button = within(dialog).getByRole('button', { name: new RegExp(`Change the key of ${what}`) });
  button.focus();
  fireEvent.click(button);
  await settle();
  return { desk, dialog, line: within(dialog).getByText(what).closest('li')! };
}
const written = (desk: Desk) => desk.asked('settings.write');

test('a free key becomes the key', async () => {
  const { desk } = await changing('Filters');
  press('y');
  await settle();
  expect(written(desk)).toEqual([{ keys: { 'filters.focus': 'Y' } }]);
});

test('two keys, where others begin with the first', async () => {
  const { desk, line } = await changing('Filters');
  press('g');
  await settle();
  expect(line.textContent).toContain('G, then');
  press('f');
  await settle();
  expect(written(desk)).toEqual([{ keys: { 'filters.focus': 'G F' } }]);
});

test('a key that another action has is named, and so is who keeps one for good', async () => {
  const { desk, line } = await changing('Filters');
  press('j');
  expect(line.textContent).toContain('Taken by: Next entry or row');
  press('w', { ctrlKey: true });
  expect(line.textContent).toContain('The browser or the window has this key');
  press('Enter', { ctrlKey: true });
  expect(line.textContent).toContain('This key stays as it is');
  press('c', { ctrlKey: true });
  expect(line.textContent).toContain('The system has this key');
  await settle();
  expect(written(desk)).toEqual([]);
});

test('Backspace leaves none, and Escape leaves it as it was', async () => {
  const { desk } = await changing('Filters');
  press('Escape');
  await settle();
  expect(written(desk)).toEqual([]);
  fireEvent.click(screen.getByRole('button', { name: /Change the key of Filters/ }));
  press('Backspace');
  await settle();
  expect(written(desk)).toEqual([{ keys: { 'filters.focus': '' } }]);
});

test('who goes on with Tab is not asked any more, and Escape closes the dialog', async () => {
  const { dialog, line } = await changing('Filters');
  expect(line.textContent).toContain('Press a key');
  act(() => within(dialog).getByRole('button', { name: 'Close' }).focus());
  expect(line.textContent).not.toContain('Press a key');
  press('Escape');
  await settle();
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('once all are as they were there is nothing left to press, and the dialog has the focus', async () => {
  const desk = new Desk();
  desk.settings = { ...desk.settings, keys: { 'filters.focus': 'Y' } };
  const { dialog } = await changing('Filters', desk);
  const reset = within(dialog).getByRole('button', { name: 'All as they were' });
  act(() => reset.focus());
  fireEvent.click(reset);
  await settle();
  expect(written(desk)).toEqual([{ keys: {} }]);
  expect(reset.matches(':disabled')).toBe(true);
  expect(document.activeElement).toBe(dialog);
  press('Escape');
  await settle();
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('with single keys off the commands are reached all the same, also while writing', async () => {
  const desk = new Desk();
  desk.settings = { ...desk.settings, singleKeys: false };
  await show(desk);
  const search = screen.getByRole('searchbox', { name: 'Search history' });
  search.focus();
  press('.');
  await settle();
  expect(screen.queryByRole('dialog', { name: 'Commands' })).toBeNull();
  press('k', { altKey: true });
  expect(await screen.findByRole('dialog', { name: 'Commands' })).toBeDefined();
});

test('by another key where the agent has chosen one', async () => {
  const desk = new Desk();
  desk.settings = { ...desk.settings, singleKeys: false, keys: { 'commands.always': 'Alt+M' } };
  await show(desk);
  screen.getByRole('searchbox', { name: 'Search history' }).focus();
  press('k', { altKey: true });
  await settle();
  expect(screen.queryByRole('dialog', { name: 'Commands' })).toBeNull();
  press('m', { altKey: true });
  expect(await screen.findByRole('dialog', { name: 'Commands' })).toBeDefined();
});

describe('keys that are not free', () => {
  test.each(ACTION_IDS.filter(id => ACTIONS[id].keys))('the key of %s is nobody else’s, in either host', id => {
    expect(keptBy(ACTIONS[id].keys, 'browser')).toBeNull();
    expect(keptBy(ACTIONS[id].keys, 'electron')).toBeNull();
  });

  test('a browser’s tabs are the desktop window’s to give', () => {
    expect(keptBy('Ctrl+T', 'browser')).toBe('browser');
    expect(keptBy('Ctrl+T', 'electron')).toBeNull();
    expect(keptBy('Meta+L', 'electron')).toBe('system');
    expect(keptBy('Escape', 'browser')).toBe('desk');
    expect(keptBy('Y', 'browser')).toBeNull();
  });

  test('every action has words of its own', () => {
    expect(new Set(ACTION_IDS.map(id => actionWords[id])).size).toBe(ACTION_IDS.length);
  });
});
