// X12: what belongs to others and what does not exist are the same to whoever asks: the same answer, by the same statements
// in the same order. A clock could only measure what this shows: nothing is done for the one that is not done for the other.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ContactCentre, createServices } from '../../../backend/contact-centre.ts';
import { handlersFor } from '../../../backend/session/requests.ts';
import { findAttachment } from '../../../backend/session/attachment.ts';
import type { Stream } from '../../../backend/feed/stream.ts';
import type { Tokens } from '../../../backend/session/tokens.ts';
import type { Queryable, Store, StoreTx } from '../../../backend/store/db.ts';
import { plantSeed } from '../../../backend/store/seed.ts';
import { COMMAND_KINDS, type Command, type CommandKind, type CommandOf } from '../../../shared/contract/commands.ts';
import { systemClock } from '../../../shared/lib/clock.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { memoryStore } from '../../support/kept-store.ts';
import { imported, seed } from '../intake/world.ts';

/** Of one customer. `held`: a colleague has it in hand. */
type Ids = {
  readonly offerId: string;
  readonly workItemId: string;
  readonly epoch: number;
  readonly customerId: string;
  readonly caseId: string;
  readonly interactionId: string;
  readonly entryId: string;
  readonly mentionId: string;
  readonly attachmentId: string;
};
const NONE: Ids = {
  offerId: 'no-offer',
  workItemId: 'no-work',
  epoch: 2,
  customerId: 'no-customer',
  caseId: 'no-case',
  interactionId: 'no-interaction',
  entryId: 'no-entry',
  mentionId: 'no-mention',
  attachmentId: 'no-attachment',
};
const ME = 'a-post';

type Made<K extends CommandKind> = ((ids: Ids) => CommandOf<K>['params']) | null;
const held = ({ workItemId, epoch }: Ids) => ({ workItemId, epoch });
const reply = (ids: Ids, workItemId: string | null): CommandOf<'reply.send'>['params'] => ({
  workItemId,
  epoch: workItemId ? ids.epoch : null,
  customerId: ids.customerId,
  target: {
    interactionId: ids.interactionId,
    channel: 'whatsapp',
    audience: 'private',
    handle: null,
    replyTo: ids.entryId,
  },
  subject: null,
  text: 'Hello',
  writtenAt: 0,
});

/** Null: it names nothing that could be somebody else's. A kind that is missing here does not compile. */
const asked: { readonly [K in CommandKind]: Made<K> } = {
  'offer.accept': ({ offerId, epoch }) => ({ offerId, epoch }),
  'offer.decline': ({ offerId, epoch }) => ({ offerId, epoch, reason: 'other' }),
  'reply.send': ids => reply(ids, ids.workItemId),
  'note.add': ({ customerId, caseId, interactionId }) => ({
    customerId,
    caseId,
    interactionId,
    text: 'x',
    writtenAt: 0,
  }),
  'mention.see': ({ mentionId }) => ({ mentionIds: [mentionId] }),
  'presence.set': null,
  'work.finish': ids => ({ ...held(ids), wrapUp: null, disposition: null }),
  'acw.extend': held,
  'acw.end': held,
  'work.park': ids => ({ ...held(ids), until: null, reason: null }),
  'work.wake': held,
  'work.take': held,
  'call.control': ids => ({ ...held(ids), action: 'hold', digits: null, before: null }),
  'call.dial': ({ customerId, caseId }) => ({ customerId, caseId, number: '+442079460000' }),
  'work.transfer': ids => ({ ...held(ids), destination: { to: 'agent', agentId: 'a-mara' }, note: 'x' }),
  'work.escalate': ids => ({ ...held(ids), note: 'x' }),
  'work.consult': ids => ({ ...held(ids), agentId: 'a-mara', among: null, note: 'x' }),
  'work.endConsult': ids => ({ ...held(ids), agentId: 'a-mara' }),
  'work.leave': ({ workItemId }) => ({ workItemId }),
  'work.conference': ids => ({ ...held(ids), agentId: 'a-mara' }),
  'work.completeTransfer': ids => ({ ...held(ids), agentId: 'a-mara', note: 'x' }),
  'work.reassign': ids => ({ ...held(ids), agentId: null, note: 'x' }),
  'work.noResponse': ids => ({ ...held(ids), reason: 'x' }),
  'work.praise': ids => ({ ...held(ids), act: 'marked', handle: null }),
  'case.move': ids => ({ ...held(ids), way: 'phone' }),
  'case.code': ({ caseId }) => ({ caseId }),
  'shift.introduce': null,
  'shift.skipIntroduction': null,
  'post.repost': ids => ({ ...held(ids), entryId: ids.entryId, handle: '@us' }),
  'customer.prefer': ({ customerId }) => ({ customerId, agentId: null, until: null }),
  'export.record': ({ customerId }) => ({
    at: 0,
    format: 'html',
    scope: 'customer',
    caseNumber: null,
    withNotes: false,
    sha256: '0'.repeat(64),
    customers: [{ customerId, entries: 1 }],
  }),
  'customer.erase': ({ customerId }) => ({ customerId, entryId: null, reason: 'request' }),
  'erasure.confirm': null,
  'post.undoRepost': ({ entryId }) => ({ entryId, handle: '@us' }),
};

let db: Store;
let centre: ContactCentre;
let others: Ids;
let said: string[] = [];

/** Says each statement, without what it was asked with. */
function overheard(store: Store): Store {
  const hear = (text: string): void => void said.push(text.replace(/\s+/g, ' '));
  const listen = <Q extends Queryable>(inner: Q): Q => ({
    ...inner,
    query: (text: string, params?: readonly unknown[]) => {
      hear(text);
      return inner.query(text, params);
    },
  });
  /** What goes together and what goes later is asked one after the other where a transaction does not offer that. */
  const alone = ({ together: _t, later: _l, ...tx }: StoreTx): StoreTx => tx;
  return { ...listen(store), transaction: run => store.transaction(tx => run(listen(alone(tx)))) };
}

beforeAll(async () => {
  db = overheard(await memoryStore());
  const me = { ...seed.agents[0]!, id: ME, name: 'Otto Post', queueIds: ['q-mail'] };
  await plantSeed(db, { queues: seed.queues, agents: [...seed.agents, me] });
  const random = (size: number) => crypto.getRandomValues(new Uint8Array(size));
  const outlet = { send: async () => ({ ok: true as const }) };
  centre = createServices({ db, clock: systemClock, random, outlet, wake: () => undefined });
  await centre.sessionOpened('a-mara');
  await centre.settle();
  others = await ofOthers();
});
afterAll(() => db.close());

/** Held by Mara, with a second one that rings at her desk: Otto serves none of it. */
async function ofOthers(): Promise<Ids> {
  const file = { name: 'a.txt', size: 1, content: Buffer.from('x').toString('base64') };
  const record = (externalId: string) => ({
    type: 'post',
    externalId,
    channel: 'x',
    party: { address: `@${externalId}` },
    text: 'Where is my bag?',
    attachments: [file],
  });
  const ringing = async () =>
    (
      await db.query<{ id: string; epoch: number }>(
        `SELECT id, (json->>'epoch')::int AS epoch FROM offer WHERE agent_id = 'a-mara' AND state = 'ringing'`,
      )
    )[0]!;
  const { customerId, workItemId, entryId } = imported((await centre.intake([record('one')]))[0]);
  await centre.router.turn();
  const first = await ringing();
  const params = { offerId: first.id, epoch: first.epoch };
  await centre.runCommand('a-mara', { id: uuidv7(), kind: 'offer.accept', params });
  await centre.intake([record('two')]);
  await centre.router.turn();
  const second = await ringing();
  const [place] = await db.query<{ case_id: string; interaction_id: string }>(
    'SELECT case_id, interaction_id FROM entry WHERE id = $1',
    [entryId],
  );
  const words = { customerId: customerId!, caseId: place!.case_id, interactionId: null, text: 'x', writtenAt: 0 };
  const named = { ...words, mentions: ['a-priya'] };
  await centre.runCommand('a-mara', { id: uuidv7(), kind: 'note.add', params: named });
  const idIn = async (table: string) => (await db.query<{ id: string }>(`SELECT id FROM ${table} LIMIT 1`))[0]!.id;
  const [item] = await db.query<{ epoch: number; state: string }>(
    `SELECT (json->>'epoch')::int AS epoch, state FROM work_item WHERE id = $1`,
    [workItemId],
  );
  expect(item!.state).toBe('held');
  return {
    offerId: second.id,
    workItemId: workItemId!,
    epoch: item!.epoch,
    customerId: customerId!,
    caseId: place!.case_id,
    interactionId: place!.interaction_id,
    entryId: entryId!,
    mentionId: await idIn('mention'),
    attachmentId: await idIn('attachment'),
  };
}

/** Asks with both, and gives what was answered and what the store was asked, of each. */
async function both<T>(ask: (ids: Ids) => Promise<T>): Promise<readonly [{ of: T; by: string[] }, typeof NONE_ASKED]> {
  const one = async (ids: Ids) => {
    said = [];
    const of = await ask(ids);
    return { of, by: said };
  };
  return [await one(others), await one(NONE)];
}
const NONE_ASKED: { of: unknown; by: string[] } = { of: null, by: [] };

test('what is asked for is there, and its holder may have it', async () => {
  const params = { ...held(others), until: null, reason: null };
  expect(await centre.runCommand('a-mara', { id: uuidv7(), kind: 'work.park', params })).toMatchObject({ ok: true });
  expect(await findAttachment(db, 'a-mara', others.attachmentId)).toMatchObject({ customerId: others.customerId });
});

describe('commands', () => {
  const kinds = COMMAND_KINDS.filter(kind => asked[kind] !== null);
  test.each(kinds)('%s', async kind => {
    const make = asked[kind] as (ids: Ids) => Command['params'];
    const run = (ids: Ids) => centre.runCommand(ME, { id: uuidv7(), kind, params: make(ids) } as Command);
    const [theirs, none] = await both(run);
    expect(theirs).toEqual(none);
    // More than what every command begins with.
    expect(theirs.by.length).toBeGreaterThan(1);
  });

  test('reply.send without work in hand', async () => {
    const run = (ids: Ids) =>
      centre.runCommand(ME, { id: uuidv7(), kind: 'reply.send', params: reply(ids, null) } as Command);
    const [theirs, none] = await both(run);
    expect(theirs.of).toMatchObject({ ok: false, code: 'not-found' });
    expect(theirs).toEqual(none);
  });
});

const failing = async (run: Promise<unknown>): Promise<unknown> =>
  run.then(
    value => value,
    (error: unknown) => [Fault.from(error).code, Fault.from(error).message],
  );

test('older history', async () => {
  const asking = {
    agentId: ME,
    origin: {},
    stream: {} as Stream,
    here: () => undefined,
    leave: () => undefined,
    extend: () => undefined,
  };
  const handlers = handlersFor({ db, services: centre, tokens: {} as Tokens, incarnation: 'i' }, asking);
  const before = { at: Date.now(), id: 'z' };
  const [theirs, none] = await both(({ customerId }) =>
    failing(handlers['history.page']({ customerId, before, limit: 10 })),
  );
  expect(theirs.of).toEqual(['not-found', 'no such customer']);
  expect(theirs).toEqual(none);
});

test('the content of an attachment', async () => {
  const [theirs, none] = await both(({ attachmentId }) => failing(findAttachment(db, ME, attachmentId)));
  expect(theirs.of).toEqual(['not-found', 'no such attachment']);
  expect(theirs).toEqual(none);
});
