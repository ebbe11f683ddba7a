// Mail lies about its charset. What the bytes themselves prove counts first, then the label, then the mail's other labels.

const UTF8 = new TextDecoder('utf-8', { fatal: true });

/** Labels under which software sends anything at all. */
const SAYS_NOTHING =
  /^(?:|utf-?8|us-?ascii|ascii|ansi_x3\.4-1968|7bit|8bit|unknown(?:-8bit)?|x-unknown|default|none|iso-8859-8-i)$/i;

/** `ESC $ @`, `ESC $ B`, `ESC ( J`: the shifts of ISO-2022-JP, which is 7-bit and so looks like ASCII. */
// oxlint-disable-next-line no-control-regex
const JAPANESE_SHIFT = /\u001b(?:\$[@B]|\(J)/;

export function isUtf8(bytes: Uint8Array): boolean {
  try {
    UTF8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const isSevenBit = (bytes: Uint8Array): boolean => bytes.every(byte => byte < 0x80);

const isLabel = (label: string): boolean => {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
};

/**
 * The charset to decode `bytes` with.
 * @param label what the part says, possibly empty or wrong
 * @param hint a charset named elsewhere in the same mail, used before falling back to windows-1252 (the usual culprit)
 */
export function judgeCharset(bytes: Uint8Array, label: string, hint: string | null): string {
  const trimmed = label.trim();
  if (/^(?:cs)?iso-?2022-?jp/i.test(trimmed) && !isSevenBit(bytes)) return isUtf8(bytes) ? 'utf-8' : 'shift_jis';
  if (!SAYS_NOTHING.test(trimmed)) return trimmed;
  if (isSevenBit(bytes)) {
    const start = new TextDecoder('windows-1252').decode(bytes.subarray(0, 65_536));
    return JAPANESE_SHIFT.test(start) ? 'iso-2022-jp' : 'utf-8';
  }
  if (isUtf8(bytes)) return 'utf-8';
  if (hint === null || !isLabel(hint)) return 'windows-1252';
  return hint.toLowerCase().startsWith('iso-2022-jp') ? 'shift_jis' : hint;
}

/** The first charset that says something among all `charset=` of the mail's first 64 kB. */
export function charsetHint(raw: Uint8Array): string | null {
  const start = new TextDecoder('windows-1252').decode(raw.subarray(0, 65_536));
  for (const [, label = ''] of start.matchAll(/charset\s{0,3}=\s{0,3}"?([\w.:-]{1,40})/gi)) {
    if (!SAYS_NOTHING.test(label)) return label;
  }
  return null;
}

/** Index of the first byte after the header block. */
function endOfHeaders(raw: Uint8Array): number {
  for (let at = raw.indexOf(10); at !== -1; at = raw.indexOf(10, at + 1)) {
    const next = raw[at + 1] === 13 ? at + 2 : at + 1;
    if (raw[next] === 10) return at + 1;
  }
  return raw.length;
}

/** Raw 8-bit headers (RFC 2047 ignored by the sender) become UTF-8, which the parser reads. */
export function withReadableHeaders(raw: Uint8Array): Uint8Array {
  const headers = raw.subarray(0, endOfHeaders(raw));
  if (isUtf8(headers)) return raw;
  const text = new TextDecoder(judgeCharset(headers, '', charsetHint(raw))).decode(headers);
  return Buffer.concat([Buffer.from(text, 'utf8'), raw.subarray(headers.length)]);
}
