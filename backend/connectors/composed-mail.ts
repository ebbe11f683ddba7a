// A mail as it leaves: its words and its files as one MIME message.
import { createHash } from 'node:crypto';
import { closeSync, createWriteStream, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import MailComposer from 'nodemailer/lib/mail-composer';
import type { EntryOf } from '../../shared/domain/entry.ts';
import type { ContentOf } from '../uploads/content.ts';

type Mail = EntryOf<'email'>;

const textOf = ({ text, email: { signature, quoted } }: Mail): string =>
  [text, signature === null ? null : `-- \n${signature}`, quoted].filter(part => part !== null).join('\n\n');

/** The message, a piece at a time: a large file is never held whole. The stream breaks where a content cannot be read. */
export function composedMail(mail: Mail, contentOf: ContentOf): Readable {
  const { at, email, attachments } = mail;
  const composer = new MailComposer({
    from: email.from || undefined,
    to: email.to,
    cc: email.cc,
    subject: email.subject,
    messageId: email.messageId ?? undefined,
    inReplyTo: email.inReplyTo ?? undefined,
    references: email.inReplyTo ?? undefined,
    date: new Date(at),
    text: textOf(mail),
    attachments: attachments.map(file => ({
      filename: file.name,
      contentType: file.type,
      contentDisposition: 'attachment',
      content: Readable.from(contentOf(file), { objectMode: false }),
    })),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().createReadStream();
}

/** Whole and on disk when it resolves, or not there at all. */
export async function writeMail(path: string, message: Readable): Promise<void> {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const part = `${path}.part`;
  try {
    await pipeline(message, createWriteStream(part, { mode: 0o600, flush: true }));
    renameSync(part, path);
  } finally {
    rmSync(part, { force: true });
  }
  const folder = openSync(dirname(path), 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}

/** Name of the file of a mail: a hash, whatever the id is. */
export const mailFileOf = (entryId: string): string => `${createHash('sha256').update(entryId).digest('hex')}.eml`;
