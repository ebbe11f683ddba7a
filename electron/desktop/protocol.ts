import { protocol, type Session } from 'electron';
import type { MailShelf } from '../host/mail-shelf.ts';
import { type PageFile, pageFileAt } from '../host/page-files.ts';
import { pageHeaders } from '../host/policy.ts';
import { APP_SCHEME, leadsHome } from './trust.ts';

/** Before the program is ready: `app:` behaves like a secure web origin, without a network behind it. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

const answer = (files: ReadonlyMap<string, PageFile>, mails: MailShelf, address: string): Response => {
  const url = URL.parse(address);
  const mail = url && leadsHome(address) ? mails.at(url.pathname) : null;
  if (mail) return new Response(mail.body, { headers: mail.headers });
  const file = url && leadsHome(address) ? pageFileAt(files, url.pathname) : null;
  if (!file) return new Response('There is no such file.', { status: 404 });
  return new Response(file.body, { headers: { ...pageHeaders([]), 'content-type': file.type } });
};

/** Serves the built screen from memory at `app://desk/`; the page itself may connect to nothing. */
export function servePages(session: Session, files: ReadonlyMap<string, PageFile>, mails: MailShelf): void {
  session.protocol.handle(APP_SCHEME, request => answer(files, mails, request.url));
}
