// How deep a JSON text goes and of how many parts it is, before anybody makes objects of it: a few bytes of text can be
// hundreds of bytes of memory. Linear, and allocates nothing.

/** Deeper than any record of ours, and more parts than the longest batch has. */
export const SHAPE = { depth: 100, parts: 2_000_000 } as const;

const QUOTE = 34;
const BACKSLASH = 92;
const OPENS = new Set([91, 123]);
const CLOSES = new Set([93, 125]);
const COMMA = 44;

/** Null: it is fit to be parsed, should it be JSON at all. */
export function whyNotParse(text: string, { depth, parts } = SHAPE as { depth: number; parts: number }): string | null {
  let open = 0;
  let made = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) i = endOfString(text, i);
    else if (OPENS.has(code)) {
      if (++open > depth) return `nested deeper than ${depth}`;
      made++;
    } else if (CLOSES.has(code)) open--;
    else if (code === COMMA) made++;
    if (made > parts) return `of more than ${parts} parts`;
  }
  return null;
}

/** Of its closing quote; the end of the text where there is none. */
function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === BACKSLASH) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}
