// Files that go out with the reply in a case of a customer: what the core has of them, what is being taken up, and what was not taken.
import { create } from 'zustand';
import type { Audience, Channel } from '../../shared/domain/primitives.ts';
import {
  FILE_PART_BYTES,
  fileRuleOf,
  type OutFile,
  partsOfFile,
  whyNoFiles,
} from '../../shared/domain/writing/files.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { bridge } from '../bridge/bridge.ts';
import { fileWords, type FileTrouble } from '../text/files.ts';
import { type About, nameOf } from './drafts.ts';
import { attempt } from './failures.ts';
import { sameById } from './same.ts';

export type Place = { readonly channel: Channel; readonly audience: Audience };
export type OutFiles = {
  readonly files: readonly OutFile[];
  readonly coming: readonly { readonly key: number; readonly name: string; readonly size: number }[];
  /** Sentences about what was not taken, the last time some were chosen. */
  readonly troubles: readonly string[];
};
const NOTHING: OutFiles = { files: [], coming: [], troubles: [] };

type All = { readonly byDraft: Readonly<Record<string, OutFiles>> };
export const useOutFiles = create<All>()(() => ({ byDraft: {} }));
const keyOf = (about: About): string => nameOf(about, 'reply');
export const outFilesOf =
  (about: About) =>
  ({ byDraft }: All): OutFiles =>
    byDraft[keyOf(about)] ?? NOTHING;

const put = (about: About, change: (now: OutFiles) => Partial<OutFiles>): void =>
  useOutFiles.setState(all => {
    const now = outFilesOf(about)(all);
    return { byDraft: { ...all.byDraft, [keyOf(about)]: { ...now, ...change(now) } } };
  });

/** Asks the core what it keeps. */
export async function loadOutFiles(about: About): Promise<void> {
  const now = await bridge.call('file.list', about);
  const { files } = outFilesOf(about)(useOutFiles.getState());
  const kept = sameById(files, now, ({ id }) => id);
  if (kept !== files) put(about, () => ({ files: kept }));
}

/** What was not taken has been read. */
export function forgetTroubles(about: About): void {
  if (outFilesOf(about)(useOutFiles.getState()).troubles.length > 0) put(about, () => ({ troubles: [] }));
}

/** What a reply took along is not the draft's any more. */
export function clearOutFiles(about: About, gone: readonly string[]): void {
  put(about, ({ files }) => ({ files: files.filter(({ id }) => !gone.includes(id)), troubles: [] }));
}

const base64Of = (part: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')));
    reader.addEventListener('error', () => reject(new Unread()));
    reader.readAsDataURL(part);
  });
class Unread extends Error {}

/** Hands one over, part by part; null: the core has it on disk. */
async function handOver(about: About, file: File): Promise<FileTrouble | null> {
  const { name, type, size } = file;
  const begun = await bridge.call('file.begin', { ...about, name, type, size });
  if ('refused' in begun) return begun.refused;
  const { fileId } = begun;
  for (let place = 0; place < partsOfFile(size); place++) {
    const part = file.slice(place * FILE_PART_BYTES, (place + 1) * FILE_PART_BYTES);
    await bridge.call('file.part', { fileId, place, content: await base64Of(part) });
  }
  const ended = await bridge.call('file.end', { fileId });
  return 'refused' in ended ? ended.refused : null;
}

const troubleOf = (error: unknown): FileTrouble =>
  error instanceof Unread ? 'unread' : { fault: Fault.from(error).code };

let keys = 0;
async function takeOne(about: About, file: File, place: Place): Promise<void> {
  const { name, size } = file;
  const { files } = outFilesOf(about)(useOutFiles.getState());
  const said = (why: FileTrouble): void => {
    const words = fileWords.trouble(why, { name, ...place, rule: fileRuleOf(place.channel, place.audience) });
    put(about, ({ troubles }) => ({ troubles: [...new Set([...troubles, words])] }));
  };
  const wrong = whyNoFiles([...files, { name, size, type: null }], place.channel, place.audience);
  if (wrong) return said(wrong.why);
  const key = ++keys;
  put(about, ({ coming }) => ({ coming: [...coming, { key, name, size }] }));
  try {
    const why = await handOver(about, file).catch(troubleOf);
    if (why !== null) return said(why);
    await loadOutFiles(about);
  } finally {
    put(about, ({ coming }) => ({ coming: coming.filter(one => one.key !== key) }));
  }
}

/** One after the other, so that each is judged beside those before it. */
let last: Promise<void> = Promise.resolve();
export function attachFiles(about: About, chosen: readonly File[], place: Place): Promise<void> {
  put(about, () => ({ troubles: [] }));
  last = last.then(async () => {
    await attempt(fileWords.failed, async () => {
      for (const file of chosen) await takeOne(about, file, place);
    });
  });
  return last;
}

export async function removeOutFile(about: About, fileId: string): Promise<void> {
  put(about, () => ({ troubles: [] }));
  await attempt(fileWords.failed, async () => {
    await bridge.call('file.remove', { fileId });
    await loadOutFiles(about);
  });
}
