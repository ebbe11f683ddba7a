// Which parts of which entries are unfolded. Kept outside the rows, because a row that scrolls away is taken down.
import { create } from 'zustand';
import type { Entry } from '../../shared/domain/entry.ts';
import { foldText } from './fold-text.ts';
import type { Group } from '../../shared/domain/search/groups.ts';
import { holdsHit } from './marks.ts';

export type FoldPart = 'text' | 'quoted' | 'signature' | 'turns' | 'html' | 'recipients';
type Folds = { readonly open: Readonly<Record<string, true>> };

const keyOf = (entryId: string, part: FoldPart): string => `${entryId} ${part}`;
export const useFolds = create<Folds>()(() => ({ open: {} }));
export const isOpen = (entryId: string, part: FoldPart) => (state: Folds) => state.open[keyOf(entryId, part)] === true;

export function setFold(entryId: string, part: FoldPart, open: boolean): void {
  useFolds.setState(state => {
    const { [keyOf(entryId, part)]: _closed, ...rest } = state.open;
    return { open: open ? { ...rest, [keyOf(entryId, part)]: true } : rest };
  });
}

/** Turns shown of a call that is folded. */
export const TURNS_SHOWN = 2;

/** The parts an entry can be opened at. HTML is left out: it is shown on demand only. */
export function partsOf(entry: Entry): readonly FoldPart[] {
  const parts: FoldPart[] = [];
  if (entry.deletedAt !== null || foldText(entry.text).moreLines > 0) parts.push('text');
  if (entry.kind === 'email' && entry.email.quoted) parts.push('quoted');
  if (entry.kind === 'email' && entry.email.signature) parts.push('signature');
  if (entry.kind === 'call' && entry.call.turns.length > TURNS_SHOWN) parts.push('turns');
  return parts;
}

/** Opens all parts of an entry, or folds them if one is open. */
export function toggleFolds(entry: Entry): void {
  const parts = partsOf(entry);
  const anyOpen = parts.some(part => isOpen(entry.id, part)(useFolds.getState()));
  for (const part of parts) setFold(entry.id, part, !anyOpen);
}

/** What stands behind a fold and is not seen while it is closed. */
function foldedWords(entry: Entry, part: FoldPart): string {
  if (part === 'text')
    return entry.deletedAt === null ? entry.text.slice(foldText(entry.text).shown.length) : entry.text;
  if (entry.kind === 'email' && (part === 'quoted' || part === 'signature')) return entry.email[part] ?? '';
  return entry.kind === 'call' && part === 'turns' ? entry.call.turns.map(turn => turn.text).join('\n') : '';
}

/** Opens the parts of an entry in which searched words stand: a hit that is folded away cannot be seen. */
export function openMarked(entry: Entry, marks: readonly Group[]): void {
  if (marks.length === 0) return;
  for (const part of partsOf(entry)) {
    if (holdsHit(foldedWords(entry, part), marks)) setFold(entry.id, part, true);
  }
}
