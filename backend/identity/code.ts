// A code given out for a case, e.g. `4821-77`: whoever brings it, on any channel, speaks of that case. Pure.
import type { RandomBytes } from '../../shared/lib/ids.ts';

/** Wrong codes from one address within `within` milliseconds, after which none of its codes count. */
export const GUESSES = { most: 5, within: 24 * 3_600_000 } as const;

/** Not within a longer number or a date. */
const WRITTEN = /(?<![\d-])(\d{4})[-–](\d{2})(?![\d-])/u;
/** `2026-11` is a month to whoever reads it. */
const LIKE_A_MONTH = /^(19|20)\d\d/u;

/** The first code in a text; null: none. Only the first counts, so that a text is one guess and not a thousand. */
export function codeIn(text: string): string | null {
  const [, four = '', two = ''] = WRITTEN.exec(text.slice(0, 10_000)) ?? [];
  return four && !LIKE_A_MONTH.test(four) ? `${four}-${two}` : null;
}

/** As keyed into a telephone, with or without the dash; null: not a code. */
export function codeKeyed(digits: string): string | null {
  const plain = digits.replace(/[\s#*–-]/gu, '');
  return /^\d{6}$/u.test(plain) ? `${plain.slice(0, 4)}-${plain.slice(4)}` : null;
}

/** Every code is as likely as any other; none looks like a month. */
export function randomCode(random: RandomBytes): string {
  for (;;) {
    const bytes = random(4);
    const number = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
    const code = codeKeyed(String(number % 1_000_000).padStart(6, '0'))!;
    // The last, incomplete million of 2^32 would make the small numbers likelier.
    if (number < 4_294_000_000 && !LIKE_A_MONTH.test(code)) return code;
  }
}
