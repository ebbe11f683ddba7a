// What filters ask of an entry, as words of the index that no text can hold.
import type { Entry } from '../../../shared/domain/entry.ts';
import type { AuthorKind, HasValue } from '../../../shared/domain/search/filters.ts';
import { numbersIn } from '../../../shared/domain/search/numbers.ts';
import { foldedText } from '../../../shared/domain/search/folded.ts';
import { wordsIn } from '../../../shared/domain/search/words.ts';

/** Of the private use area: the words of a text never begin with it (see `wordsIn`), and the tokenizer takes it for a letter. */
const MARK = '\uE000';
const OTHER = '\uE001';
/** Scores above are one mark: nobody measures so high. */
export const HIGHEST_SCORE = 100;

const ofId = (id: string): string => id.replaceAll(/[^a-z0-9]/giu, OTHER);
export const joined = (text: string): string =>
  foldedText(text)
    .replaceAll(/[^\p{L}\p{N}\p{M}]/gu, '')
    .slice(0, 60);

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

const LINK = /https?:\/\/|www\./iu;

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
  for (const word of wordsIn(`${author.name} ${author.address ?? ''}`)) found.push(marks.from(word.folded));
  for (const part of parts) for (const { key } of numbersIn(part)) found.push(marks.number(key));
  return found;
}
