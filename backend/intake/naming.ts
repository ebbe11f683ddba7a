// What a case is called. Archives come in no order of time, so what was read first does not name it. Pure.
import { bareSubject } from '../../shared/domain/writing/mail.ts';
import { directionOf } from './entry.ts';
import { NAMED_AFTER, type NamedCase, type Naming } from './state.ts';
import type { Theirs } from './who.ts';

export type Name = { readonly subject: string; readonly named: Naming };
const NO_SUBJECT = 'No subject';
const MAX_LENGTH = 1_000;
const MAX_WORDS = 80;

/** What a case is called when this record names it. */
export function nameOf(record: Theirs, at: number): Name {
  const theirs = directionOf(record) === 'in';
  const given = givenSubject(record);
  if (given !== '')
    return { subject: given.slice(0, MAX_LENGTH), named: { after: theirs ? 'their subject' : 'our subject', at } };
  const words = wordsOf(record);
  if (words === '') return { subject: NO_SUBJECT, named: { after: 'nothing', at } };
  return { subject: words.slice(0, MAX_LENGTH), named: { after: theirs ? 'their words' : 'our words', at } };
}

/** The case with its name after one more record of history. The same records in any order leave the same name. */
export function namedByHistory(known: NamedCase, name: Name): NamedCase {
  if (!known.named || compareNames(name, { subject: known.subject, named: known.named }) >= 0) return known;
  return { ...known, ...name };
}

/**
 * The case with its name after words that wait for an answer: they name what only we have named, and then the name stays,
 * because agents have it before them.
 */
export function namedByDemand(known: NamedCase, { subject, named }: Name): NamedCase {
  if (!known.named || named.after === 'nothing') return known;
  const isOurs = known.named.after === 'nothing' || known.named.after === 'our words';
  return { ...known, subject: isOurs ? subject : known.subject, named: undefined };
}

/** Below 0: `a` is the better name. At the same moment the words themselves decide, as no order of arrival may. */
function compareNames(a: Name, b: Name): number {
  const byWorth = NAMED_AFTER.indexOf(b.named.after) - NAMED_AFTER.indexOf(a.named.after);
  const bySubject = a.subject === b.subject ? 0 : a.subject < b.subject ? -1 : 1;
  return byWorth || a.named.at - b.named.at || bySubject;
}

/** Only the case goes without them: the mail keeps the subject it came with. */
function givenSubject(record: Theirs): string {
  const given = 'subject' in record ? record.subject?.trim() : undefined;
  return given || (record.type === 'email' ? bareSubject(record.mailSubject) : '');
}

function wordsOf(record: Theirs): string {
  if (record.type === 'call') return `Call from ${record.number ?? 'a withheld number'}`;
  return 'text' in record ? firstWords(record.text) : '';
}

/** The first line, without the handles it is addressed to, cut between words. */
function firstWords(text: string): string {
  const line = text
    .slice(0, 1_000)
    .replace(/^(\s*@\w+)+/u, '')
    .trim()
    .split('\n', 1)[0]!
    .trim();
  if (line.length <= MAX_WORDS) return line;
  const cut = line.slice(0, MAX_WORDS);
  const space = cut.lastIndexOf(' ');
  return `${(space > MAX_WORDS / 2 ? cut.slice(0, space) : cut).replace(/\p{Surrogate}$/u, '')}…`;
}
