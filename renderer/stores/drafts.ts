// What is being written to each customer, by case: a reply and a note, apart, so that neither can become the other.
// The core keeps them too, so that a crash costs the last second at most.
import { useMemo } from 'react';
import { create } from 'zustand';
import type { CaseDrafts, Draft } from '../../shared/contract/bridge.ts';
import type { TakenDraft } from '../../shared/contract/bridge/draft.ts';
import { joinedWords } from '../../shared/domain/writing/joined-words.ts';
import { bridge } from '../bridge/bridge.ts';
import { failureWords } from '../text/shell.ts';
import { attempt } from './failures.ts';
import { dropKeeping, keep, keepSoon, writeDown } from './keep-writing.ts';

export type Mode = Draft['mode'];
/** `savedAt`: when it was last changed, on this page or before. `target` null: the one that the conversation suggests. `subject`, `mail` null: as the thread has them. */
export type Written = Omit<Draft, 'mode'> & { readonly isKept: boolean };
type Change = Partial<Omit<Written, 'isKept' | 'savedAt'>>;
export type Writings = { readonly mode: Mode } & Readonly<Record<Mode, Written>>;
/** Whose words, and in which matter; null: in none that is known. */
export type About = { readonly customerId: string; readonly caseId: string | null };

type OfCustomer = {
  readonly isLoaded: boolean;
  /** The case that is written about now; see written-case.ts. */
  readonly at: string | null;
  /** The one last written in. */
  readonly last: string | null;
  readonly byCase: Readonly<Record<string, Writings>>;
};
type Drafts = { readonly byCustomer: Readonly<Record<string, OfCustomer>> };

const MODES = ['reply', 'note'] as const;
export const EMPTY: Written = {
  text: '',
  target: null,
  subject: null,
  mail: null,
  thread: null,
  savedAt: 0,
  isKept: true,
};
const NOTHING: Writings = { mode: 'reply', reply: EMPTY, note: EMPTY };
const NOBODY: OfCustomer = { isLoaded: false, at: null, last: null, byCase: {} };

export const useDrafts = create<Drafts>()(() => ({ byCustomer: {} }));
const placeOf = (caseId: string | null): string => caseId ?? '';
const ofCustomer =
  (customerId: string) =>
  ({ byCustomer }: Drafts): OfCustomer =>
    byCustomer[customerId] ?? NOBODY;

/** In the matter that is written about now. */
export const writingsOf =
  (customerId: string) =>
  (drafts: Drafts): Writings => {
    const { at, byCase } = ofCustomer(customerId)(drafts);
    return byCase[placeOf(at)] ?? NOTHING;
  };
export const writingsIn =
  ({ customerId, caseId }: About) =>
  (drafts: Drafts): Writings =>
    ofCustomer(customerId)(drafts).byCase[placeOf(caseId)] ?? NOTHING;
/** Before that nothing may be written: it would stand in the way of what was kept. */
export const isLoaded =
  (customerId: string) =>
  (drafts: Drafts): boolean =>
    ofCustomer(customerId)(drafts).isLoaded;

/** Neither words nor anything else of a mail or thread; a target alone is no word. */
const isBlank = ({ text, subject, mail, thread }: Written): boolean =>
  text === '' && subject === null && mail === null && thread === null;
export const hasWords = ({ reply, note }: Writings): boolean => !isBlank(reply) || !isBlank(note);

/** The cases in which something is written, the one last written in first. */
function casesIn({ byCase, last }: OfCustomer): readonly (string | null)[] {
  const cases = Object.keys(byCase)
    .filter(place => hasWords(byCase[place]!))
    .map(place => place || null);
  return cases.toSorted((a, b) => Number(b === last) - Number(a === last));
}
export const hasDrafts = (customerId: string): boolean => writtenCases(customerId).length > 0;
export const writtenCases = (customerId: string): readonly (string | null)[] =>
  casesIn(ofCustomer(customerId)(useDrafts.getState()));
export function useWrittenCases(customerId: string): readonly (string | null)[] {
  const of = useDrafts(ofCustomer(customerId));
  return useMemo(() => casesIn(of), [of]);
}

/** What is written about now. */
export const aboutNow = (customerId: string): About => ({
  customerId,
  caseId: ofCustomer(customerId)(useDrafts.getState()).at,
});
export function useAbout(customerId: string): About {
  const caseId = useDrafts(drafts => ofCustomer(customerId)(drafts).at);
  return useMemo(() => ({ customerId, caseId }), [customerId, caseId]);
}
/** Whose words these are, by a name: of a field, of what is waiting to be kept. */
export const nameOf = ({ customerId, caseId }: About, mode: Mode): string => `${mode} ${placeOf(caseId)} ${customerId}`;

function putCustomer(customerId: string, change: (of: OfCustomer) => Partial<OfCustomer>): void {
  useDrafts.setState(drafts => {
    const before = ofCustomer(customerId)(drafts);
    return { byCustomer: { ...drafts.byCustomer, [customerId]: { ...before, ...change(before) } } };
  });
}
function put({ customerId, caseId }: About, change: (writings: Writings) => Writings): void {
  putCustomer(customerId, ({ byCase }) => ({
    byCase: { ...byCase, [placeOf(caseId)]: change(byCase[placeOf(caseId)] ?? NOTHING) },
  }));
}
const putWritten = (about: About, mode: Mode, change: Partial<Written>): void =>
  put(about, writings => ({ ...writings, [mode]: { ...writings[mode], ...change } }));

/** The words that stand in the composer are from now on those of this case. */
export const turnTo = ({ customerId, caseId }: About): void => putCustomer(customerId, () => ({ at: caseId }));

function writtenOf(draft: Draft | null): Written {
  if (!draft) return EMPTY;
  const { mode: _mode, ...written } = draft;
  return { ...written, isKept: true };
}

function taken(kept: readonly CaseDrafts[]): Pick<OfCustomer, 'last' | 'byCase'> {
  const savedAt = ({ reply, note }: CaseDrafts): number => Math.max(reply?.savedAt ?? 0, note?.savedAt ?? 0);
  const last = kept.toSorted((a, b) => savedAt(b) - savedAt(a))[0];
  const writings = kept.map(({ caseId, mode, reply, note }) => [
    placeOf(caseId),
    { mode, reply: writtenOf(reply), note: writtenOf(note) },
  ]);
  return { last: last?.caseId ?? null, byCase: Object.fromEntries(writings) };
}

/** Reads what the core kept, once. Where it cannot be read that is said, and writing begins afresh. */
export async function loadDrafts(customerId: string): Promise<void> {
  if (isLoaded(customerId)(useDrafts.getState())) return;
  await attempt(failureWords.draftRead, async () => {
    const kept = await bridge.call('draft.read', { customerId });
    if (isLoaded(customerId)(useDrafts.getState())) return;
    putCustomer(customerId, () => ({ isLoaded: true, ...taken(kept) }));
  });
  putCustomer(customerId, () => ({ isLoaded: true }));
}

/** Shows the other draft, at once where both are here; which one was last shown is remembered. */
export function setMode(customerId: string, mode: Mode): void {
  const drafts = useDrafts.getState();
  if (!isLoaded(customerId)(drafts)) return void loadDrafts(customerId).then(() => setMode(customerId, mode));
  const about = aboutNow(customerId);
  if (writingsIn(about)(drafts).mode === mode) return;
  put(about, writings => ({ ...writings, mode }));
  void attempt(failureWords.draft, () => bridge.call('draft.mode', { ...about, mode }));
}

/** What the agent changes where they write now; written down soon, and by `saveDraft` at once. */
export const write = (customerId: string, mode: Mode, change: Change): void =>
  writeIn(aboutNow(customerId), mode, change);

export function writeIn(about: About, mode: Mode, change: Change): void {
  putWritten(about, mode, { ...change, savedAt: Date.now(), isKept: false });
  putCustomer(about.customerId, () => ({ last: about.caseId }));
  keepSoon(nameOf(about, mode), () => void keepDraft(about, mode));
}

async function writeDraft(about: About, mode: Mode): Promise<void> {
  const now = (): Written => writingsIn(about)(useDrafts.getState())[mode];
  const written = now();
  if (written.isKept) return;
  const { isKept: _isKept, savedAt: _savedAt, ...draft } = written;
  await bridge.call('draft.write', { ...about, mode, ...draft });
  if (now() === written) putWritten(about, mode, { isKept: true });
}

/** Answers once the core has written down what stands there now. */
export const saveDraft = (about: About, mode: Mode): Promise<void> =>
  writeDown(nameOf(about, mode), () => writeDraft(about, mode));

/** The same, where nobody waits for the answer; a failure is said. */
export const keepDraft = (about: About, mode: Mode): Promise<boolean> =>
  keep(nameOf(about, mode), () => writeDraft(about, mode));

/** All that is being written to a customer, whatever it is about. */
export async function keepDrafts(customerId: string): Promise<void> {
  const { byCase } = ofCustomer(customerId)(useDrafts.getState());
  const all = Object.keys(byCase).map(place => ({ customerId, caseId: place || null }));
  await Promise.all(all.flatMap(about => MODES.map(mode => keepDraft(about, mode))));
}

/** The words have become a command; the core has removed its own copy in the same breath. */
export function clearDraft(about: About, mode: Mode): void {
  dropKeeping(nameOf(about, mode));
  putWritten(about, mode, EMPTY);
}

/** A command that was taken back: its words stand above what has been written there since, and go where they went. */
export function takeUp({ draft, ...about }: TakenDraft): void {
  const { mode } = draft;
  const here = writingsIn(about)(useDrafts.getState())[mode];
  writeIn(about, mode, joinedWords(writtenOf(draft), here));
}

/** The customer was erased: what was being written to them goes, also from memory. */
export function forgetDrafts(customerId: string): void {
  const { byCase } = ofCustomer(customerId)(useDrafts.getState());
  for (const place of Object.keys(byCase))
    for (const mode of MODES) dropKeeping(nameOf({ customerId, caseId: place || null }, mode));
  putCustomer(customerId, () => ({ isLoaded: true, byCase: {}, last: null }));
}
