// Words from outside, cut into plain text, links, mentions, and numbers that must stand as they were written. One pass over
// white space; nothing here can go back and forth over the same text (X23).
import { numberParts } from '../../shared/domain/writing/number-parts.ts';
import { judgeLink } from './links.ts';

export type Segment = { kind: 'text' | 'number' | 'link' | 'mention'; text: string; url: string | null };

const STARTS = ['https://', 'http://', 'mailto:', 'tel:', 'www.'] as const;
const CLOSING = new Set(['.', ',', ';', ':', '!', '?', '"', "'", '”', '’', '»', '…', '>', '。', '、']);
const PAIRS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' };
/** Up to what stands in no address, whatever follows (RFC 3986). */
const WITHIN = /^[^"<>“”]*/u;
/** Longer words are shown as they are. UTF-16 code units. */
const LONGEST_WORD = 2_000;
const MENTION = /^[.("'“]?(@[\p{L}\p{N}_][\p{L}\p{N}_.]{0,60})/u;
const ADDRESS = /^[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+$/u;

const countIn = (word: string, unit: string): number => word.split(unit).length - 1;

/** Where the address ends: punctuation behind it belongs to the sentence, a bracket unless it was opened within. */
function endOfAddress(given: string): number {
  const word = WITHIN.exec(given)![0];
  const spare = new Map(
    Object.entries(PAIRS).map(([close, open]) => [close, countIn(word, close) - countIn(word, open)]),
  );
  let end = word.length;
  for (; end > 0; end--) {
    const last = word[end - 1]!;
    const unopened = spare.get(last);
    if (unopened === undefined ? !CLOSING.has(last) : unopened <= 0) break;
    if (unopened !== undefined) spare.set(last, unopened - 1);
  }
  return end;
}

function linkIn(word: string): { from: number; to: number; url: string } | null {
  const lower = word.toLowerCase();
  const from = Math.min(...STARTS.map(start => lower.indexOf(start)).map(i => (i < 0 ? Infinity : i)));
  if (from < Infinity) {
    const to = from + endOfAddress(word.slice(from));
    const shown = word.slice(from, to);
    const url = lower.startsWith('www.', from) ? `https://${shown}` : shown;
    return judgeLink(url) && { from, to, url };
  }
  const opened = /^[<("'“]*/.exec(word)![0].length;
  const to = opened + endOfAddress(word.slice(opened));
  const address = word.slice(opened, to);
  return ADDRESS.test(address) ? { from: opened, to, url: `mailto:${address}` } : null;
}

const plainSegments = (words: string): Segment[] =>
  numberParts(words).map(({ text, isNumber }) => ({ kind: isNumber ? 'number' : 'text', text, url: null }));

/** Cuts text into segments whose texts, joined, are the text again. */
export function segmentsOf(text: string): readonly Segment[] {
  const segments: Segment[] = [];
  let plain = '';
  const push = (kind: 'link' | 'mention', shown: string, url: string | null) => {
    if (plain) segments.push(...plainSegments(plain));
    plain = '';
    segments.push({ kind, text: shown, url });
  };
  for (const word of text.split(/(\s+)/)) {
    const interesting = word.length <= LONGEST_WORD && /[@:]|www\./i.test(word);
    const link = interesting ? linkIn(word) : null;
    const mention = interesting && !link ? MENTION.exec(word) : null;
    if (link) {
      plain += word.slice(0, link.from);
      push('link', word.slice(link.from, link.to), link.url);
      plain += word.slice(link.to);
    } else if (mention) {
      const from = word.indexOf('@');
      const shown = mention[1]!.replace(/\.+$/, '');
      plain += word.slice(0, from);
      push('mention', shown, null);
      plain += word.slice(from + shown.length);
    } else {
      plain += word;
    }
  }
  if (plain) segments.push(...plainSegments(plain));
  return segments;
}
