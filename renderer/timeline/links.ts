import { type OutsideLink, outsideLink } from '../../shared/domain/link.ts';
import { hidesCharacters } from '../../shared/domain/visible.ts';

/** What an agent must be told before a link is opened. */
export type LinkDoubt = 'differs' | 'credentials' | 'punycode' | 'number-host' | 'hidden' | 'plain-http';
export type Link = OutsideLink & { readonly doubts: readonly LinkDoubt[] };

/** UTF-16 code units; the bridge refuses longer ones. */
export const MAX_LINK = 2_000;

/** The host that the visible words of a link name, if they look like an address: `www.bank.example/login`. */
function hostWritten(shown: string): string | null {
  const word = shown.trim().split(/\s/, 1)[0] ?? '';
  if (!word.includes('.') || word.includes('@')) return null;
  const host = URL.parse(/^https?:\/\//i.test(word) ? word : `https://${word}`)?.host;
  return host && /\.\p{L}{2,}(?::\d+)?$/u.test(host) ? host : null;
}

function doubtsOf(url: URL, raw: string, shown: string | undefined): LinkDoubt[] {
  const written = shown === undefined ? null : hostWritten(shown);
  const doubts: [LinkDoubt, boolean][] = [
    ['differs', written !== null && written !== url.host],
    ['credentials', url.username !== '' || url.password !== ''],
    ['punycode', url.hostname.split('.').some(label => label.startsWith('xn--'))],
    ['number-host', /^[\d.]+$/.test(url.hostname) || url.hostname.startsWith('[')],
    ['hidden', hidesCharacters(raw)],
    ['plain-http', url.protocol === 'http:'],
  ];
  return doubts.filter(([, holds]) => holds).map(([doubt]) => doubt);
}

/**
 * Judges an address from outside by the same rule as the host, and says what is odd about it. Null: it may not be opened
 * at all (X4). `shown` is the text that stood for it.
 */
export function judgeLink(raw: string, shown?: string): Link | null {
  if (raw.length > MAX_LINK) return null;
  const outside = outsideLink(raw);
  const url = URL.parse(raw.trim());
  if (!outside || !url) return null;
  const isWeb = outside.scheme === 'http' || outside.scheme === 'https';
  return { ...outside, doubts: isWeb ? doubtsOf(url, raw, shown) : hidesCharacters(raw) ? ['hidden'] : [] };
}
