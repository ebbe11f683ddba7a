// Characters that change how text reads without being seen: bidi controls (Unicode TR 9), zero width, C0 and C1 controls.
const isHidden = (code: number): boolean =>
  code < 0x20 ||
  (code >= 0x7f && code <= 0x9f) ||
  code === 0xad ||
  code === 0x61c ||
  (code >= 0x200b && code <= 0x200f) ||
  (code >= 0x2028 && code <= 0x202e) ||
  (code >= 0x2060 && code <= 0x206f) ||
  code === 0xfeff;

/** The same text with each unseen character written out, e.g. `‹U+202E›`. For addresses and file names, not for prose. */
export function madeVisible(text: string): string {
  let shown = '';
  for (const char of text) {
    const code = char.codePointAt(0)!;
    shown += isHidden(code) ? `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›` : char;
  }
  return shown;
}

/** True when the text holds a character that cannot be seen. */
export const hidesCharacters = (text: string): boolean => [...text].some(char => isHidden(char.codePointAt(0)!));
