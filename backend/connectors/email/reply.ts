// Splits a reply into what was written now, what it quotes, and the signature. Nothing is lost: every line with
// something on it lands in exactly one of the three, in its order.
import {
  MAX_ANNOUNCEMENT,
  announcesOriginal,
  announcesQuote,
  isDeviceLine,
  isFrom,
  isHeader,
  isRule,
  isSignOff,
  isSignatureMark,
  isUnderline,
  startsAnnouncement,
} from './reply-words.ts';

export type Reply = { readonly visible: string; readonly quoted: string | null; readonly signature: string | null };
type Tag = 'visible' | 'quoted' | 'signature';

const isEmpty = (line: string): boolean => line.trim() === '';
const isMarked = (line: string): boolean => /^\s{0,3}(?:>|＞|[A-Z][A-Za-z]{0,11}>(?:\s|$))/.test(line);
const isBarred = (line: string): boolean => /^\s{0,3}\|/.test(line);

/** `<` on an earlier line, its `>` at the start of this one: a wrapped address, not a quote mark. */
const closesAddress = (before: string, line: string): boolean =>
  line.startsWith('>') && before.split('<').length > before.split('>').length;

/** How many lines from `start` announce a quote; 0 when they do not. Mail programs wrap the announcement anywhere. */
function announcementAt(lines: readonly string[], start: number): number {
  const first = lines[start]!;
  if (isEmpty(first) || first.length > MAX_ANNOUNCEMENT) return 0;
  if (announcesQuote(first)) return 1;
  const most = startsAnnouncement(first) ? 6 : first.includes('<') ? 2 : 1;
  let joined = first.trim();
  for (let n = 1; n < most && start + n < lines.length; n++) {
    const line = lines[start + n]!;
    const closes = closesAddress(joined, line);
    if (!closes && !isEmpty(line) && isMarked(line) !== isMarked(first)) return 0;
    if (isEmpty(line) && isEmpty(lines[start + n + 1] ?? '')) return 0;
    joined = `${joined} ${closes ? line.trim() : line.replace(/^[\s>]{0,40}/, '').trimEnd()}`.trim();
    if (joined.length > MAX_ANNOUNCEMENT) return 0;
    if (!isEmpty(line) && announcesQuote(joined)) return n + 1;
  }
  return 0;
}

/** How many lines from `start` are a block of mail headers (`From: … Sent: … To: …`); 0 when they are not. */
function headersAt(lines: readonly string[], start: number): number {
  if (!isHeader(lines[start]!)) return 0;
  let found = 1;
  let from = isFrom(lines[start]!);
  let end = start + 1;
  for (let gap = 0; end < lines.length && gap < 2; end++) {
    const line = lines[end]!;
    if (isEmpty(line)) break;
    gap = isHeader(line) ? 0 : gap + 1;
    if (gap === 0) found += 1;
    from ||= isFrom(line);
  }
  return from && found >= 3 ? end - start : 0;
}

type Kind = 'empty' | 'text' | 'quote' | 'announcement' | 'original' | 'headers';

function kindsOf(lines: readonly string[]): Kind[] {
  const kinds: Kind[] = [];
  for (let i = 0; i < lines.length;) {
    const line = lines[i]!;
    const headers = announcesOriginal(line) ? 0 : headersAt(lines, i);
    const announced = headers > 0 ? 0 : announcementAt(lines, i);
    const barred = isBarred(line) && ['announcement', 'quote'].includes(kinds.findLast(kind => kind !== 'empty') ?? '');
    const [kind, length]: [Kind, number] = isEmpty(line)
      ? ['empty', 1]
      : announcesOriginal(line)
        ? ['original', 1]
        : headers > 0
          ? ['headers', headers]
          : announced > 0
            ? ['announcement', announced]
            : [isMarked(line) || barred ? 'quote' : 'text', 1];
    for (let n = 0; n < length; n++) kinds.push(kind);
    i += length;
  }
  return kinds;
}

const isOwn = (line: string, kind: Kind): boolean => kind === 'text' && !isRule(line);

/** Where quoting starts for good: an unmarked announcement, original or header block with own words before it. */
function cutAt(lines: readonly string[], kinds: readonly Kind[]): number {
  let own = false;
  for (let i = 0; i < lines.length; i++) {
    own ||= isOwn(lines[i]!, kinds[i]!);
    if (!own || !['announcement', 'original', 'headers'].includes(kinds[i]!)) continue;
    const next = kinds.findIndex((kind, at) => at > i && kind !== 'empty' && kind !== kinds[i]);
    if (kinds[i] === 'announcement' && next !== -1 && kinds[next] === 'quote') continue;
    let start = i;
    while (start > 0 && (isEmpty(lines[start - 1]!) || isRule(lines[start - 1]!))) start -= 1;
    return start;
  }
  return lines.length;
}

const opensSignature = (line: string): boolean => isRule(line) || isSignatureMark(line) || isDeviceLine(line);

/** The last of the writer's own lines, a signature right after the last quote not counted. */
function lastOwn(lines: readonly string[], kinds: readonly Kind[], own: readonly boolean[], cut: number): number {
  const lastQuote = kinds.slice(0, cut).findLastIndex(kind => kind !== 'text' && kind !== 'empty');
  const tail = lines.slice(lastQuote + 1, cut).find(line => !isEmpty(line));
  if (lastQuote === -1 || tail === undefined || !opensSignature(tail)) return own.lastIndexOf(true);
  return own.slice(0, lastQuote + 1).lastIndexOf(true);
}

/**
 * Marked quotes between the writer's own lines stay where they are, for answers written between them need them;
 * those before the first and after the last own line are folded away.
 */
function tagQuotes(lines: readonly string[]): Tag[] {
  const kinds = kindsOf(lines);
  const cut = cutAt(lines, kinds);
  const own = lines.map((line, i) => i < cut && isOwn(line, kinds[i]!));
  const first = own.indexOf(true);
  const last = lastOwn(lines, kinds, own, cut);
  const tags = lines.map((_, i): Tag => {
    if (i >= cut) return 'quoted';
    const kind = kinds[i]!;
    if (kind === 'text' || kind === 'empty') return 'visible';
    if (kind === 'quote') return i > first && i < last && first !== -1 ? 'visible' : 'quoted';
    return 'quoted';
  });
  return withGaps(lines, tags);
}

/** An empty line between two quoted ones is part of the quote. */
function withGaps(lines: readonly string[], tags: readonly Tag[]): Tag[] {
  const done = [...tags];
  let before: Tag = 'visible';
  for (let i = 0; i < lines.length;) {
    let end = i;
    while (end < lines.length && isEmpty(lines[end]!)) end += 1;
    if (before === 'quoted' && tags[end] === 'quoted') done.fill('quoted', i, end);
    before = tags[end] ?? before;
    i = end + 1;
  }
  return done;
}

const MOST_AFTER_MARK = 40;
const MOST_AFTER_RULE = 15;
const MOST_AFTER_DEVICE = 5;
const MOST_AFTER_SIGN_OFF = 20;
const FEWEST_AFTER_SIGN_OFF = 3;

/** Index into `lines` where the signature starts, or their number. */
function signatureAt(lines: readonly string[]): number {
  const filled = lines.map((line, i) => ({ line, i })).filter(({ line }) => !isEmpty(line));
  let fenced = false;
  let own = false;
  for (const [place, { line, i }] of filled.entries()) {
    if (line.startsWith('```')) fenced = !fenced;
    const after = filled.length - place - 1;
    const underlines = isUnderline(line) && i > 0 && !isEmpty(lines[i - 1]!) && !isRule(lines[i - 1]!);
    if (
      own &&
      !fenced &&
      !underlines &&
      startsSignature(line, after, filled.slice(place + 1, place + 1 + MOST_AFTER_SIGN_OFF))
    )
      return i;
    own ||= !isRule(line) && !isMarked(line);
  }
  return lines.length;
}

function startsSignature(line: string, after: number, next: readonly { readonly line: string }[]): boolean {
  if (isSignatureMark(line)) return after <= MOST_AFTER_MARK;
  if (isRule(line)) return after <= MOST_AFTER_RULE;
  if (isDeviceLine(line)) return after <= MOST_AFTER_DEVICE || next.every(one => isDeviceLine(one.line));
  if (!isSignOff(line) || after < FEWEST_AFTER_SIGN_OFF || after > MOST_AFTER_SIGN_OFF) return false;
  return next.every(one => one.line.length <= 120);
}

const part = (lines: readonly string[], tags: readonly Tag[], tag: Tag): string =>
  lines
    .filter((_, i) => tags[i] === tag)
    .join('\n')
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd();

/**
 * @param text plain text of a mail, `\n` or `\r\n`
 * A mail that is nothing but quotes, or nothing but a signature, is shown as it is.
 */
export function splitReply(text: string): Reply {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const tags = tagQuotes(lines);
  const visible = lines.map((line, i) => ({ line, i })).filter(({ i }) => tags[i] === 'visible');
  const start = signatureAt(visible.map(({ line }) => line));
  for (const { i } of visible.slice(start)) tags[i] = 'signature';
  const shown = part(lines, tags, 'visible');
  if (shown === '') return { visible: text.replace(/\r\n?/g, '\n').trim(), quoted: null, signature: null };
  return {
    visible: shown,
    quoted: part(lines, tags, 'quoted') || null,
    signature: part(lines, tags, 'signature') || null,
  };
}
