// Customers who chat, an agent who answers, and what the desk and the customer have of it in the end.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Mail, readMailbox } from '../../../backend/connectors/outlet.ts';
import type { TimelineItem } from '../../../shared/contract/bridge.ts';
import type { IntakeInput } from '../../../shared/contract/intake.ts';
import { type Desk, eventually, startDesk } from '../../core/support/desk.ts';
import type { TestBackend } from '../../e2e/harness/backend.ts';

const AGENT = 'Mara Lindholm';
/** A desk in this process or in another. */
type Shown = Pick<Desk, 'bridge'>;

export async function deskOf(
  backend: TestBackend,
  url: string,
  options: Parameters<typeof startDesk>[1] = {},
): Promise<Desk> {
  const secrets = JSON.parse(await readFile(backend.secretFile, 'utf8')) as Record<string, string>;
  return startDesk(url, { secret: secrets[AGENT]!, ...options });
}

/** What a customer wrote; history, so that nobody is rung for it. */
export const said = (who: string, text: string): IntakeInput => ({
  type: 'message',
  source: 'chat',
  externalId: `${who}: ${text}`,
  channel: 'chat',
  live: false,
  party: { address: who, name: who },
  handle: 'Larkwing chat',
  thread: who,
  text,
});

/** Lets customers say hello, before the desk signs in: then it is granted them. Answers with their ids. */
export async function greeted(backend: TestBackend, ...who: string[]): Promise<string[]> {
  const results = await backend.intake(...who.map(name => said(name, 'Hello?')));
  return results.map(result => {
    if (result.outcome !== 'imported' || result.customerId === null) throw new Error(`it was ${result.outcome}`);
    return result.customerId;
  });
}

/** Sends one reply into the customer's only conversation; answers with the command's id. */
export async function reply({ bridge }: Shown, customerId: string, text: string): Promise<string> {
  const { interactions } = await bridge.call('customer.open', { customerId });
  const { id, channel, audience, handle } = interactions[0]!;
  const target = { interactionId: id, channel, audience, handle, replyTo: null };
  return (await bridge.call('reply.send', { customerId, target, subject: null, text })).commandId;
}

/** All that the desk shows of a customer, older pages fetched. */
export async function timeline({ bridge }: Shown, customerId: string): Promise<TimelineItem[]> {
  const { completeness } = await bridge.call('customer.open', { customerId });
  for (let older = completeness.older ?? 0; older > 0;)
    older = (await bridge.call('timeline.older', { customerId })).older ?? 0;
  return (await bridge.call('timeline.page', { customerId, limit: 500 })).items;
}

const texts = (items: readonly TimelineItem[], direction: 'in' | 'out'): string[] =>
  items.filter(({ entry }) => entry.direction === direction).map(({ entry }) => entry.text);

export const mailbox = (backend: TestBackend): Mail[] => readMailbox(join(backend.dataDir, 'mailbox.ndjson'));

/** Milliseconds between two looks: each reads and compares all that there is, which takes from what is waited for. */
const LOOK_MS = 100;

type Talk = { readonly theirs: readonly string[]; readonly ours: readonly string[] };

/** Until desk, backend and the customer's network have the same: each word once, ours in order, none still waiting. */
export async function settledAs(
  backend: TestBackend,
  desk: Shown,
  customerId: string,
  { theirs, ours }: Talk,
  timeout = 15_000,
): Promise<void> {
  await eventually(
    async () => {
      const items = await timeline(desk, customerId);
      expect(texts(items, 'out')).toEqual(ours);
      expect(texts(items, 'in').sort()).toEqual([...theirs].sort());
      expect(items.filter(({ entry, pending }) => pending !== null || entry.delivery?.state === 'sent')).toEqual([]);
      expect(await desk.bridge.call('outbox.read', {})).toEqual([]);
    },
    timeout,
    LOOK_MS,
  );
  const arrived = mailbox(backend).filter(mail => mail.customerId === customerId);
  expect(arrived.map(mail => mail.text)).toEqual(ours);
}
