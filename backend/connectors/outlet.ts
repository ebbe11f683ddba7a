// How our words leave the company. This one is the demo's: each channel takes its time and a mailbox keeps what arrived.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { Entry } from '../../shared/domain/entry.ts';
import type { Channel } from '../../shared/domain/primitives.ts';
import { type Clock, systemClock } from '../../shared/lib/clock.ts';
import { logger } from '../../shared/lib/log.ts';
import type { ContentOf } from '../uploads/content.ts';
import { composedMail, mailFileOf, writeMail } from './composed-mail.ts';
import { appendLine, readLines } from './line-file.ts';
import { type Acted, type PublicAct, publicSide, type Seen } from './public-act.ts';

const log = logger('outlet');

export type Sent = { readonly ok: true } | { readonly ok: false; readonly reason: string };
/**
 * Hands one entry to its network. The same entry may come again after a crash; the network must see it once. `contentOf`
 * reads its attachments.
 */
export type Outlet = {
  send(entry: Entry, contentOf?: ContentOf): Promise<Sent>;
  /** Does what answers nobody, once for each id; left out: this outlet cannot. */
  act?(act: PublicAct): Promise<Acted>;
};

/** One line of the mailbox: what the customer really received. `at` is when it arrived. */
export type Mail = {
  readonly entryId: string;
  readonly customerId: string;
  readonly agentId: string | null;
  readonly channel: Channel;
  readonly text: string;
  readonly at: number;
  /** Names of the files of a mail; the mail itself is `mailbox/`'s. Left out: none. */
  readonly files?: readonly string[];
};
export type Mailbox = Outlet & {
  /** In order of arrival; an entry is in it at most once. */
  mail(): readonly Mail[];
  /** The MIME message of a mail that had files; null: there is none. */
  message(entryId: string): Buffer | null;
  /** What everybody can see on the networks, beside answers; in order. */
  seen(): readonly Seen[];
  /** Returns what ends the listening. */
  onMail(listen: (mail: Mail) => void): () => void;
};

/** Milliseconds a network takes to confirm. */
const DELAY: Partial<Record<Channel, number>> = {
  email: 900,
  sms: 600,
  letter: 1_500,
  x: 350,
  whatsapp: 250,
  chat: 120,
};
const USUAL_DELAY = 400;

type Options = {
  /** NDJSON, appended to only; null: kept in memory. */
  readonly file: string | null;
  readonly clock?: Clock;
  /** Milliseconds before a channel confirms. */
  readonly delayMs?: (channel: Channel) => number;
};

/** Confirms after a short delay by channel and writes each entry into the mailbox once, on disk before it confirms. */
export function scenarioOutlet({
  file,
  clock = systemClock,
  delayMs = channel => DELAY[channel] ?? USUAL_DELAY,
}: Options): Mailbox {
  const box = readMailbox(file);
  const networks = publicSide({ file: file && `${file}.public`, now: clock.now, delayMs });
  const under = new Map<string, Promise<Sent>>();
  const listeners = new Set<(mail: Mail) => void>();
  const arrived = new Set(box.map(({ entryId }) => entryId));

  const messages = new Map<string, Buffer>();
  const pathOf = (entryId: string): string | null => file && join(dirname(file), 'mailbox', mailFileOf(entryId));

  /** Written before the line that says it arrived. */
  async function keepMessage(entry: Entry, contentOf: ContentOf): Promise<void> {
    if (entry.kind !== 'email' || entry.attachments.length === 0) return;
    const message = composedMail(entry, contentOf);
    const path = pathOf(entry.id);
    if (path) await writeMail(path, message);
    else messages.set(entry.id, await buffer(message));
  }

  async function deliver(entry: Entry, contentOf: ContentOf): Promise<Sent> {
    const refusal = whyNot(entry);
    if (refusal) return { ok: false, reason: refusal };
    await new Promise<void>(done => setTimeout(done, delayMs(entry.channel)));
    await keepMessage(entry, contentOf);
    const mail = mailOf(entry, clock.now());
    if (file) appendLine(file, mail);
    arrived.add(entry.id);
    box.push(mail);
    log.info('mail.delivered', { entryId: entry.id, channel: entry.channel });
    for (const listen of listeners) listen(mail);
    return { ok: true };
  }

  return {
    async send(entry, contentOf = noContent) {
      if (arrived.has(entry.id)) return { ok: true };
      const underWay = under.get(entry.id) ?? deliver(entry, contentOf).finally(() => under.delete(entry.id));
      under.set(entry.id, underWay);
      return underWay;
    },
    act: networks.act,
    seen: networks.seen,
    mail: () => box,
    message(entryId) {
      const path = pathOf(entryId);
      return path && existsSync(path) ? readFileSync(path) : (messages.get(entryId) ?? null);
    },
    onMail(listen) {
      listeners.add(listen);
      return () => {
        listeners.delete(listen);
      };
    },
  };
}

const shared = new Map<string, Mailbox>();

/** The one mailbox of a data directory (`mailbox.ndjson`): backend and scenario of a process must share it. */
export function outletOf(dataDir: string | null): Mailbox {
  if (dataDir === null) return scenarioOutlet({ file: null });
  const file = join(resolve(dataDir), 'mailbox.ndjson');
  const outlet = shared.get(file) ?? scenarioOutlet({ file });
  shared.set(file, outlet);
  return outlet;
}

function whyNot(entry: Entry): string | null {
  if (entry.direction !== 'out') return 'only our own words leave';
  if (entry.kind !== 'post' && entry.kind !== 'message' && entry.kind !== 'email')
    return `a ${entry.kind} cannot be sent`;
  return entry.text.trim() === '' ? 'the message is empty' : null;
}

function noContent(): never {
  throw new Error('nobody can read the files of this entry');
}

const mailOf = ({ id, customerId, author, channel, text, attachments }: Entry, at: number): Mail => ({
  entryId: id,
  customerId,
  agentId: author.agentId,
  channel,
  text,
  at,
  ...(attachments.length > 0 ? { files: attachments.map(({ name }) => name) } : {}),
});

export const readMailbox = (file: string | null): Mail[] => readLines<Mail>(file);
