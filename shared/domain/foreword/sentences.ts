import type { Entry } from '../entry.ts';

/** Words that somebody said. */
export type Said = { readonly by: 'customer' | 'agent'; readonly text: string };

/** Longer text is read to here only: what was asked stands near the beginning, and the cost stays bounded. */
const READ = 4_000;
const READ_TURNS = 200;
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/** A full stop after these ends no sentence. */
const ABBREVIATION = /(?:^|[\s(])(?:ext|no|nr|tel|approx|ca|e\.g|i\.e|z\.\s?B|mr|mrs|ms|dr|st|ref|str)\.\s*$/i;

/** Sentences of a text, trimmed, without empty ones. */
export function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let open = '';
  for (const { segment } of segmenter.segment(text.slice(0, READ))) {
    open += segment;
    if (ABBREVIATION.test(open)) continue;
    sentences.push(open.trim());
    open = '';
  }
  return [...sentences, open.trim()].filter(sentence => sentence !== '');
}

/** Cut at a word near `max` UTF-16 code units, never inside a surrogate pair, with an ellipsis. */
export function shorten(text: string, max: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  if (flat.length <= max) return flat;
  const cut = flat.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/, '');
  const space = cut.lastIndexOf(' ');
  return `${space > max / 2 ? cut.slice(0, space) : cut}…`;
}

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
  return [{ by: entry.direction === 'in' ? 'customer' : 'agent', text: entry.text.slice(0, READ) }];
}

/** The same, sentence by sentence. */
export const saidIn = (entry: Entry): Said[] =>
  spokenIn(entry).flatMap(({ by, text }) => sentencesOf(text).map(sentence => ({ by, text: sentence })));

/** True for anything one person said to the other; false for notes, events, surveys, automatic mail, a call not yet spoken in. */
export const isContact = (entry: Entry): boolean =>
  entry.direction !== 'internal' &&
  entry.kind !== 'survey' &&
  entry.deletedAt === null &&
  entry.author.kind !== 'system' &&
  !(entry.kind === 'email' && entry.email.automatic) &&
  !(entry.kind === 'call' && (entry.call.state === 'waiting' || entry.call.state === 'live'));
