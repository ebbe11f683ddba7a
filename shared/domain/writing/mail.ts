// What a mail carries beside its words.
import { addressParser } from 'postal-mime';
import * as z from 'zod';
import type { Entry } from '../entry.ts';
import { lineSchema } from '../primitives.ts';

export const MAX_RECIPIENTS = 50;

/** Recipients as `Name <address>` or `address`. `quote`: the mail that is answered goes along below. */
export const mailWordsSchema = z.object({
  to: z.array(lineSchema).max(MAX_RECIPIENTS),
  cc: z.array(lineSchema).max(MAX_RECIPIENTS),
  quote: z.boolean(),
});
export type MailWords = z.infer<typeof mailWordsSchema>;

/** `Re:`, `AW:`, `Fwd:` and their like in other languages, as often as they stand there, also counted: `Re[2]:`. */
const ANSWERED = /^(?:(?:re|fwd?|aw|wg|sv|vs|antw|tr|rif|res|odp)\s*(?:[[(]\d{1,3}[\])]\s*)?[:：]\s*)+/iu;

/** What a mail is about, without what was put before it on the way. */
export const bareSubject = (subject: string): string => subject.trim().replace(ANSWERED, '').trim();

/** The subject of an answer to it. Empty: there was none. */
export function answeringSubject(subject: string): string {
  const bare = bareSubject(subject);
  return (bare === '' ? subject.trim() : `Re: ${bare}`).slice(0, 1_000);
}

/** One `@`, a name before it and a domain with a dot behind it: what no mail server would take is found here. */
const ADDRESS = /^[^\s@<>()[\],;:"\\]{1,64}@(?=.{3,255}$)[^\s@<>()[\],;:"\\.]+(\.[^\s@<>()[\],;:"\\.]+)+$/u;

/** What parts recipients, or means something else in a name, as it comes from many address books: `Reeve, Bob`. */
const PARTING = /[,;:<>()@"\\[\]]/u;
const nameIn = (name: string): string => (PARTING.test(name) ? `"${name.replace(/["\\]/gu, '')}"` : name);

const line = (name: string, address: string): string => (name === '' ? address : `${nameIn(name)} <${address}>`);

/** What was typed or pasted, as recipients: `good` in their written form, `bad` what is no address. */
export function recipientsIn(typed: string): { readonly good: readonly string[]; readonly bad: readonly string[] } {
  const good: string[] = [];
  const bad: string[] = [];
  for (const { name, address } of addressParser(typed.replace(/[\n;]/gu, ','), { flatten: true })) {
    if (address && ADDRESS.test(address)) good.push(line(name, address));
    else if (name || address) bad.push(address || name);
  }
  return { good, bad };
}

export function isRecipient(written: string): boolean {
  const { good, bad } = recipientsIn(written);
  return good.length === 1 && bad.length === 0;
}

/** The address alone, in lower case: what two recipients are the same by. */
export const addressOf = (written: string): string =>
  (addressParser(written, { flatten: true })[0]?.address ?? written).toLowerCase();

type Mail = Extract<Entry, { kind: 'email' }>;

/** Without what some put behind the name to tell where a mail came from: `care+web@…` is `care@…`. */
const withoutTag = (address: string): string => address.replace(/\+[^@]*(?=@)/u, '');

/**
 * Whoever else had that mail, and an answer to all of them goes to: neither whoever wrote it nor any address of `ours`, also
 * in another form, nobody twice, and nothing that is no address.
 */
export function othersIn({ author, email }: Mail, ours: readonly string[]): Pick<MailWords, 'to' | 'cc'> {
  const own = new Set(ours.map(one => withoutTag(addressOf(one))));
  const known = new Set([author.address ?? '', email.from].map(addressOf));
  const fresh = (field: readonly string[]): string[] =>
    field
      .flatMap(one => recipientsIn(one).good)
      .filter(one => !own.has(withoutTag(addressOf(one))) && !known.has(addressOf(one)) && known.add(addressOf(one)));
  return { to: fresh(email.to), cc: fresh(email.cc) };
}
const MAX_QUOTE = 50_000;

/** The words answered, as mail programs quote them. Earlier quotes in it are left out: the thread has them. */
export function quoteOf({ at, author, email, text }: Mail): string {
  const when = new Date(at).toISOString().slice(0, 16).replace('T', ' ');
  const lines = text.slice(0, MAX_QUOTE).split('\n');
  return [`On ${when} UTC, ${author.name || email.from} wrote:`, ...lines.map(one => `> ${one}`)].join('\n');
}
