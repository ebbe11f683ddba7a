import type { Entry } from '../entry.ts';
import { addressesMasked } from './addresses.ts';
import { ownWords } from './own-words.ts';

/** Words that somebody said. */
export type Said = { readonly by: 'customer' | 'agent'; readonly text: string };

/** Longer text is read to here only: what was asked stands near the beginning, and the cost stays bounded. */
const READ = 4_000;
/** What is quoted may fill more than that before the writer's own words begin. */
const READ_WITH_QUOTES = 20_000;
const READ_TURNS = 200;
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** A full stop after these ends no sentence. */
const ABBREVIATION = /(?:^|[\s(])(?:ext|no|nr|tel|approx|ca|e\.g|i\.e|z\.\s?B|mr|mrs|ms|dr|st|ref|str)\.\s*$/i;

/** Sentences of a text, trimmed, without empty ones; an address is never split. */
export function sentencesOf(text: string): string[] {
  const read = text.slice(0, READ);
  const sentences: string[] = [];
  let start = 0;
  for (const { segment, index } of segmenter.segment(addressesMasked(read))) {
    const end = index + segment.length;
    const open = read.slice(start, end);
    if (ABBREVIATION.test(open)) continue;
    sentences.push(open.trim());
    start = end;
  }
  return [...sentences, read.slice(start).trim()].filter(sentence => sentence !== '');
}

/** Cut at a word near `max` UTF-16 code units, never inside a surrogate pair, with an ellipsis. */
export function shorten(text: string, max: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= max) return flat;
  const cut = flat.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '');
  const space = cut.lastIndexOf(' ');
  return `${space > max / 2 ? cut.slice(0, space) : cut}…`;
}

/** What the author of an entry wrote, without what the text quotes. */
export const writtenIn = (entry: Entry): string => ownWords(entry.text.slice(0, READ_WITH_QUOTES)).slice(0, READ);

/** What customer and agents said in one entry, text by text; an entry of our own systems or an automatic mail says nothing. */
export function spokenIn(entry: Entry): Said[] {
  if (entry.deletedAt !== null) return [];
  if (entry.kind === 'email' && entry.email.automatic) return [];
  if (entry.kind === 'call') {
    return entry.call.turns
      .slice(-READ_TURNS)
      .flatMap(({ speaker, text }) => (speaker === 'other' ? [] : [{ by: speaker, text: text.slice(0, READ) }]));
  }
  if (entry.direction === 'internal' || entry.author.kind === 'system') return [];
  return [{ by: entry.direction === 'in' ? 'customer' : 'agent', text: writtenIn(entry) }];
}

/** The same, sentence by sentence. */
export const sentencesSaid = (spoken: readonly Said[]): Said[] =>
  spoken.flatMap(({ by, text }) => sentencesOf(text).map(sentence => ({ by, text: sentence })));

/** Words of ours that their network refused: the customer never had them. */
export const isUndelivered = ({ direction, delivery }: Entry): boolean =>
  direction === 'out' && delivery?.state === 'failed';

/** True for anything one person said to the other; false for notes, events, surveys, automatic mail, a call not yet spoken in. */
export const isContact = (entry: Entry): boolean =>
  entry.direction !== 'internal' &&
  entry.kind !== 'survey' &&
  entry.deletedAt === null &&
  entry.author.kind !== 'system' &&
  !(entry.kind === 'email' && entry.email.automatic) &&
  !(entry.kind === 'call' && (entry.call.state === 'waiting' || entry.call.state === 'live'));
