// Card numbers out of whole records, whatever fields they have: a field that is new is looked at, too.
import { BLANK, FEWEST_DIGITS, maskCards, mayHoldCard, offsetsToBlank } from './cards.ts';

/** Names of things and addresses, which are compared letter by letter, and what is no text. All else is words. */
const NO_WORDS: ReadonlySet<string> = new Set([
  'id',
  'externalId',
  'target',
  'source',
  'thread',
  'inReplyTo',
  'replyTo',
  'references',
  'messageId',
  'customer',
  'address',
  'number',
  'from',
  'to',
  'cc',
  'handle',
  'url',
  'sourceUrl',
  'sha256',
  'content',
  'secret',
  'digits',
  'code',
  'token',
  'cursor',
  'kind',
  'type',
]);
const isName = (key: string): boolean => NO_WORDS.has(key) || key.endsWith('Id') || key.endsWith('Ids');

/** Deeper than any record of a contract: what lies below is left to whoever refuses it. */
const MOST_DEEP = 12;

/**
 * The same value without card numbers: in all its strings but names and addresses, in HTML also across its tags, and in the
 * turns of a call also across turns. Answers with the very same object where there is nothing to mask.
 */
export function maskRecord<T>(value: T): T {
  return walked(value, '', 0) as T;
}

function walked(value: unknown, key: string, depth: number): unknown {
  if (typeof value === 'string') return key === 'html' ? maskHtml(value) : maskCards(value);
  if (typeof value !== 'object' || value === null || depth > MOST_DEEP) return value;
  if (Array.isArray(value)) {
    const items = sameOr(
      value,
      value.map(item => walked(item, key, depth + 1)),
    );
    return key === 'turns' ? maskTurns(items) : items;
  }
  let masked: Record<string, unknown> | null = null;
  for (const name in value) {
    const item = (value as Readonly<Record<string, unknown>>)[name];
    // Most fields are short, or no text: every event passes here.
    if (typeof item === 'string' ? item.length < FEWEST_DIGITS : typeof item !== 'object' || item === null) continue;
    if (isName(name)) continue;
    const done = walked(item, name, depth + 1);
    if (done !== item) (masked ??= { ...value })[name] = done;
  }
  return masked ?? value;
}

const sameOr = (before: readonly unknown[], after: readonly unknown[]): readonly unknown[] =>
  after.every((item, i) => item === before[i]) ? before : after;

/** Of bounded length, so that a text of nothing but `<` costs its length. */
const TAG = /<[a-z/!][^<>]{0,4000}>/iy;
const ENTITY = /&(?:nbsp|thinsp|ensp|emsp|ndash|mdash|minus|shy|zwnj|zwj|#x[0-9a-f]{1,6}|#\d{1,7});/iy;
const NAMED: Readonly<Record<string, string>> = {
  shy: '\u00AD',
  zwnj: '\u200C',
  zwj: '\u200D',
  ndash: '-',
  mdash: '-',
  minus: '-',
};

function entityText(entity: string): string {
  const name = entity.slice(1, -1).toLowerCase();
  if (!name.startsWith('#')) return NAMED[name] ?? ' ';
  const code = name.startsWith('#x') ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code <= 0x10ffff && (code < 0xd800 || code > 0xdfff) ? String.fromCodePoint(code) : ' ';
}

/** What a reader sees, and where each part of it stands in the source. A tag parts nothing: numbers are split by them. */
function seenIn(html: string): { text: string; from: number[]; length: number[] } {
  const parts: string[] = [];
  const from: number[] = [];
  const length: number[] = [];
  for (let i = 0; i < html.length;) {
    const char = html[i]!;
    TAG.lastIndex = ENTITY.lastIndex = i;
    const match = char === '<' ? TAG.exec(html) : char === '&' ? ENTITY.exec(html) : null;
    const text = !match ? char : char === '&' ? entityText(match[0]) : '';
    const size = match ? match[0].length : 1;
    for (let k = 0; k < text.length; k++) {
      from.push(i + (match ? 0 : k));
      length.push(size);
    }
    parts.push(text);
    i += size;
  }
  return { text: parts.join(''), from, length };
}

/** First as it is, tags and all; then as it is read, where a number may be cut by tags and written as entities. */
export function maskHtml(html: string): string {
  const plain = maskCards(html);
  if (!mayHoldCard(plain)) return plain;
  const seen = seenIn(plain);
  const parts: string[] = [];
  let done = 0;
  for (const at of offsetsToBlank(seen.text).sort((a, b) => a - b)) {
    parts.push(plain.slice(done, seen.from[at]), BLANK);
    done = seen.from[at]! + seen.length[at]!;
  }
  return parts.length === 0 ? plain : parts.join('') + plain.slice(done);
}

type Turn = { readonly speaker?: unknown; readonly text: string };
const isTurn = (turn: unknown): turn is Turn =>
  typeof turn === 'object' && turn !== null && 'text' in turn && typeof turn.text === 'string';

/** A number that is told in parts, over several turns of one speaker, whatever the other says in between. */
function maskTurns(turns: readonly unknown[]): readonly unknown[] {
  const texts = new Map<Turn, string>(turns.filter(isTurn).map(turn => [turn, turn.text]));
  const speakers = new Set([...texts.keys()].map(({ speaker }) => speaker));
  for (const speaker of speakers) {
    const own = [...texts.keys()].filter(turn => turn.speaker === speaker);
    const told = own.map(turn => texts.get(turn)).join('\n');
    const joined = maskCards(told);
    if (joined === told) continue;
    let from = 0;
    for (const turn of own) {
      const text = texts.get(turn)!;
      const end = endOf(joined, from, text);
      texts.set(turn, joined.slice(from, end));
      from = end + 1;
    }
  }
  if ([...texts].every(([turn, text]) => text === turn.text)) return turns;
  return turns.map(turn => (isTurn(turn) ? { ...turn, text: texts.get(turn)! } : turn));
}

/** Masked text has as many characters as before, and fewer code units only where a digit had two. */
function endOf(joined: string, from: number, text: string): number {
  let at = from;
  for (let left = [...text].length; left > 0; left -= 1) at += String.fromCodePoint(joined.codePointAt(at)!).length;
  return at;
}
