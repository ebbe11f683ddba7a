// A raw mail becomes an intake record: who wrote to which of our addresses, in which thread, what is new in it.
import { createHash } from 'node:crypto';
import type { Email, Header } from 'postal-mime';
import type { IntakeInput } from '../../../shared/contract/intake.ts';
import { MAX_ADDRESSES, MAX_ATTACHMENTS, MAX_HTML, MAX_TEXT } from '../../../shared/domain/entry.ts';
import { mailboxes, senderOf, sidesOf, written } from './addresses.ts';
import { listAttachments } from './attachments.ts';
import { isAutomatic } from './automatic.ts';
import { clean, cleanText, cut } from './clean.ts';
import { MAX_HTML_READ, htmlToText } from './html-text.ts';
import { parseMime } from './mime.ts';
import { splitReply } from './reply.ts';

/** Bytes of a mail that are read; what lies beyond (attachments, nearly always) is left out and the mail marked `truncated`. */
export const MAX_MAIL_BYTES = 25 * 1024 * 1024;
/** Longest text that is split into reply, quotes and signature. UTF-16 units. */
const MAX_SPLIT = 2 * MAX_TEXT;
const MAX_REFERENCES = 200;
const MAX_ID = 450;

export type MailOptions = {
  /** Our own addresses (`care@x.example`) and domains (`@x.example`); mail from them is ours. None: every sender is a customer. */
  readonly brands?: readonly string[];
  /** False for archives: history, not work. */
  readonly live?: boolean;
  readonly source?: string;
  /** True when the caller has already left out bytes. */
  readonly cut?: boolean;
};
export type MailRecord = Extract<IntakeInput, { type: 'email' }>;
export type ParsedMail = { readonly record: MailRecord } | { readonly refused: string };

const digest = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex').slice(0, 40);

/** Ids without their angle brackets; overlong ones by their hash, so that the same id stays the same. */
function idsIn(header: string | undefined): string[] {
  const text = (header ?? '').slice(0, 100_000);
  const bracketed = Array.from(text.matchAll(/<([^<>]{1,2000})>/g), ([, id = '']) => id);
  const found = bracketed.length > 0 ? bracketed : text.split(/[\s,]+/);
  return found
    .map(id => clean(id, 2_000).replace(/\s/g, ''))
    .filter(id => id !== '')
    .map(id => (id.length > MAX_ID ? `sha256:${digest(id)}` : id));
}

/** The root, the newest ones, nothing twice. */
function referencesOf(mail: Email): string[] {
  const all = [...new Set(idsIn(mail.references))];
  return all.length <= MAX_REFERENCES ? all : [all[0]!, ...all.slice(1 - MAX_REFERENCES)];
}

const readDate = (text: string): number | null => {
  const ms = Date.parse(text.replace(/\s*\([^)]{0,60}\)\s*$/, ''));
  return Number.isFinite(ms) && ms >= 0 && ms <= 8.64e15 ? ms : null;
};

const DAY = 86_400_000;

/** The Date header; the newest Received stamp where it is missing, unreadable, or claims a later day than the stamp. */
function dateOf(mail: Email, headers: readonly Header[]): number | undefined {
  const stamp = headers.find(({ key }) => key === 'received')?.value;
  const received = stamp === undefined ? null : readDate(stamp.slice(stamp.lastIndexOf(';') + 1).trim());
  const said = mail.date === undefined ? null : readDate(mail.date);
  if (said === null) return received ?? undefined;
  return received !== null && said > received + DAY ? received : said;
}

type Body = { readonly text: string; readonly html: string | undefined; readonly truncated: boolean };

function bodyOf(mail: Email): Body {
  const html = mail.html === undefined || mail.html.trim() === '' ? undefined : cleanText(mail.html);
  const plain = cleanText(mail.text ?? '').trim();
  const text = plain === '' && html !== undefined ? cleanText(htmlToText(html)) : plain;
  const tooLong = html !== undefined && html.length > MAX_HTML;
  return {
    text: cut(text, MAX_SPLIT),
    html: tooLong ? undefined : html,
    truncated: tooLong || text.length > MAX_SPLIT || (html?.length ?? 0) > MAX_HTML_READ,
  };
}

function partsOf(body: Body) {
  const { visible, quoted, signature } = splitReply(body.text);
  const longest = Math.max(visible.length, quoted?.length ?? 0, signature?.length ?? 0);
  return {
    text: cut(visible, MAX_TEXT),
    ...(quoted === null ? {} : { quoted: cut(quoted, MAX_TEXT) }),
    ...(signature === null ? {} : { signature: cut(signature, MAX_TEXT) }),
    ...(body.html === undefined ? {} : { html: body.html }),
    truncated: body.truncated || longest > MAX_TEXT,
  };
}

/** Root of the References, else the mail answered, else itself: messages of one thread agree on it in any order. */
function threadOf(mail: Email, own: string) {
  const references = referencesOf(mail);
  const answered = idsIn(mail.inReplyTo)[0] ?? references.at(-1);
  const thread = references[0] ?? answered ?? own;
  return { references, thread, ...(answered === undefined ? {} : { inReplyTo: answered }) };
}

function recipientsOf(mail: Email) {
  const to = mailboxes(mail.to, MAX_ADDRESSES + 1).map(written);
  const cc = mailboxes(mail.cc, MAX_ADDRESSES + 1).map(written);
  return {
    to: to.slice(0, MAX_ADDRESSES),
    cc: cc.slice(0, MAX_ADDRESSES),
    truncated: to.length > MAX_ADDRESSES || cc.length > MAX_ADDRESSES,
  };
}

/** How much of a mail's body takes part in its key: enough to tell mails apart, and before any list's footer. */
const KEY_BODY = 500;

/**
 * Some senders give every mail one Message-ID; sender, date, subject and the first words keep those apart, while the
 * copies of one mail in several mailboxes still agree. Without a Message-ID the bytes are the identity.
 */
function keyOf(mail: Email, ownId: string | undefined, sender: string, raw: Uint8Array): string {
  if (ownId === undefined) return `sha256:${digest(raw)}`;
  const body = (mail.text ?? mail.html ?? '')
    .slice(0, KEY_BODY * 4)
    .replace(/\s/g, '')
    .slice(0, KEY_BODY);
  const told = JSON.stringify([sender.toLowerCase(), mail.date ?? '', mail.subject ?? '', body]);
  return `${ownId}#${digest(told).slice(0, 12)}`;
}

function recordOf(mail: Email, raw: Uint8Array, options: MailOptions): ParsedMail {
  const sender = senderOf(mail);
  if (sender === null) return { refused: 'no address of a sender' };
  const { direction, customer, handle } = sidesOf(mail, sender, options.brands ?? []);
  const ownId = idsIn(mail.messageId)[0];
  const externalId = keyOf(mail, ownId, sender.address, raw);
  const recipients = recipientsOf(mail);
  const parts = partsOf(bodyOf(mail));
  const at = dateOf(mail, mail.headers);
  const name = clean(customer.name, 320);
  const subject = clean(mail.subject ?? '', 1_000);
  return {
    record: {
      type: 'email',
      source: options.source ?? 'email',
      externalId,
      live: options.live ?? true,
      ...(at === undefined ? {} : { at }),
      direction,
      party: { address: customer.address, ...(name === '' ? {} : { name }) },
      ...(handle === null ? {} : { handle }),
      ...(direction === 'out' ? { agent: clean(sender.name, 320) || sender.address } : {}),
      ...threadOf(mail, ownId ?? externalId),
      ...(ownId === undefined ? {} : { messageId: ownId }),
      mailSubject: subject,
      to: recipients.to,
      cc: recipients.cc,
      ...parts,
      attachments: listAttachments(mail.attachments, MAX_ATTACHMENTS),
      automatic: isAutomatic(mail.headers, sender.address, subject),
      truncated:
        parts.truncated ||
        recipients.truncated ||
        mail.attachments.length > MAX_ATTACHMENTS ||
        options.cut === true ||
        raw.length > MAX_MAIL_BYTES,
    },
  };
}

/**
 * Reads one raw mail (RFC 5322 and what passes for it).
 * @param raw bytes of the mail; beyond MAX_MAIL_BYTES they are not looked at
 * @returns the record, or why there is none; never throws for what a mail contains
 */
export async function parseMail(raw: Uint8Array, options: MailOptions = {}): Promise<ParsedMail> {
  if (raw.length === 0) return { refused: 'empty mail' };
  try {
    return recordOf(await parseMime(raw.subarray(0, MAX_MAIL_BYTES)), raw, options);
  } catch (error) {
    return { refused: `unreadable mail: ${clean(error instanceof Error ? error.message : String(error), 200)}` };
  }
}
