// The calls that a host answers itself, for both hosts: only a host can open, show or save anything.
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { methods, type MethodName, type Parsed, type Reply } from '../../shared/contract/bridge.ts';
import { safeFileName } from '../../shared/domain/file-name.ts';
import type { OutsideLink } from '../../shared/domain/link.ts';
import { readSealed } from '../core/sealed-file.ts';
import { type ExportHost, saveExport } from './export-calls.ts';
import { openLink } from './link-open.ts';
import type { MailShelf } from './mail-shelf.ts';

/** A file of the desk, and the name under which it may be saved. `read`: its content, where it lies there sealed. */
export type HandedOut = {
  readonly path: string;
  readonly name: string;
  readonly size: number;
  readonly read?: () => Readable;
  /** It has left. */
  readonly done?: () => void;
};

export type Host = ExportHost & {
  readonly mails: MailShelf;
  /** Where the core keeps the contents of attachments. */
  readonly attachments: string;
  /** What they are sealed with now. */
  readonly attachmentKey: () => Uint8Array | null;
  /** Asks the person and answers whether it was opened. */
  openLink(link: OutsideLink): Promise<boolean>;
  /** Saves where the person says, or answers with a path of this host that downloads it once. */
  handOut(file: HandedOut): Promise<{ saved: boolean; path: string | null }>;
  /** Tells outside the window what rings; a host without it leaves that to the page. */
  readonly tell?: (alert: Parsed<'alert.tell'>) => boolean;
};

type Own = 'link.open' | 'mail.show' | 'attachment.save' | 'export.save' | 'alert.tell';

const refuse = (code: 'bad-input' | 'internal', message: string): Reply => ({ ok: false, code, message });

function parsed<M extends MethodName>(name: M, input: unknown): Parsed<M> | null {
  const { data } = methods[name].input.safeParse(input);
  return (data as Parsed<M> | undefined) ?? null;
}

function showMail({ mails }: Host, input: unknown): Reply {
  const asked = parsed('mail.show', input);
  if (!asked) return refuse('bad-input', 'mail.show: not a mail');
  return { ok: true, value: { path: mails.put(asked.html, asked.withPictures) } };
}

const FILE = /^[0-9a-f]{64}\/[0-9a-f]{64}$/;

/** The core fetches and says which of its files it is; its name is made safe here, where the file leaves the desk. */
async function saveAttachment({ core, attachments, attachmentKey, handOut }: Host, input: unknown): Promise<Reply> {
  const fetched = await core.call('attachment.fetch', input);
  if (!fetched.ok) return fetched;
  const { name, size, file } = methods['attachment.fetch'].output.parse(fetched.value);
  if (!FILE.test(file)) return refuse('internal', 'not a file of this desk');
  const path = join(attachments, file);
  const read = (): Readable => readSealed(path, attachmentKey());
  return { ok: true, value: await handOut({ path, name: safeFileName(name), size, read }) };
}

function tellAlert({ tell }: Host, input: unknown): Reply {
  const asked = parsed('alert.tell', input);
  if (!asked) return refuse('bad-input', 'alert.tell: not an alert');
  return { ok: true, value: { told: tell?.(asked) ?? false } };
}

const own: Readonly<Record<Own, (host: Host, input: unknown) => Promise<Reply> | Reply>> = {
  'link.open': (host, input) => openLink(input, host.openLink),
  'mail.show': showMail,
  'attachment.save': saveAttachment,
  'export.save': saveExport,
  'alert.tell': tellAlert,
};

const isOwn = (name: unknown): name is Own => typeof name === 'string' && Object.hasOwn(own, name);

/** Every call of a page comes here: the host's own are answered by it, all others by the core. Never throws. */
export async function answerCall(host: Host, name: unknown, input: unknown): Promise<Reply> {
  if (!isOwn(name)) return host.core.call(name, input);
  try {
    return await own[name](host, input);
  } catch (error) {
    return refuse('internal', `${name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
