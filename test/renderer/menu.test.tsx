import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { MenuButton } from '../../renderer/ui/Button.tsx';
import { Menu } from '../../renderer/ui/Menu.tsx';

afterEach(cleanup);

const entries = ['Here', 'There', 'Nowhere'].map(label => ({ id: label.toLowerCase(), label }));
const chosen = vi.fn<(id: string, groupId: string) => void>();

function made(): HTMLElement {
  chosen.mockClear();
  render(
    <Menu
      label="Where"
      renderTrigger={menu => (
        <MenuButton {...menu} icon="more">
          Go
        </MenuButton>
      )}
      groups={[{ id: 'places', chosen: ['there'], entries }]}
      onAction={chosen}
    />,
  );
  const button = screen.getByRole('button', { name: 'Go' });
  button.focus();
  return button;
}
const focused = () => document.activeElement?.textContent;
const isGone = () => waitFor(() => expect(screen.queryByRole('menu')).toBeNull());

test('what it opens is made when it opens, and says so', async () => {
  const button = made();
  expect(button.getAttribute('aria-expanded')).toBe('false');
  expect(document.body.textContent).toBe('Go');
  fireEvent.click(button, { detail: 1 });
  expect(button.getAttribute('aria-expanded')).toBe('true');
  expect(screen.getByRole('menu', { name: 'Where' })).toBeDefined();
  await waitFor(() => expect(screen.getByRole('menu').contains(document.activeElement)).toBe(true));
});

test('by key the focus is on the end that the key is for, and Escape gives it back', async () => {
  const button = made();
  for (const [key, first] of [
    ['ArrowDown', 'Here'],
    ['ArrowUp', 'Nowhere'],
    ['Enter', 'Here'],
    [' ', 'Here'],
  ] as const) {
    fireEvent.keyDown(button, { key });
    await waitFor(() => expect(focused()).toBe(first));
    fireEvent.keyDown(document.activeElement!, { key: 'Escape' });
    await isGone();
    await waitFor(() => expect(document.activeElement).toBe(button));
  }
  expect(chosen).not.toHaveBeenCalled();
});

test('one that is chosen is told once, and the focus is on the button again', async () => {
  const button = made();
  fireEvent.keyDown(button, { key: 'Enter' });
  await waitFor(() => expect(focused()).toBe('Here'));
  fireEvent.click(screen.getByRole('menuitemradio', { name: 'Nowhere' }));
  await isGone();
  expect(chosen.mock.calls).toEqual([['nowhere', 'places']]);
  await waitFor(() => expect(document.activeElement).toBe(button));
});
