// A backend small enough to read: the wire over a real socket.io server, with faults on demand. Not a contact centre.
import { createServer, type IncomingMessage, type Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { Command, CommandReply } from '../../../shared/contract/commands.ts';
import type { FeedPage, HistoryPage } from '../../../shared/contract/wire.ts';
import type { Erasure } from '../../../shared/domain/erasure.ts';
import { mara, NOW, page } from './records.ts';

type Refusal = { code: 'retry' | 'not-found'; reason: string };
export type FakeBackend = Awaited<ReturnType<typeof fakeBackend>>;
type Faults = {
  /** The command is carried out, and the connection cut before the answer. */
  cutAfterCommand: boolean;
  /** Nothing is sent or answered any more, and the connection stays open. */
  silent: boolean;
  refuseSignIn: boolean;
  refuseHandshake: { code: string; reason: string } | null;
};

export async function fakeBackend(options: { port?: number; now?: () => number } = {}) {
  const now = options.now ?? Date.now;
  const faults: Faults = { cutAfterCommand: false, silent: false, refuseSignIn: false, refuseHandshake: null };
  const pages: FeedPage[] = [page(null, 'c0', [{ kind: 'agent.changed', agent: mara }], { at: NOW })];
  /** What each desk said of itself as it connected. */
  const hellos: Record<string, unknown>[] = [];
  const resumes: { after: string | null; at: number }[] = [];
  const commands: Command[] = [];
  const stored = new Map<string, CommandReply>();
  const effects: Command[] = [];
  const seen = {
    incarnation: 'log-1',
    signIns: 0,
    most: 0,
    acks: [] as unknown[],
    erasures: [] as Erasure[],
    resumed: (): void => {},
    secrets: [] as string[],
  };
  let decide: (command: Command) => CommandReply = () => ({ ok: true, entryId: null });
  let history: (before: { at: number; id: string }, customerId: string) => HistoryPage | Refusal = () => ({
    customerId: '',
    entries: [],
    older: 0,
  });

  const http: HttpServer = createServer((request, response) => {
    seen.signIns++;
    void body(request).then(text => {
      seen.secrets.push((JSON.parse(text || '{}') as { secret?: string }).secret ?? '');
      const token = { token: `token-${seen.signIns}`, expiresAt: now() + 600_000, agent: mara };
      response.writeHead(faults.refuseSignIn ? 401 : 200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(faults.refuseSignIn ? { code: 'unauthenticated', reason: 'No.' } : token));
    });
  });
  const io = new Server(http, { maxHttpBufferSize: 8_000_000 });
  io.use((socket, next) => {
    hellos.push(socket.handshake.auth);
    const refusal = faults.refuseHandshake;
    next(refusal ? Object.assign(new Error(refusal.code), { data: refusal }) : undefined);
  });

  const send = (socket: Socket, one: FeedPage): void => {
    if (!faults.silent) socket.emit('feed', one, (ack: unknown) => seen.acks.push(ack));
  };
  const from = (after: string | null): FeedPage[] => {
    if (after === null) return pages;
    const place = pages.findIndex(one => one.upto === after);
    return place >= 0 ? pages.slice(place + 1) : [{ ...pages[0]!, reset: true }, ...pages.slice(1)];
  };
  const run = (socket: Socket, command: Command, answer: (reply: CommandReply) => void): void => {
    if (faults.silent) return;
    commands.push(command);
    const reply = stored.get(command.id) ?? decide(command);
    if (!stored.has(command.id) && reply.ok) effects.push(command);
    if (reply.ok || reply.code !== 'retry') stored.set(command.id, reply);
    if (faults.cutAfterCommand) socket.disconnect(true);
    else answer(reply);
  };

  io.on('connection', socket => {
    seen.most = Math.max(seen.most, io.sockets.sockets.size);
    socket.emit('session', {
      agent: mara,
      now: now(),
      incarnation: seen.incarnation,
      sessionId: socket.id,
      erasures: seen.erasures,
    });
    socket.on('feed.resume', ({ after, incarnation }, answer) => {
      resumes.push({ after, at: performance.now() });
      seen.resumed();
      if (faults.silent) return;
      answer({ ok: true, value: { incarnation: seen.incarnation } });
      const known = after === null || incarnation === null || incarnation === seen.incarnation;
      const owed = from(known ? after : 'unknown');
      for (const one of owed) send(socket, one);
      if (owed.length === 0 && after !== null) send(socket, page(after, after, [], { at: NOW + pages.length }));
    });
    socket.on('command', (command, answer) => run(socket, command, answer));
    socket.on('history.page', ({ before, customerId }, answer) => {
      if (faults.silent) return;
      const value = history(before, customerId);
      answer('code' in value ? { ok: false, ...value } : { ok: true, value });
    });
    socket.on('session.renew', (_input, answer) => answer({ ok: true, value: { expiresAt: now() + 600_000 } }));
  });
  await new Promise<void>(resolve => http.listen(options.port ?? 0, '127.0.0.1', resolve));
  const { port } = http.address() as { port: number };

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    faults,
    pages,
    resumes,
    hellos,
    commands,
    effects,
    seen,
    io,
    decides: (rule: typeof decide) => (decide = rule),
    hasHistory: (rule: typeof history) => (history = rule),
    /** Appends a page and sends it to every desk; answers it. */
    append(events: readonly unknown[], more: Partial<FeedPage> = {}): FeedPage {
      const last = pages[pages.length - 1]!;
      const one = page(last.upto, `c${pages.length}`, events, { at: NOW + pages.length, ...more });
      pages.push(one);
      for (const socket of io.sockets.sockets.values()) send(socket, one);
      return one;
    },
    /** As it is, without adding it to the log. */
    sendRaw(raw: unknown): void {
      for (const socket of io.sockets.sockets.values()) socket.emit('feed', raw, (ack: unknown) => seen.acks.push(ack));
    },
    cut(): void {
      io.disconnectSockets(true);
    },
    async stop(): Promise<void> {
      await io.close();
    },
  };
}

async function body(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
