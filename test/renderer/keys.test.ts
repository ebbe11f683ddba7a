import { fireEvent } from '@testing-library/react';
import fc from 'fast-check';
import { expect, onTestFinished, test, vi } from 'vitest';
import { listenToKeys } from '../../renderer/keys/listen.ts';
import { ACTION_IDS, ACTIONS, takenBy } from '../../renderer/keys/actions.ts';
import { keptBy } from '../../renderer/keys/reserved.ts';
import { match, nameOf, type Press, SEQUENCE, type Setting } from '../../renderer/keys/match.ts';
import { keyHint } from '../../renderer/text/keys.ts';
import { oncePerPress } from '../../renderer/ui/once-per-press.ts';

const plain: Setting = { view: 'work', writing: false, singleKeys: true, chosen: {} };
const press = (key: string, more: Partial<Press> = {}): Press => ({
  key,
  ctrl: false,
  alt: false,
  meta: false,
  shift: false,
  ...more,
});

/** The action that presses lead to, one after the other, so many milliseconds apart. */
function after(keys: readonly string[], setting = plain, apart = 100) {
  let prefix: ReturnType<typeof match>['prefix'] = null;
  let action: ReturnType<typeof match>['action'] = null;
  keys.forEach((key, i) => ({ prefix, action } = match(press(key), prefix, i * apart, setting)));
  return action;
}

test('a key, or one after the other, leads to its action', () => {
  expect(after(['F2'])).toBe('offer.accept');
  expect(after(['g', 'w'])).toBe('view.work');
  expect(after(['G', '2'])).toBe('region.timeline');
  expect(after(['/'])).toBe('search.focus');
  expect(after(['y'])).toBeNull();
});

test('the second key counts only while the first is fresh', () => {
  expect(after(['g', 'w'], plain, SEQUENCE)).toBe('view.work');
  expect(after(['g', 'w'], plain, SEQUENCE + 1)).toBeNull();
  expect(after(['g', 'x', 'w'])).toBeNull();
});

test('a key that ends no sequence does nothing of its own', () => {
  expect(after(['g', 'j'])).toBeNull();
});

const BOUND = ACTION_IDS.filter(id => ACTIONS[id].keys !== '');

test.each(BOUND)('while writing, the key of %s does what works everywhere, or nothing', id => {
  const { keys, where, everywhere } = ACTIONS[id];
  const setting = { ...plain, view: where ?? 'work' };
  expect(after(keys.split(' '), setting)).toBe(id);
  expect(after(keys.split(' '), { ...setting, writing: true })).toBe(everywhere ? id : null);
});

test('single keys can be switched off; F2 stays', () => {
  const off = { ...plain, singleKeys: false };
  expect(after(['j'], off)).toBeNull();
  expect(after(['F2'], off)).toBe('offer.accept');
});

test('the same key does another thing in another view', () => {
  expect(after(['n'])).toBe('compose.note');
  expect(after(['n'], { ...plain, view: 'review' })).toBe('hit.next');
});

test('a browser’s own combinations lead nowhere', () => {
  fc.assert(
    fc.property(fc.constantFrom('ctrl', 'alt', 'meta'), fc.string({ minLength: 1, maxLength: 1 }), (modifier, key) => {
      const pressed = press(key, { [modifier]: true });
      const own = BOUND.filter(id => ACTIONS[id].keys === nameOf(pressed));
      expect(match(pressed, null, 0, plain).action).toBe(own[0] ?? null);
      for (const id of own) expect(keptBy(ACTIONS[id].keys, 'browser')).toBeNull();
    }),
    { examples: [['alt', 'K']] },
  );
});

test.each(BOUND)('the key of %s is no other action’s', id => {
  expect(takenBy(ACTIONS[id].keys, id, {})).toBeNull();
});

test('a key that begins or ends another’s is taken', () => {
  expect(takenBy('G', 'filters.focus', {})).toBe('view.work');
  expect(takenBy('J', 'filters.focus', {})).toBe('entry.next');
  expect(takenBy('J', 'filters.focus', { 'entry.next': 'Y' })).toBeNull();
});

test('modifiers alone have no name, and hints read as on a key cap', () => {
  expect(nameOf(press('Shift', { shift: true }))).toBeNull();
  expect(nameOf(press('Enter', { ctrl: true }))).toBe('Ctrl+Enter');
  expect(keyHint('Ctrl+Enter')).toBe('Ctrl ↵');
  expect(keyHint('G W')).toBe('G then W');
});

test('letters of the moment in which a menu opens are the menu’s, not keys of the desk', () => {
  const ran: string[] = [];
  onTestFinished(
    listenToKeys(
      id => ran.push(id),
      () => {},
    ),
  );
  fireEvent.keyDown(document.body, { key: 'm' });
  expect(ran).toEqual(['compose.macros']);
  const menu = document.body.appendChild(document.createElement('div'));
  menu.setAttribute('role', 'menu');
  onTestFinished(() => menu.remove());
  fireEvent.keyDown(document.body, { key: 'm' });
  expect(ran).toEqual(['compose.macros']);
  fireEvent.keyDown(document.body, { key: 'F2' });
  expect(ran).toEqual(['compose.macros', 'offer.accept']);
});

test('what stands over the page and goes has no letters of its own any more', () => {
  const ran: string[] = [];
  onTestFinished(
    listenToKeys(
      id => ran.push(id),
      () => {},
    ),
  );
  const over = document.body.appendChild(document.createElement('div'));
  onTestFinished(() => over.remove());
  over.innerHTML = '<div role="dialog"><input></div><div role="menu"></div>';
  const field = over.querySelector('input')!;
  for (const target of [field, document.body]) fireEvent.keyDown(target, { key: 'j' });
  expect(ran).toEqual([]);
  over.toggleAttribute('data-exiting', true);
  for (const target of [field, document.body]) fireEvent.keyDown(target, { key: 'j' });
  expect(ran).toEqual(['entry.next', 'entry.next']);
});

test('a button is pressed once, however long Enter is held', () => {
  const event = (repeat: boolean, key: string) => ({ repeat, key, preventDefault: vi.fn<() => void>() });
  const [first, held, space] = [event(false, 'Enter'), event(true, 'Enter'), event(true, ' ')];
  for (const one of [first, held, space]) oncePerPress(one as never);
  expect([first, held, space].map(one => one.preventDefault.mock.calls.length)).toEqual([0, 1, 0]);
});
