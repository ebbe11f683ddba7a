// The guard of public words: what would become public by a reply, and where it was said in private.
import * as z from 'zod';
import type { Customer } from '../customer.ts';
import type { Entry } from '../entry.ts';
import { type Channel, channelSchema, idSchema, timeSchema } from '../primitives.ts';
import { LEAK_KINDS, type LeakKind, traitsIn, wordsIn, withoutLinks } from './traits.ts';

export const leakSchema = z.object({
  kind: z.enum(LEAK_KINDS),
  /** As it stands in the reply. */
  shown: z.string().max(500),
  /** The newest private entry that has it; null: it is in the customer's record only. */
  entryId: idSchema.nullable(),
  at: timeSchema.nullable(),
  channel: channelSchema.nullable(),
});
export type Leak = z.infer<typeof leakSchema>;

/** Entries looked at, the newest: the same number on the desk and in the backend, so that they agree. */
export const GUARDED_ENTRIES = 500;
/** So many words in a row are no chance, but somebody's own sentence. */
const RUN = 6;
const RUN_CHARACTERS = 24;
const PUBLIC_CHANNELS: readonly Channel[] = ['x', 'facebook', 'instagram', 'mastodon', 'review'];

type Source = {
  readonly entry: Entry | null;
  readonly isPublic: boolean;
  readonly texts: readonly string[];
  readonly names: readonly string[];
  /** Sentences here are the customer's or a colleague's own, not what we say to everybody. */
  readonly hasOwnWords: boolean;
};

type Context = { readonly customer: Customer | null; readonly entries: readonly Entry[] };

/**
 * Addresses, numbers, references, names and sentences of `text` that this customer's private entries or record hold and
 * no public entry does. Empty: nothing becomes public by it. `entries` in any order; `text` as it would leave.
 */
export function privateLeaks(text: string, { customer, entries }: Context): Leak[] {
  const newest = entries.toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)).slice(0, GUARDED_ENTRIES);
  const sources = [...newest.map(sourceOf), ...(customer ? recordSources(customer) : [])];
  return [...leakedTraits(text, sources), ...leakedNames(text, sources), ...leakedWords(text, sources)];
}

function sourceOf(entry: Entry): Source {
  const isPublic = entry.audience === 'public';
  return {
    entry,
    isPublic,
    texts: textsOf(entry),
    names: entry.author.kind === 'customer' ? [entry.author.name, entry.author.address ?? ''] : [],
    hasOwnWords: entry.kind === 'note' || entry.kind === 'call' || entry.direction === 'in',
  };
}

function textsOf(entry: Entry): string[] {
  const texts = [entry.text, entry.author.address ?? ''];
  if (entry.kind === 'email') {
    const { subject, from, quoted, signature } = entry.email;
    texts.push(subject, from, quoted ?? '', signature ?? '');
  }
  if (entry.kind === 'call') {
    const { number, wrapUp, turns } = entry.call;
    texts.push(number ?? '', wrapUp ?? '', ...turns.map(turn => turn.text));
  }
  // Whoever reads it in public could ring with it.
  if (entry.kind === 'event' && entry.event.name === 'code.given') texts.push(entry.event.detail ?? '');
  return texts;
}

function recordSources({ name, known, identities }: Customer): Source[] {
  const source = (isPublic: boolean, texts: string[], names: string[]): Source => ({
    entry: null,
    isPublic,
    texts,
    names,
    hasOwnWords: false,
  });
  const addresses = (isPublic: boolean): string[] =>
    identities.filter(one => PUBLIC_CHANNELS.includes(one.channel) === isPublic).map(one => one.display);
  return [source(true, addresses(true), addresses(true)), source(false, addresses(false), known ? [name] : [])];
}

const leak = (kind: LeakKind, shown: string, { entry }: Source): Leak => ({
  kind,
  shown: shown.slice(0, 500),
  entryId: entry?.id ?? null,
  at: entry?.at ?? null,
  channel: entry?.channel ?? null,
});

/** Where each key was first met among private sources, without those that a public one has. */
function privateOnly(sources: readonly Source[], keysOf: (source: Source) => Iterable<string>): Map<string, Source> {
  const open = new Set<string>();
  const found = new Map<string, Source>();
  for (const source of sources.filter(one => one.isPublic)) for (const key of keysOf(source)) open.add(key);
  for (const source of sources.filter(one => !one.isPublic))
    for (const key of keysOf(source)) if (!open.has(key) && !found.has(key)) found.set(key, source);
  return found;
}

function leakedTraits(text: string, sources: readonly Source[]): Leak[] {
  const traits = traitsIn(text);
  if (traits.length === 0) return [];
  const found = privateOnly(sources, ({ texts }) => texts.flatMap(one => traitsIn(one).flatMap(trait => trait.keys)));
  const leaks = new Map<string, Leak>();
  for (const { kind, keys, shown } of traits) {
    const source = keys.map(key => found.get(key)).find(one => one !== undefined);
    if (source && !leaks.has(shown)) leaks.set(shown, leak(kind, shown, source));
  }
  return [...leaks.values()];
}

const nameWords = (names: readonly string[]): string[] =>
  names.flatMap(wordsIn).flatMap(({ folded }) => (folded.length >= 3 && !/\d/u.test(folded) ? [folded] : []));

/** A word of a name, written as one, that stands in no public name or post of theirs. */
function leakedNames(text: string, sources: readonly Source[]): Leak[] {
  const found = privateOnly(sources, ({ isPublic, names, texts }) => [
    ...nameWords(names.filter(name => !name.includes('@') || isPublic)),
    ...(isPublic ? nameWords(texts) : []),
  ]);
  const leaks = new Map<string, Leak>();
  for (const { folded, from, to } of wordsIn(text)) {
    const shown = text.slice(from, to);
    const source = found.get(folded);
    if (source && shown !== folded && !leaks.has(folded)) leaks.set(folded, leak('name', shown, source));
  }
  return [...leaks.values()];
}

function* runsOf(text: string): Iterable<string> {
  const words = wordsIn(text);
  for (let first = 0; first + RUN <= words.length; first += 1) {
    const run = words
      .slice(first, first + RUN)
      .map(({ folded }) => folded)
      .join(' ');
    if (run.length >= RUN_CHARACTERS) yield run;
  }
}

/** Sentences taken over word by word; runs that overlap are told as one. */
function leakedWords(text: string, sources: readonly Source[]): Leak[] {
  const words = wordsIn(withoutLinks(text));
  if (words.length < RUN) return [];
  const found = privateOnly(sources, ({ isPublic, hasOwnWords, texts }) =>
    isPublic || hasOwnWords ? texts.flatMap(one => [...runsOf(one)]) : [],
  );
  const spans: { from: number; to: number; last: number; source: Source }[] = [];
  for (let first = 0; first + RUN <= words.length; first += 1) {
    const run = words.slice(first, first + RUN);
    const source = found.get(run.map(({ folded }) => folded).join(' '));
    const before = spans.at(-1);
    if (!source) continue;
    if (before && before.last >= first) Object.assign(before, { to: run.at(-1)!.to, last: first + RUN - 1 });
    else spans.push({ from: run[0]!.from, to: run.at(-1)!.to, last: first + RUN - 1, source });
  }
  return spans.map(({ from, to, source }) => leak('words', text.slice(from, to), source));
}
