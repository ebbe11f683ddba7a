// Files that go out with a reply: which channels take them, how much of them, and what is refused.
import * as z from 'zod';
import { attachmentDoubt } from '../attachment-doubt.ts';
import { mayRun } from '../file-name.ts';
import { idSchema, lineSchema, type Audience, type Channel } from '../primitives.ts';

/** A file that an agent has put to a reply. `type`: what its first bytes prove, else what was said. */
export const outFileSchema = z.object({
  id: idSchema,
  name: lineSchema,
  /** Bytes. */
  size: z.number().int().min(0),
  type: lineSchema,
});
export type OutFile = z.infer<typeof outFileSchema>;

/** Bytes of one part, over the bridge and over the wire. A file is never held or sent in larger pieces. */
export const FILE_PART_BYTES = 500_000;
/** Files of one reply, on any channel. */
export const MAX_OUT_FILES = 20;
/** Bytes of the largest file that any channel takes. */
export const MAX_OUT_BYTES = 18_000_000;

/** `most` files, of so many bytes `each` and `together`. */
export type FileRule = { readonly most: number; readonly each: number; readonly together: number };

/**
 * Mail: most servers refuse more than 25 MB, and a third of that is lost to base64 and headers. No other channel of ours
 * has a way for files to leave.
 */
const RULES: Partial<Record<Channel, Partial<Record<Audience, FileRule>>>> = {
  email: { private: { most: MAX_OUT_FILES, each: MAX_OUT_BYTES, together: MAX_OUT_BYTES } },
};

/** Null: nothing but words leaves there. */
export const fileRuleOf = (channel: Channel, audience: Audience): FileRule | null => RULES[channel]?.[audience] ?? null;

/** `no-files`: the channel takes none. `runs`: a program or script. `differs`: its content is not what its name says. */
export const FILE_REFUSALS = ['no-files', 'runs', 'differs', 'empty', 'too-large', 'too-much', 'too-many'] as const;
export type FileRefusal = (typeof FILE_REFUSALS)[number];

/** Before its content is known `type` is null: then the name alone is judged. */
export type JudgedFile = { readonly name: string; readonly size: number; readonly type: string | null };

function ownRefusal({ name, size, type }: JudgedFile, rule: FileRule): FileRefusal | null {
  if (mayRun(name)) return 'runs';
  if (size === 0) return 'empty';
  if (size > rule.each) return 'too-large';
  return type === null ? null : attachmentDoubt(name, type);
}

/** The first thing against these files on a channel, and the file it is about; null: they may go. */
export function whyNoFiles(
  files: readonly JudgedFile[],
  channel: Channel,
  audience: Audience,
): { readonly why: FileRefusal; readonly name: string } | null {
  if (files.length === 0) return null;
  const rule = fileRuleOf(channel, audience);
  let together = 0;
  for (const [place, file] of files.entries()) {
    together += file.size;
    const why = rule ? (ownRefusal(file, rule) ?? (place >= rule.most ? 'too-many' : null)) : 'no-files';
    if (why) return { why, name: file.name };
    if (together > rule!.together) return { why: 'too-much', name: file.name };
  }
  return null;
}

/** Bytes of the part at a place; 0: there is none. */
export const partBytes = (size: number, place: number): number =>
  Math.max(0, Math.min(FILE_PART_BYTES, size - place * FILE_PART_BYTES));
export const partsOfFile = (size: number): number => Math.ceil(size / FILE_PART_BYTES);

const PLAIN_TYPE = /^[a-z0-9][\w.+-]{0,60}\/[a-z0-9][\w.+-]{0,80}$/;
/** Types that a mail program takes for a part of the mail itself, or for a page. */
const TAKEN_APART = /^(?:multipart|message)\/|^text\/html$|^application\/xhtml/;

/** What a file may be called that proves nothing of itself: what was said, where that is harmless. */
export function saidType(said: string): string {
  const type = said.trim().toLowerCase();
  return PLAIN_TYPE.test(type) && !TAKEN_APART.test(type) ? type : 'application/octet-stream';
}
