// Cuts HTML before it is parsed: parsing is what costs. One pass, by the tokenizer's own rules (HTML 13.2.5), so that
// nothing can be hidden from the count in what only looks like a quote.

/** Tags, opening and closing. A quarter of a million units of `<b>` would hold the desk up for seconds. */
export const MAX_TAGS = 2_000;
/** Separators within one tag: its attributes cost the square of their number. */
const MAX_SEPARATORS = 200;

const SPACE = new Set([' ', '\t', '\n', '\f', '\r']);

/** Where the tag that starts at `from` ends, just behind its `>`; null: it holds too much. Values in quotes are jumped over. */
function endOfTag(html: string, from: number): number | null {
  let separators = 0;
  let afterEquals = false;
  for (let at = from; at < html.length; at++) {
    const unit = html[at]!;
    if (unit === '>') return at + 1;
    if (afterEquals && (unit === '"' || unit === "'")) {
      const close = html.indexOf(unit, at + 1);
      if (close < 0) return html.length;
      at = close;
    } else if (SPACE.has(unit) || unit === '/' || unit === '=') {
      if (++separators > MAX_SEPARATORS) return null;
    }
    afterEquals = unit === '=' || (afterEquals && SPACE.has(unit));
  }
  return html.length;
}

const startsTag = (html: string, at: number): boolean => /^<\/?[a-z]/i.test(html.slice(at, at + 3));

/** Cuts before the tag that is one too many or too full; the parser closes what stays open. */
export function cutTags(html: string, most: number): { html: string; cut: boolean } {
  let tags = 0;
  for (let at = html.indexOf('<'); at >= 0;) {
    if (++tags > most) return { html: html.slice(0, at), cut: true };
    const end = startsTag(html, at) ? endOfTag(html, at + 1) : at + 1;
    if (end === null) return { html: html.slice(0, at), cut: true };
    at = html.indexOf('<', end);
  }
  return { html, cut: false };
}
