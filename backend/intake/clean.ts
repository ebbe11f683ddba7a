// Before a record is judged: what is too long is cut and marked, what no store can hold is taken out.
import {
  MAX_ADDRESSES,
  MAX_ATTACHMENT_BYTES,
  MAX_ATTACHMENTS,
  MAX_HTML,
  MAX_TEXT,
  MAX_TURNS,
} from '../../shared/domain/entry.ts';

const MAX_LINE = 1_000;
const MAX_TURN_TEXT = 20_000;
/** Of all turns of a call together: one event must fit one page of the feed. */
const MAX_TALK = 500_000;
/** Characters of base64. */
const MAX_CONTENT = Math.ceil(MAX_ATTACHMENT_BYTES / 3) * 4;
const MAX_REFERENCES = 200;
/** Deeper than any record of the contract. */
const MAX_DEPTH = 8;

const LINES = ['mailSubject', 'subject', 'name', 'handle', 'line', 'agent', 'wrapUp', 'detail', 'value', 'messageId'];
const TEXTS = ['text', 'quoted', 'signature'];
const LISTS = { to: MAX_ADDRESSES, cc: MAX_ADDRESSES, attachments: MAX_ATTACHMENTS, turns: MAX_TURNS } as const;

type Raw = Readonly<Record<string, unknown>>;
export type Cleaned = { readonly raw: Raw; readonly truncated: boolean };

/** Null: not an object, or nested deeper than any record; whoever sent it gets it back with a reason. */
export function clean(record: unknown): Cleaned | null {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return null;
  const capped = cap(record as Raw);
  const raw = washed(capped.raw, 0);
  return raw === TOO_DEEP ? null : { raw: raw as Raw, truncated: capped.truncated };
}

function cap(raw: Raw): Cleaned {
  const capped: Record<string, unknown> = { ...raw };
  for (const key of LINES) capped[key] = cutText(raw[key], MAX_LINE);
  for (const key of TEXTS) capped[key] = cutText(raw[key], MAX_TEXT);
  for (const [key, most] of Object.entries(LISTS)) capped[key] = cutList(raw[key], most);
  if (typeof raw['html'] === 'string' && raw['html'].length > MAX_HTML) capped['html'] = undefined;
  capped['to'] = cutEach(capped['to'], to => cutText(to, MAX_LINE));
  capped['cc'] = cutEach(capped['cc'], cc => cutText(cc, MAX_LINE));
  capped['attachments'] = cutEach(capped['attachments'], cutContent);
  capped['turns'] = cutTalk(cutEach(capped['turns'], cutTurn));
  const truncated = [...LINES, ...TEXTS, ...Object.keys(LISTS), 'html'].some(key => capped[key] !== raw[key]);
  // Which mail it answers is a hint only: the newest references say it best, so losing old ones loses no words.
  if (Array.isArray(raw['references'])) capped['references'] = raw['references'].slice(-MAX_REFERENCES);
  for (const key of Object.keys(capped)) if (capped[key] === undefined) delete capped[key];
  return { raw: capped, truncated };
}

const cutText = (value: unknown, most: number): unknown =>
  typeof value === 'string' && value.length > most ? value.slice(0, most) : value;

const cutList = (value: unknown, most: number): unknown =>
  Array.isArray(value) && value.length > most ? value.slice(0, most) : value;

/** The same list again where nothing was cut, so that a cut can be told by identity. */
function cutEach(list: unknown, cut: (item: unknown) => unknown): unknown {
  if (!Array.isArray(list)) return list;
  const done: unknown[] = list.map(cut);
  return done.every((item, i) => item === list[i]) ? list : done;
}

function cutTurn(turn: unknown): unknown {
  if (typeof turn !== 'object' || turn === null || !('text' in turn)) return turn;
  const text = cutText(turn.text, MAX_TURN_TEXT);
  return text === turn.text ? turn : { ...turn, text };
}

/** The record is worth more than a file that is too large to be kept. */
function cutContent(attachment: unknown): unknown {
  if (typeof attachment !== 'object' || attachment === null || !('content' in attachment)) return attachment;
  const { content, ...named } = attachment;
  return typeof content === 'string' && content.length > MAX_CONTENT ? named : attachment;
}

function cutTalk(turns: unknown): unknown {
  if (!Array.isArray(turns)) return turns;
  let left = MAX_TALK;
  const kept: unknown[] = turns.filter(turn => (left -= JSON.stringify(turn)?.length ?? 0) >= 0);
  return kept.length === turns.length ? turns : kept;
}

const TOO_DEEP = Symbol('too deep');

/** Without NUL, which PostgreSQL cannot hold, and without halves of surrogate pairs, which UTF-8 cannot. */
function washed(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return washedText(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= MAX_DEPTH) return TOO_DEEP;
  if (Array.isArray(value)) {
    const items = value.map(item => washed(item, depth + 1));
    return items.includes(TOO_DEEP) ? TOO_DEEP : items;
  }
  const pairs = Object.entries(value).map(([key, item]) => [key, washed(item, depth + 1)] as const);
  return pairs.some(([, item]) => item === TOO_DEEP) ? TOO_DEEP : Object.fromEntries(pairs);
}

/** Most text is well formed; the test is far cheaper than the two replacements. */
export function washedText(text: string): string {
  const noNul = text.includes('\0') ? text.replaceAll('\0', '') : text;
  return noNul.isWellFormed() ? noNul : noNul.replace(/\p{Surrogate}/gu, '');
}
