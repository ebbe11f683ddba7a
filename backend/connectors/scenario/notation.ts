// The stories' own shorthand: a conversation is a `##` line, then one line for each entry, by day and hour.
//
//   ## x dm @LarkwingCare | Charged twice        channel, `dm` where a post would be public, handle, subject of the case
//   -5 19:42 < text {likes 4, views 900}         the customer; the day may be left out when it is the one above
//   19:58 > P: text                              Priya answers
//   20:30 * T: text      20:31 ! escalated P | detail      20:40 ? csat 4/5 text
//   20:50 ~ new words    20:51 x                 the customer edits or deletes their newest entry
//   21:00 ( in T q=0:40 t=11:32 h=3:18 | wrap-up          a call; its turns follow as `c: words` and `a: words`
//   -25m < text                                  minutes before now
//
// Lines that begin otherwise go on with the entry above. In an email `> ` is quoted and `-- ` begins the signature.
import { Fault } from '../../../shared/lib/fault.ts';
import { type Channel, channelSchema } from '../../../shared/domain/primitives.ts';

export type Mark = '<' | '>' | '*' | '!' | '?' | '~' | 'x' | '(';
export type When = { readonly day: number; readonly clock: string } | { readonly minutesAgo: number };
export type Talk = {
  readonly channel: Channel;
  readonly direct: boolean;
  readonly handle: string | null;
  readonly subject: string;
  /** Place among the person's conversations, from 0; the same `##` line again goes on with the earlier one. */
  readonly place: number;
};
export type Line = {
  readonly talk: Talk;
  readonly when: When;
  readonly mark: Mark;
  /** What stands in the entry's own line, flags taken off. */
  readonly head: string;
  readonly body: readonly string[];
  readonly flags: ReadonlyMap<string, string>;
};

const TALK = /^## (\w+)( dm)?(?: (@\w+))?(?: \| (.*))?$/;
const ENTRY = /^(?:-(\d+)m|(?:-(\d+) )?(\d\d:\d\d)) ([<>*!?~x(])(?: (.*))?$/;
const FLAGS = /\s*\{([^{}]*)\}$/;

type Draft = { talk: Talk; when: When; mark: Mark; head: string; body: string[] };

/** Reads one person's story. Throws `Fault` bad-input with the line that does not fit. */
export function parseStory(story: string): Line[] {
  const drafts: Draft[] = [];
  let talk: Talk | null = null;
  const places = new Map<string, number>();
  let day = 0;
  for (const raw of story.split('\n')) {
    const line = raw.trimEnd();
    const opened = TALK.exec(line);
    if (opened) {
      const place = places.get(line) ?? places.size;
      places.set(line, place);
      talk = talkOf(opened, place);
      continue;
    }
    const entry = ENTRY.exec(line);
    if (entry && talk) {
      if (entry[2]) day = -Number(entry[2]);
      const when = entry[1] ? { minutesAgo: Number(entry[1]) } : { day, clock: entry[3]! };
      drafts.push({ talk, when, mark: entry[4] as Mark, head: entry[5] ?? '', body: [] });
    } else if (drafts.length > 0) drafts.at(-1)!.body.push(line);
    else if (line !== '') throw new Fault('bad-input', `a story begins with a conversation, not with: ${line}`);
  }
  return drafts.map(finished);
}

const talkOf = ([, channel, dm, handle, subject]: RegExpExecArray, place: number): Talk => ({
  channel: channelSchema.parse(channel),
  direct: dm !== undefined,
  handle: handle ?? null,
  subject: subject ?? '',
  place,
});

function finished({ head, body, ...draft }: Draft): Line {
  while (body.at(-1) === '') body.pop();
  const lines = [head, ...body];
  const found = FLAGS.exec(lines.at(-1)!);
  if (found) lines[lines.length - 1] = lines.at(-1)!.slice(0, found.index);
  if (lines.length > 1 && lines.at(-1) === '') lines.pop();
  return { ...draft, head: lines[0]!, body: lines.slice(1), flags: flagsOf(found?.[1] ?? '') };
}

/** `likes 4, file a.pdf 100` → likes: 4, file: a.pdf 100. */
function flagsOf(text: string): Map<string, string> {
  const parts = text.split(',').map(part => part.trim());
  return new Map(parts.filter(Boolean).map(part => [part.split(' ')[0]!, part.split(' ').slice(1).join(' ')]));
}
