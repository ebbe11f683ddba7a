// From a key press to an action. Pure: what was pressed before, and when, comes in and goes out.
import { ACTION_IDS, type ActionId, ACTIONS, keysOf } from './actions.ts';

export type Press = {
  readonly key: string;
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly meta: boolean;
  readonly shift: boolean;
};
export type Prefix = { readonly keys: string; readonly at: number } | null;
export type Setting = {
  readonly view: string;
  /** The focus is where letters are written. */
  readonly writing: boolean;
  readonly singleKeys: boolean;
  readonly chosen: Readonly<Record<string, string>>;
};
type Match = { readonly action: ActionId | null; readonly prefix: Prefix };

/** Milliseconds within which the second key of a sequence must follow the first. */
export const SEQUENCE = 1_500;

/** `G`, `F2`, `?`, `Ctrl+Enter`: a press by its name in the table; null for a modifier alone. */
export function nameOf(press: Press): string | null {
  const { key } = press;
  if (key === 'Control' || key === 'Shift' || key === 'Alt' || key === 'Meta' || key === 'Dead') return null;
  const name = key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key;
  const shifted = press.shift && key.length > 1 ? 'Shift+' : '';
  return `${press.ctrl ? 'Ctrl+' : ''}${press.alt ? 'Alt+' : ''}${press.meta ? 'Meta+' : ''}${shifted}${name}`;
}

const isSingle = (keys: string): boolean => !/^(?:F\d+|(?:Ctrl|Alt|Meta)\+.*)$/.test(keys);

function applies(id: ActionId, { view, writing, singleKeys, chosen }: Setting): boolean {
  const { where, everywhere } = ACTIONS[id];
  if (where && where !== view) return false;
  const single = isSingle(keysOf(id, chosen));
  if (single && (writing || !singleKeys)) return false;
  return everywhere === true || !writing;
}

/** What a press leads to: an action, the first half of one, or nothing. */
export function match(press: Press, before: Prefix, now: number, setting: Setting): Match {
  const name = nameOf(press);
  if (!name) return { action: null, prefix: before };
  const live = before && now - before.at <= SEQUENCE ? before.keys : null;
  const ids = ACTION_IDS.filter(id => applies(id, setting));
  const find = (keys: string) => ids.find(id => keysOf(id, setting.chosen) === keys) ?? null;
  const whole = live ? find(`${live} ${name}`) : null;
  if (whole) return { action: whole, prefix: null };
  const begins = ids.some(id => keysOf(id, setting.chosen).startsWith(`${name} `));
  if (begins) return { action: null, prefix: { keys: name, at: now } };
  return { action: live ? null : find(name), prefix: null };
}
