import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { protocol, type Session } from 'electron';
import type { MailShelf } from '../host/mail-shelf.ts';
import { type PageFile, pageFileAt } from '../host/page-files.ts';
import { pageHeaders, printHeaders } from '../host/policy.ts';
import type { PrintShelf } from '../host/print-shelf.ts';
import { APP_SCHEME, leadsHome } from './trust.ts';

/** Before the program is ready: `app:` behaves like a secure web origin, without a network behind it. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

export type Shelves = { readonly mails: MailShelf; readonly prints: PrintShelf };

const streamOf = (path: string): BodyInit =>
  Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array> as BodyInit;

const answer = (files: ReadonlyMap<string, PageFile>, { mails, prints }: Shelves, address: string): Response => {
  const url = URL.parse(address);
  const mail = url && leadsHome(address) ? mails.at(url.pathname) : null;
  if (mail) return new Response(mail.body, { headers: mail.headers });
  const print = url && leadsHome(address) ? prints.take(url.pathname) : null;
  if (print) return new Response(streamOf(print.path), { headers: printHeaders() });
  const file = url && leadsHome(address) ? pageFileAt(files, url.pathname) : null;
  if (!file) return new Response('There is no such file.', { status: 404 });
  return new Response(file.body, { headers: { ...pageHeaders([]), 'content-type': file.type } });
};

/** Serves the built screen from memory at `app://desk/`; the page itself may connect to nothing. */
export function servePages(session: Session, files: ReadonlyMap<string, PageFile>, shelves: Shelves): void {
  session.protocol.handle(APP_SCHEME, request => answer(files, shelves, request.url));
}
