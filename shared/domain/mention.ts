// A colleague named in a note. The note itself stays where it is: in the customer's history, among ourselves.
import * as z from 'zod';
import { idSchema, lineSchema, timeSchema, versionSchema } from './primitives.ts';

/** Colleagues named in one note. */
export const MAX_MENTIONS = 20;

export const mentionSchema = z.object({
  id: idSchema,
  version: versionSchema,
  /** Who was named. */
  agentId: idSchema,
  fromId: idSchema,
  fromName: lineSchema,
  customerId: idSchema,
  customerName: lineSchema,
  /** The note. */
  entryId: idSchema,
  /** Its beginning. */
  words: z.string().max(300),
  /**
   * What it is. `taken`: a lead has moved work out of this agent's hands. `untaken`: a colleague did not take what this
   * agent had transferred to them. `unanswered`: nobody whom this agent's question was asked of has come. Then `entryId` is the event that says so. `undelivered`: a network refused this agent's own
   * words; `entryId` are the words, and `words` is why. `not-reposted`: it refused the repost of the post `entryId`. Left out: a note.
   */
  about: z.enum(['note', 'taken', 'untaken', 'unanswered', 'undelivered', 'not-reposted']).optional(),
  at: timeSchema,
  /** Null: not yet opened. */
  seenAt: timeSchema.nullable(),
});
export type Mention = z.infer<typeof mentionSchema>;

type Named = { readonly agentId: string; readonly name: string };

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Whom a text names as `@Name`, whole names only: of two that begin alike the longer one. */
export function mentionsIn(text: string, colleagues: readonly Named[]): string[] {
  const found = new Set<string>();
  let rest = text.normalize('NFC');
  for (const { agentId, name } of colleagues.toSorted((a, b) => b.name.length - a.name.length)) {
    const named = new RegExp(`(^|[^\\p{L}\\p{N}])@${escaped(name.normalize('NFC'))}(?![\\p{L}\\p{N}])`, 'giu');
    const without = rest.replace(named, '$1');
    if (without !== rest) found.add(agentId);
    rest = without;
  }
  return [...found];
}

/** What is being written of a name right before the caret; null: no name is. */
export function namingAt(text: string, caret: number): { readonly from: number; readonly query: string } | null {
  const found = /(?:^|[^\p{L}\p{N}])@([\p{L}][\p{L}\p{M}' .-]{0,40}|)$/u.exec(text.slice(0, caret));
  if (!found) return null;
  const query = found[1] ?? '';
  return { from: caret - query.length - 1, query };
}
