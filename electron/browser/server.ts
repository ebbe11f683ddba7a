// The loopback server: the page's files for anybody on this machine, everything else for our own page only.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { logger } from '../../shared/lib/log.ts';
import type { SpawnedCore } from '../core/spawn.ts';
import { isMailPath, type MailShelf, mailShelf } from '../host/mail-shelf.ts';
import { type PageFile, pageFileAt } from '../host/page-files.ts';
import { pageHeaders } from '../host/policy.ts';
import { isPrintPath, type PrintShelf, printShelf } from '../host/print-shelf.ts';
import { type Downloads, downloads, isDownloadPath, sendFile, sendPrint } from './downloads.ts';
import { browserRelay } from './relay.ts';
import { createGate, type Gate, isSame, judge, newKey, type Refusal } from './trust.ts';

const log = logger('browser');

export type BrowserServer = {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** Lets a second start on this machine ask for another launch key; kept in a file that only its owner can read. */
  readonly ownerSecret: string;
  issueKey(): string;
  close(): Promise<void>;
};

type Host = {
  gate: Gate;
  authority: string;
  files: ReadonlyMap<string, PageFile>;
  ownerSecret: string;
  mails: MailShelf;
  outgoing: Downloads;
  prints: PrintShelf;
};

const KEY_LENGTH = 200;

function headersFor(host: Host): Record<string, string> {
  return { ...pageHeaders(["'self'", `ws://${host.authority}`]), 'cache-control': 'no-store' };
}

function end(response: ServerResponse, host: Host, status: number, body = ''): void {
  response.writeHead(status, { ...headersFor(host), 'content-type': 'text/plain; charset=utf-8' }).end(body);
}

/** Reads at most `KEY_LENGTH` characters; a longer body is no key of ours. */
async function readKey(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
    if (text.length > KEY_LENGTH) return '';
  }
  return text.trim();
}

async function exchangeKey(host: Host, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const cookie = host.gate.exchange(await readKey(request));
  if (!cookie) {
    log.warn('key.refused');
    return end(response, host, 403, 'This link has been used or is not of this start.');
  }
  log.info('key.exchanged');
  response.writeHead(204, { ...headersFor(host), 'set-cookie': cookie }).end();
}

/** Not for pages: a browser always sends Origin or Sec-Fetch-Site with a POST, and can never set this header by itself. */
function issueAnotherKey(host: Host, request: IncomingMessage, response: ServerResponse): void {
  const { authorization, origin, 'sec-fetch-site': site } = request.headers;
  const knows = isSame(authorization ?? '', `Bearer ${host.ownerSecret}`);
  const isOwner = knows && origin === undefined && site === undefined;
  if (!isOwner || request.headers.host !== host.authority) return end(response, host, 403);
  end(response, host, 200, host.gate.issue());
}

function servePage(host: Host, path: string, request: IncomingMessage, response: ServerResponse): void {
  const file = pageFileAt(host.files, path);
  if (!file) return end(response, host, 404, 'There is no such file.');
  const cache = file.keep ? 'public, max-age=31536000, immutable' : 'no-store';
  response.writeHead(200, { ...headersFor(host), 'content-type': file.type, 'cache-control': cache });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}

/** What is of a customer, for the page that is signed in: a mail for its frame, or a file to be saved. */
async function serveContent(host: Host, path: string, request: IncomingMessage, response: ServerResponse) {
  if (!host.gate.isKnown(request.headers)) return end(response, host, 401);
  const mail = host.mails.at(path);
  if (mail) return void response.writeHead(200, mail.headers).end(request.method === 'HEAD' ? undefined : mail.body);
  const print = request.method === 'GET' ? host.prints.take(path) : null;
  if (print) return sendPrint(print, response);
  const file = request.method === 'GET' ? host.outgoing.take(path) : null;
  return file ? sendFile(file, response) : end(response, host, 404, 'There is no such file.');
}

function refuse(request: IncomingMessage, refusal: Refusal): Refusal {
  log.warn('request.refused', { status: refusal.status, reason: refusal.reason, method: request.method ?? '' });
  return refusal;
}

async function answer(host: Host, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (request.method === 'POST' && request.url === '/key') return issueAnotherKey(host, request, response);
  const refusal = judge({ headers: request.headers, kind: isRead ? 'page' : 'act' }, host.authority);
  if (refusal) return end(response, host, refuse(request, refusal).status);
  if (request.method === 'POST' && request.url === '/session') return exchangeKey(host, request, response);
  if (!isRead) return end(response, host, 405);
  if (request.url === '/session') return end(response, host, host.gate.isKnown(request.headers) ? 204 : 401);
  const path = URL.parse(request.url ?? '/', 'http://page')?.pathname ?? '.';
  if (isMailPath(path) || isDownloadPath(path) || isPrintPath(path)) return serveContent(host, path, request, response);
  servePage(host, path, request, response);
}

const STATUS = { 401: 'Unauthorized', 403: 'Forbidden', 421: 'Misdirected Request' } as const;

function judgeUpgrade(host: Host, request: IncomingMessage): Refusal | null {
  const refusal = judge({ headers: request.headers, kind: 'act' }, host.authority);
  if (refusal) return refusal;
  if (request.url !== '/bridge') return { status: 403, reason: 'path' };
  return host.gate.isKnown(request.headers) ? null : { status: 401, reason: 'cookie' };
}

const listening = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

/** The core's folders of what may leave the desk. */
export type Folders = {
  readonly attachments: string;
  readonly exports: string;
  /** What attachments are sealed with now; left out: they are not. */
  readonly attachmentKey?: () => Uint8Array | null;
};

/** Listens on 127.0.0.1 only. Rejects with the system's error, `EADDRINUSE` among them. */
export async function serveBrowser(
  core: SpawnedCore,
  files: ReadonlyMap<string, PageFile>,
  wantedPort: number,
  { attachments, attachmentKey = () => null, exports }: Folders,
): Promise<BrowserServer> {
  const server = createServer({ maxHeaderSize: 16_384, requestTimeout: 10_000 });
  const port = await listening(server, wantedPort);
  const host: Host = {
    gate: createGate(port),
    authority: `127.0.0.1:${port}`,
    files,
    ownerSecret: newKey(),
    mails: mailShelf(),
    outgoing: downloads(),
    prints: printShelf(),
  };
  const relay = browserRelay({
    core,
    attachments,
    attachmentKey,
    exports,
    mails: host.mails,
    // In a browser the page itself asks and opens: a window it opens from a click is one the browser allows.
    openLink: async () => false,
    handOut: async file => ({ saved: false, path: host.outgoing.put(file) }),
    // A PDF is the browser's own to make.
    handExport: async ({ path, name, size, format, done }) =>
      format === 'pdf'
        ? { how: 'print', name, path: host.prints.put({ path, done }) }
        : { how: 'download', name, path: host.outgoing.put({ path, name, size, done }) },
  });
  server.on('request', (request, response) => {
    answer(host, request, response).catch((error: unknown) => {
      log.error('request.failed', {}, error);
      if (response.headersSent) response.destroy();
      else end(response, host, 500);
    });
  });
  server.on('upgrade', (request, socket, head) => {
    const refusal = judgeUpgrade(host, request);
    if (!refusal) return relay.upgrade(request, socket, head);
    const { status } = refuse(request, refusal);
    socket.end(`HTTP/1.1 ${status} ${STATUS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  return {
    url: `http://${host.authority}`,
    ownerSecret: host.ownerSecret,
    issueKey: host.gate.issue,
    close: () =>
      new Promise(resolve => {
        relay.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
