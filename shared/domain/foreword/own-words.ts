// Whose words the lines of a text are: what is quoted somebody else said, and what is encoded nobody says. Mail programs
// quote, and people do in any channel. Each expression looks at a bounded part of a line, so the cost is linear (X23).

/** Longer lines announce nothing. UTF-16 code units. */
const MAX_ANNOUNCEMENT = 300;
const SAYS_WHO =
  /(?:(?<!\p{L})(?:wrote|writes|said|mentioned|schrieb|a écrit|escribió|escreveu|ha scritto|schreef|skrev)(?!\p{L})|<[^<>\s]{1,100}@[^<>\s]{1,100}>)[^:：]{0,80}[:：]$/iu;
const SAYS_WHEN = /^(?:on|at|am|le|el|il|em|op|den)\s(?=.{0,200}\d).{1,298}[:：]$/iu;

const MARKED = /^\s*[>＞]/;
/** `>:(` is a face, and `>From` is how a mail store writes a line that begins with `From`: no marks of a quote. */
const UNQUOTED = /^\s*>(?:[:;=]['’]?-?(?:[()[\]{}|/\\@<]|[cDOPS](?!\p{L}))|[._]{1,3}[<>]|From )/u;
/** `> 3 hours` may be a comparison or the start of what is quoted. */
const COMPARES = /^\s*>[ \t]?=?[ \t]?[\p{Sc}\d]/u;

const isMarked = (line: string): boolean => MARKED.test(line) && !UNQUOTED.test(line);

/** `On Monday Priya wrote:`, right before a marked line or with an empty one between. */
function announcesAt(lines: readonly string[], place: number): boolean {
  const next = lines[place + 1]?.trim() === '' ? lines[place + 2] : lines[place + 1];
  if (next === undefined || !isMarked(next)) return false;
  const line = lines[place]!.trim();
  return line.length <= MAX_ANNOUNCEMENT && (SAYS_WHO.test(line) || SAYS_WHEN.test(line));
}

/** What may be a comparison counts as quoted only where other lines are quoted for sure. */
function withoutQuotes(lines: readonly string[]): readonly string[] {
  const announced = lines.map((_, place) => announcesAt(lines, place));
  const quotes = announced.includes(true) || lines.some(line => isMarked(line) && !COMPARES.test(line));
  return quotes ? lines.filter((line, place) => !announced[place] && !isMarked(line)) : lines;
}

const UUENCODED = /^begin [0-7]{3,4} \S/;
/** It knows no small letters, so words and the closing `end` are told from it. */
const UUENCODED_LINE = /^[ -`]{0,62}$/;
const ARMOURED = /^-----BEGIN [A-Z][A-Z0-9 ]{1,60}-----\s*$/;
/** The only armour around plain words; its signature is a block of its own. */
const SIGNED = '-----BEGIN PGP SIGNED MESSAGE-----';

/** How many lines from `start` are encoded; a block that was cut off goes to the end. */
function encodedAt(lines: readonly string[], start: number): number {
  const first = lines[start]!;
  let end = start + 1;
  if (UUENCODED.test(first)) {
    while (end < lines.length && UUENCODED_LINE.test(lines[end]!)) end += 1;
    return (lines[end]?.trimEnd() === 'end' ? end + 1 : end) - start;
  }
  if (!ARMOURED.test(first)) return 0;
  if (first.trimEnd() === SIGNED) {
    while (lines[end]?.startsWith('Hash: ')) end += 1;
    return end - start;
  }
  while (end < lines.length && !lines[end]!.startsWith('-----END ')) end += 1;
  return end + 1 - start;
}

function withoutEncoded(lines: readonly string[]): readonly string[] {
  const plain: string[] = [];
  for (let place = 0; place < lines.length;) {
    const encoded = encodedAt(lines, place);
    if (encoded === 0) plain.push(lines[place]!);
    place += Math.max(1, encoded);
  }
  return plain;
}

/** Most texts hold neither, and need no look at their lines. What is rare in words is found soonest. */
const mayHoldOthers = (text: string): boolean =>
  text.includes('>') ||
  text.includes('＞') ||
  text.includes('-----BEGIN ') ||
  text.includes('\nbegin ') ||
  text.startsWith('begin ');

/**
 * A text without the lines that its writer quotes (`> …` and `X wrote:` before it) and without uuencoded files and blocks
 * of PGP and its kin; the words inside a signed message stay. Empty when nothing of the writer's own remains.
 */
export function ownWords(text: string): string {
  if (!mayHoldOthers(text)) return text;
  return withoutQuotes(withoutEncoded(text.split(/\r?\n/)))
    .join('\n')
    .trim();
}
