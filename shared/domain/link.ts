// Which links may leave the desk, and what a person must be shown before they do.

const SCHEMES = { 'http:': 'http', 'https:': 'https', 'mailto:': 'mailto', 'tel:': 'tel' } as const;

export type OutsideLink = {
  /** Cleaned: without user name and password, a mail without attachments. This is what may be opened, not the raw text. */
  readonly url: string;
  readonly scheme: (typeof SCHEMES)[keyof typeof SCHEMES];
  /** Where it really leads: host and port in ASCII (punycode shown), or the address, or the number. */
  readonly target: string;
  /** The link looks like another place than it leads to: `bank@evil`, or letters of another script in the host. */
  readonly looksForged: boolean;
};

const MAIL_FIELDS = ['subject', 'body', 'cc'];

function cleanMail(url: URL): string {
  const fields = url.search.slice(1).split('&');
  url.search = fields.filter(field => MAIL_FIELDS.includes(field.split('=')[0]!.toLowerCase())).join('&');
  return url.href;
}

function webLink(url: URL, scheme: 'http' | 'https'): OutsideLink | null {
  if (url.hostname === '') return null;
  const hasUser = url.username !== '' || url.password !== '';
  url.username = '';
  url.password = '';
  return { url: url.href, scheme, target: url.host, looksForged: hasUser || url.hostname.split('.').some(isPunycode) };
}

const isPunycode = (label: string): boolean => label.startsWith('xn--');

/** Null: this must not be opened at all (`file:`, `smb:`, `javascript:`, UNC paths, anything else). */
export function outsideLink(raw: string): OutsideLink | null {
  const url = URL.parse(raw.trim());
  const scheme = url ? SCHEMES[url.protocol as keyof typeof SCHEMES] : undefined;
  if (!url || !scheme) return null;
  if (scheme === 'http' || scheme === 'https') return webLink(url, scheme);
  const target = decodeSafely(url.pathname);
  if (target === '') return null;
  return { url: scheme === 'mailto' ? cleanMail(url) : url.href, scheme, target, looksForged: false };
}

/** Percent-encoding is undone only where the result is plain visible ASCII, so that no mark can turn the text around. */
function decodeSafely(text: string): string {
  return text.replace(/%[2-7][0-9a-f]/gi, code => {
    const char = String.fromCharCode(Number.parseInt(code.slice(1), 16));
    return /[\x21-\x7e]/.test(char) ? char : code;
  });
}
