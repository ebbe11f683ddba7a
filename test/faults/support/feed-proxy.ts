// The network between a desk and a backend, message by message: what the feed sends can be held, repeated, lost or changed.
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { type RawData, WebSocket, WebSocketServer } from 'ws';

export type Page = { after: string | null; upto: string; events: { id: string; event: Record<string, unknown> }[] };
type Pass = (message: string) => void;
/** Sees each page of the feed and hands on what it likes, when it likes. */
export type FeedRule = (message: string, page: Page, pass: Pass) => void;

export type FeedProxy = {
  readonly url: string;
  /** When the desk asked for the feed, `performance.now()`. */
  readonly resumes: number[];
  /** Of the commands that came from the desk. */
  readonly commands: string[];
  onFeed(rule: FeedRule): void;
  /** The next command of this kind gets no further, and the connection ends; nothing gets through until `up`. */
  cutBefore(kind: string): void;
  up(): void;
};

/** Socket.io: an event, perhaps with the number of the answer that is wanted. */
const EVENT = /^42\d*\["([a-z.]+)",/;

export const bodyOf = (message: string): Page => (JSON.parse(message.slice(message.indexOf('['))) as [string, Page])[1];
export const withBody = (message: string, page: Page): string =>
  `${message.slice(0, message.indexOf('['))}${JSON.stringify(['feed', page])}`;

export async function startFeedProxy(target: string): Promise<FeedProxy> {
  const { host } = new URL(target);
  const [resumes, commands]: [number[], string[]] = [[], []];
  const state = { down: false, cutBefore: '' };
  let rule: FeedRule = (message, _page, pass) => pass(message);
  const sockets = new Set<WebSocket>();

  const server = createServer((from, answer) => {
    if (state.down) return void from.socket.destroy();
    const to = request(`${target}${from.url}`, { method: from.method, headers: from.headers }, got => {
      answer.writeHead(got.statusCode!, got.headers);
      got.pipe(answer);
    });
    to.on('error', () => answer.destroy());
    from.pipe(to);
  });

  /** False: it goes no further. */
  const fromDesk = (message: string): boolean => {
    const name = EVENT.exec(message)?.[1];
    if (name === 'feed.resume') resumes.push(performance.now());
    if (name !== 'command') return true;
    const { kind } = bodyOf(message) as unknown as { kind: string };
    commands.push(kind);
    if (kind !== state.cutBefore) return true;
    state.down = true;
    state.cutBefore = '';
    for (const socket of sockets) socket.terminate();
    return false;
  };

  const join = (desk: WebSocket, path: string): void => {
    const backend = new WebSocket(`ws://${host}${path}`, { perMessageDeflate: false });
    const early: string[] = [];
    sockets.add(desk).add(backend);
    const toDesk: Pass = message => {
      if (desk.readyState === WebSocket.OPEN) desk.send(message);
    };
    desk.on('message', (data: RawData) => {
      const message = String(data);
      if (!fromDesk(message)) return;
      if (backend.readyState === WebSocket.OPEN) backend.send(message);
      else early.push(message);
    });
    backend.on('open', () => early.forEach(message => backend.send(message)));
    backend.on('message', (data: RawData) => {
      const message = String(data);
      if (EVENT.exec(message)?.[1] === 'feed') rule(message, bodyOf(message), toDesk);
      else toDesk(message);
    });
    for (const [one, other] of [[desk, backend], [backend, desk]] as const) {
      one.on('error', () => other.terminate());
      one.on('close', () => (sockets.delete(one), other.close()));
    } // prettier-ignore
  };

  const upgrades = new WebSocketServer({ noServer: true, perMessageDeflate: false, maxPayload: 20_000_000 });
  server.on('upgrade', (from, socket, head) => {
    if (state.down) return void socket.destroy();
    upgrades.handleUpgrade(from, socket, head, desk => join(desk, from.url ?? '/'));
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.terminate();
    server.closeAllConnections();
    return new Promise<void>(resolve => server.close(() => resolve()));
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    resumes,
    commands,
    onFeed: next => void (rule = next),
    cutBefore: kind => void (state.cutBefore = kind),
    up: () => void (state.down = false),
  };
}
