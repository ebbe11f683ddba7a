/** `Ctrl+Enter` as ARIA writes it: `Control+Enter`. Sequences such as `G W` have no form there and are left out. */
export function ariaKeys(keys: string): string | undefined {
  return keys.includes(' ') ? undefined : keys.replace('Ctrl', 'Control');
}

/** As it stands on a key cap. */
export const keyHint = (keys: string): string => keys.replace('Enter', '↵').replaceAll('+', ' ');
