// The bridge of the browser host. The page's link carries a key once; after that a cookie it cannot read speaks for it.
import { NOTHING_TOLD } from '../../shared/contract/bridge/session.ts';
import {
  BEAT_MS,
  type Connection,
  connectionSchema,
  MAX_CALL,
  type Push,
  replySchema,
} from '../../shared/contract/bridge.ts';
import type { Relay } from '../../shared/contract/client.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { hostWords } from '../text/host.ts';
import { refuseDrops } from './refuse-drops.ts';

type Pending = { resolve(reply: unknown): void; reject(fault: Fault): void };
type Listener = (push: unknown) => void;

/** Milliseconds before each further attempt; the last one repeats. The host is on this machine: no reason to be gentle. */
const WAITS = [100, 250, 500, 1_000, 2_000];
/** Conversations to ask again for after an interruption. */
const MAX_OPENED = 20;
/** Beats of the host that may be missed before it counts as standing still. */
const MAX_SILENT = 4;

/** All that says no more than that something has changed; the reload that `emptied` wants is no question. */
const BARE: Readonly<Record<Exclude<Push['topic'], 'connection' | 'emptied' | 'customer' | 'timeline'>, true>> = {
  session: true,
  notices: true,
  presence: true,
  work: true,
  outbox: true,
  board: true,
  mentions: true,
  introductions: true,
  roster: true,
  here: true,
  export: true,
  fetch: true,
  keeping: true,
  review: true,
};

const UNKNOWN: Connection = { ...NOTHING_TOLD, state: 'offline' };

/** Gives the key of the address bar for the cookie, and takes it out of the address and the history. */
async function exchangeKey(): Promise<void> {
  const key = location.hash.slice(1);
  if (!/^[\w-]{43}$/.test(key)) return;
  history.replaceState(null, '', location.pathname + location.search);
  await fetch('/session', { method: 'POST', body: key, headers: { 'content-type': 'text/plain' } });
}

type Standing = 'known' | 'stranger' | 'gone';

/** What the host says to our cookie: `gone` when there is no host to ask. */
async function standing(): Promise<Standing> {
  const answer = await fetch('/session').catch(() => null);
  if (!answer) return 'gone';
  return answer.ok ? 'known' : 'stranger';
}

/** Lost once more while all was being told: the next connection tells it. */
function passOverLoss(error: unknown): void {
  if (Fault.from(error).code !== 'offline') throw error;
}

class HostLink {
  private socket: WebSocket | null = null;
  private attempt = 0;
  private lastId = 0;
  private last: Connection = UNKNOWN;
  private readonly pending = new Map<number, Pending>();
  private readonly listeners = new Set<Listener>();
  private readonly opened = new Set<string>();
  /** Calls made before the first connection wait for it; later ones fail at once while there is none. */
  private readonly waiting: string[] = [];
  private hasFailed = false;
  private hasJoined = false;
  /** Beats since the host was last heard. Counted, not timed: a page that slept has missed one of its own, not the host's. */
  private silent = 0;
  private lostAt = 0;
  /** What was last said of why there is no connection; null: there is one, or nothing was said yet. */
  private said: string | null = null;
  /** How often the host was asked why there is none. */
  private questions = 0;
  /** The last of them that was answered, or that a connection has settled; an answer to one before it is old. */
  private settled = 0;

  /** Each time anew: a new link that is opened in this page loads nothing anew, only the key in its address is another. */
  async start(): Promise<void> {
    await exchangeKey().catch(() => undefined);
    this.connect();
  }

  listen(): void {
    setInterval(() => this.countSilence(), BEAT_MS);
  }

  call(name: string, input: unknown): Promise<unknown> {
    const id = ++this.lastId;
    const message = JSON.stringify({ id, name, input });
    if (isTooLarge(message)) return Promise.reject(new Fault('too-large', `${name} is too large`));
    if (name === 'customer.open') this.remember(input);
    const isOpen = this.isOpen();
    if (this.isSilent() || (!isOpen && this.hasFailed))
      return Promise.reject(new Fault('offline', 'the host does not answer'));
    return new Promise((resolve, reject) => {
      this.pending.set(id, { resolve, reject });
      if (isOpen) this.socket?.send(message);
      else this.waiting.push(message);
    });
  }

  onPush(listen: Listener): () => void {
    this.listeners.add(listen);
    return () => void this.listeners.delete(listen);
  }

  private remember(input: unknown): void {
    const { customerId } = input as { customerId?: unknown };
    if (typeof customerId !== 'string') return;
    this.opened.delete(customerId);
    this.opened.add(customerId);
    if (this.opened.size > MAX_OPENED) this.opened.delete([...this.opened][0]!);
  }

  private connect(): void {
    const socket = new WebSocket(`ws://${location.host}/bridge`);
    socket.addEventListener('open', () => this.joined());
    socket.addEventListener('message', ({ data }) => this.read(String(data)));
    socket.addEventListener('close', () => this.lost());
    this.socket = socket;
  }

  private isOpen(): boolean {
    return this.socket?.readyState === WebSocket.OPEN;
  }

  private isSilent(): boolean {
    return this.silent >= MAX_SILENT;
  }

  /** A program that stands still keeps its connection open. What it was asked stays asked: it may answer when it goes on. */
  private countSilence(): void {
    if (!this.isOpen() || this.isSilent()) return;
    this.silent += 1;
    if (!this.isSilent()) return;
    this.lostAt = Date.now() - MAX_SILENT * BEAT_MS;
    this.say('offline', hostWords.silent);
  }

  private heard(): void {
    const wasSilent = this.isSilent();
    this.silent = 0;
    if (!wasSilent) return;
    this.said = null;
    void this.tellAll().catch(passOverLoss);
  }

  private joined(): void {
    const wasLost = this.hasFailed;
    this.attempt = 0;
    this.silent = 0;
    this.hasFailed = false;
    this.hasJoined = true;
    this.said = null;
    this.settled = this.questions;
    for (const message of this.waiting.splice(0)) this.socket?.send(message);
    if (wasLost) void this.tellAll().catch(passOverLoss);
  }

  private read(data: string): void {
    this.heard();
    const message = JSON.parse(data) as { id?: number; reply?: unknown; push?: unknown };
    if (message.push !== undefined) this.tell(message.push);
    const pending = message.id === undefined ? undefined : this.pending.get(message.id);
    if (!pending || message.id === undefined) return;
    this.pending.delete(message.id);
    pending.resolve(message.reply);
  }

  private tell(push: unknown): void {
    const { topic, connection } = push as { topic?: string; connection?: unknown };
    if (topic === 'connection') this.last = connectionSchema.catch(this.last).parse(connection);
    for (const listen of this.listeners) listen(push);
  }

  /** Pushes were missed while there was no connection, so everything on screen is asked for again. */
  private async tellAll(): Promise<void> {
    const reply = replySchema.parse(await this.call('connection.read', {}));
    if (reply.ok) this.tell({ topic: 'connection', connection: reply.value });
    for (const topic of Object.keys(BARE)) this.tell({ topic });
    for (const customerId of this.opened) {
      this.tell({ topic: 'customer', customerId });
      this.tell({ topic: 'timeline', customerId });
    }
  }

  private lost(): void {
    if (!this.hasFailed && !this.isSilent()) this.lostAt = Date.now();
    this.hasFailed = true;
    this.silent = 0;
    this.waiting.length = 0;
    for (const { reject } of this.pending.values()) reject(new Fault('offline', 'the host went away'));
    this.pending.clear();
    void this.sayLost();
    const wait = WAITS[Math.min(this.attempt++, WAITS.length - 1)];
    setTimeout(() => void this.start(), wait);
  }

  /**
   * The core cannot say that it is gone, so its relay does, and again when that is so for another reason: a host that was
   * started again does not know this page. Not where it is back by the time that the host has answered, nor where a later
   * question was answered sooner.
   */
  private async sayLost(): Promise<void> {
    const question = (this.questions += 1);
    const isStranger = (await standing()) === 'stranger';
    if (question <= this.settled) return;
    this.settled = question;
    const reason = isStranger ? this.strangerWords() : hostWords.gone;
    this.say(isStranger ? 'signed-out' : 'offline', reason);
  }

  private say(state: 'signed-out' | 'offline', reason: string): void {
    if (reason === this.said) return;
    this.said = reason;
    this.tell({ topic: 'connection', connection: { ...this.last, state, since: this.lostAt, reason } });
  }

  private strangerWords(): string {
    return this.hasJoined ? hostWords.startedAgain : hostWords.linkUsed;
  }
}

/** Connects at once, and again for as long as the page lives. What Electron's window refuses by itself is refused here. */
export function websocketRelay(): Relay {
  const link = new HostLink();
  refuseDrops(document);
  void link.start();
  link.listen();
  return { call: (name, input) => link.call(name, input), onPush: listen => link.onPush(listen) };
}

/** By its bytes, as the host counts them, which would drop the connection; only what may be too large is counted. */
const isTooLarge = (message: string): boolean =>
  message.length * 3 > MAX_CALL && new TextEncoder().encode(message).length > MAX_CALL;
