// What filters ask of an entry, as words of the index that no text can hold.
import type { Entry } from '../../../../shared/domain/entry.ts';
import type { AuthorKind, HasValue } from '../../../../shared/domain/search/filters.ts';
import { numbersIn } from '../../../../shared/domain/search/numbers.ts';
import { wordsIn } from '../../../../shared/domain/search/words.ts';

/** Of the private use area: the words of a text never begin with it (see `wordsIn`), and the tokenizer takes it for a letter. */
const MARK = '\uE000';
const OTHER = '\uE001';
/** Scores above are one mark: nobody measures so high. */
export const HIGHEST_SCORE = 100;

/** The same ids, names and accounts come again and again while a cache fills. */
const MOST_REMEMBERED = 5_000;
function remembered<T>(make: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return text => {
    let made = known.get(text);
    if (made === undefined) {
      if (known.size >= MOST_REMEMBERED) known.clear();
      known.set(text, (made = make(text)));
    }
    return made;
  };
}

const ofId = remembered(id => id.replaceAll(/[^A-Za-z0-9]/g, OTHER));
export const joined = remembered(text =>
  Array.from(wordsIn(text), word => word.folded)
    .join('')
    .slice(0, 60),
);
/** Marks of a name and an address. */
const fromMarks = remembered(text => Array.from(wordsIn(text), word => marks.from(word.folded)));

/** Each is the beginning of the marks of one kind of question; none begins another. */
export const marks = {
  kind: (kind: string) => `${MARK}k${kind}`,
  channel: (channel: string) => `${MARK}c${channel}`,
  direction: (direction: string) => `${MARK}d${direction}`,
  audience: (audience: string) => `${MARK}a${audience}`,
  author: (kind: AuthorKind) => `${MARK}r${kind}`,
  /** A word of the author's name or address. */
  from: (word: string) => `${MARK}f${word}`,
  /** An agent who wrote it or spoke in it, by name. */
  agent: (name: string) => `${MARK}g${joined(name)}`,
  handle: (handle: string) => `${MARK}h${joined(handle)}`,
  customer: (customerId: string) => `${MARK}u${ofId(customerId)}`,
  matter: (caseId: string) => `${MARK}m${ofId(caseId)}`,
  has: (what: HasValue) => `${MARK}p${what}`,
  changed: (what: 'edited' | 'deleted') => `${MARK}e${what}`,
  language: (language: string) => `${MARK}l${joined(language)}`,
  score: (measure: string, score: number) =>
    `${MARK}s${measure}${Math.min(HIGHEST_SCORE, Math.max(0, Math.floor(score)))}`,
  number: (key: string) => `${MARK}n${key}`,
} as const;

/** Agents who are in an entry, by the names that stand there. */
export function agentsIn(entry: Entry): string[] {
  const names = entry.author.kind === 'agent' ? [entry.author.name] : [];
  if (entry.kind === 'call' && entry.call.agentName !== null) names.push(entry.call.agentName);
  return names.filter((name, i) => name !== '' && names.indexOf(name) === i);
}

const LINK = /https?:\/\/|www\./i;

/** All marks of an entry, for the index. */
export function marksOf(entry: Entry, parts: readonly string[]): string[] {
  const { kind, channel, direction, audience, author, handle, language } = entry;
  const found = [
    marks.kind(kind),
    marks.channel(channel),
    marks.direction(direction),
    marks.audience(audience),
    marks.author(author.kind),
    marks.customer(entry.customerId),
    marks.matter(entry.caseId),
  ];
  if (handle !== null) found.push(marks.handle(handle));
  if (language !== null) found.push(marks.language(language.split('-')[0]!));
  if (entry.attachments.length > 0) found.push(marks.has('attachment'));
  if (LINK.test(entry.text)) found.push(marks.has('link'));
  if (kind === 'call' && entry.call.turns.length > 0) found.push(marks.has('transcript'));
  if (kind === 'survey') found.push(marks.score(entry.survey.measure, entry.survey.score));
  if (entry.editedAt !== null) found.push(marks.changed('edited'));
  if (entry.deletedAt !== null) found.push(marks.changed('deleted'));
  for (const agent of agentsIn(entry)) found.push(marks.agent(agent));
  found.push(...fromMarks(`${author.name} ${author.address ?? ''}`));
  for (const part of parts) for (const { key } of numbersIn(part)) found.push(marks.number(key));
  return found;
}
