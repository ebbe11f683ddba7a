// Keys that never reach the page, or would lose something if the page took them. Pure.

/** Who has a key: the browser around the page, the system around both, or this desk for good. */
export type Keeper = 'browser' | 'system' | 'desk';

const withShift = (letters: string): string[] => [...letters].map(letter => `Ctrl+${letter}`);

/** Of Chromium, Firefox and Edge on Windows and Linux: tabs, windows, address, find, print, reload, zoom, history. */
const BROWSER = new Set([
  ...withShift('TWNLRPSFGHJDUOEAMKB0+-=123456789'),
  'Ctrl+Tab',
  'Ctrl+Shift+Tab',
  'Ctrl+PageUp',
  'Ctrl+PageDown',
  'Ctrl+F4',
  'Ctrl+F5',
  'Alt+ArrowLeft',
  'Alt+ArrowRight',
  'Alt+Home',
  'Alt+D',
  'Alt+E',
  'Alt+F',
  'F1',
  'F3',
  'F5',
  'F7',
  'F10',
  'F11',
  'F12',
  'Shift+F10',
  'ContextMenu',
]);
/** In both hosts: the clipboard and the undoing of what is written. */
const EDITING = new Set(withShift('CVXZYA'));
const SYSTEM = new Set(['Alt+F4', 'Alt+Tab', 'Alt+Space', 'Ctrl+Escape', 'Ctrl+Alt+Delete', 'PrintScreen']);
/** What a desktop window's own menu has. */
const DESKTOP = new Set(['Ctrl+Q', 'Ctrl+M', 'Ctrl+W', 'Ctrl+0', 'Ctrl++', 'Ctrl+-', 'F11', 'Alt+F']);
/** Without which a page cannot be worked by keys, and those that `fixedKeys` tells. */
const DESK = new Set(
  (
    'Tab Shift+Tab Enter Escape Space Home End PageUp PageDown Backspace Delete ArrowUp ArrowDown ArrowLeft ArrowRight ' +
    'Ctrl+Enter F6 Shift+F6 O 1 2 3 4 5 6 7 8 9'
  ).split(' '),
);

/** Who keeps this key, or the first of these keys; null: it is free. `Meta` is the system's on every desk. */
export function keptBy(keys: string, host: 'electron' | 'browser'): Keeper | null {
  const first = keys.split(' ')[0]!;
  if (DESK.has(first)) return 'desk';
  if (SYSTEM.has(first) || first.includes('Meta+') || first.startsWith('Ctrl+Alt+')) return 'system';
  if (EDITING.has(first)) return 'system';
  const own = host === 'browser' ? BROWSER : DESKTOP;
  return own.has(first) ? 'browser' : null;
}
