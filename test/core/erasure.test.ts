import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eraseRows } from '../../electron/core/cache/erasing/erase.ts';
import { openCache, openMemoryCache } from '../../electron/core/cache/files/open.ts';
import { openDeskFile } from '../../electron/core/cache/files/open-desk-file.ts';
import { ingest } from '../../electron/core/link/ingest.ts';
import { begunAbout } from '../../shared/contract/bridge/begun.ts';
import { FRESH_LINE } from '../../shared/domain/call.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import type { Erasure } from '../../shared/domain/erasure.ts';
import { connectionIs, type Desk, eventually, startBackend, startDesk, tempFolder } from './support/desk.ts';
import { everythingIn, filesWith } from './support/everything.ts';
import type { FakeBackend } from './support/fake-backend.ts';
import {
  customer,
  email,
  entryChanged,
  erasedInHand,
  granted,
  interaction,
  matter,
  message,
  NOW,
  offer,
  page,
  workItem,
} from './support/records.ts';

const WORD = 'Quaggazebra';
const FOLDED = 'quaggazebra';
const erasure = (customerId: string, entryId: string | null = null, id = `erasure-${customerId}`): Erasure => ({
  id,
  customerId,
  entryId,
  at: NOW,
  reason: 'request',
});
const erased = (one: Erasure) => ({ kind: 'customer.erased', erasure: one });

/** A customer with words in every place that a desk has. */
function tell(backend: FakeBackend, customerId: string): void {
  const words = Array.from({ length: 60 }, (_, i) =>
    message(customerId, `${customerId}-${i}`, NOW - 1_000 * i, {
      text: `${WORD} said this ${i}`,
      author: { kind: 'customer', name: WORD, address: `@${WORD}`, agentId: null },
    }),
  );
  backend.append([
    granted(customerId, words.toReversed().slice(0, 50), 0, {
      customer: customer(customerId, WORD),
      cases: [{ ...matter(customerId), subject: `${WORD} lost a bag` }],
    }),
    entryChanged(email(customerId, `${customerId}-mail`, NOW + 1, `<p>${WORD}</p>`)),
    { kind: 'work.changed', workItem: workItem(customerId, { subject: WORD, customerName: WORD, from: WORD }) },
    {
      kind: 'mention.changed',
      mention: {
        id: `m-${customerId}`,
        version: 1,
        agentId: 'agent-mara',
        fromId: 'x',
        fromName: 'X',
        customerId,
        customerName: WORD,
        entryId: 'e',
        words: WORD,
        at: NOW,
        seenAt: null,
      },
    },
  ]);
}

/** Words of the agent: two drafts, a note under way, what is begun in a dialog, a wrap-up. */
async function write({ bridge }: Desk, customerId: string): Promise<void> {
  const target = {
    interactionId: `thread-${customerId}`,
    channel: 'x',
    audience: 'private',
    handle: null,
    replyTo: null,
  } as const;
  await bridge.call('draft.write', {
    caseId: null,
    customerId,
    mode: 'reply',
    text: `Dear ${WORD}`,
    target,
    subject: null,
  });
  await bridge.call('draft.write', {
    caseId: null,
    customerId,
    mode: 'note',
    text: `About ${WORD}`,
    target,
    subject: null,
  });
  await bridge.call('reply.send', { customerId, target, subject: null, text: `Sent to ${WORD}` });
  const about = begunAbout.handOver(`work-${customerId}`);
  await bridge.call('begun.write', { about, customerIds: [customerId], fields: { note: `${WORD} rang` } });
  await bridge.call('wrapUp.write', { workItemId: `work-${customerId}`, text: `${WORD} is fine`, disposition: null });
}

const confirmed = (backend: FakeBackend): string[] =>
  backend.commands.flatMap(command => (command.kind === 'erasure.confirm' ? command.params.erasureIds : []));

/** What its files hold, read as their own program does, and then byte by byte. */
function kept(desk: Desk): string {
  const cache = openCache(desk.files.cache, { now: Date.now });
  const file = openDeskFile(desk.files.outbox, { now: Date.now });
  const all = everythingIn(cache.cache.db) + everythingIn(file.file.db);
  cache.close();
  file.close();
  return all;
}

test('an erasure takes rows, index, mail, mentions, drafts and unsent words, tells the agent, and sends one receipt', async () => {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  tell(backend, 'c1');
  backend.append([granted('c2', [message('c2', 'c2-1', NOW, { text: 'Another word' })])]);
  await eventually(async () => {
    expect((await desk.bridge.call('history.search', { query: WORD })).hits.length).toBeGreaterThan(0);
  });
  // Commands get no answer from here on, pages still come.
  backend.decides(() => ({ ok: false, code: 'retry', reason: 'not now' }));
  await write(desk, 'c1');
  for (const query of [`"${WORD} lost"`, 'another word']) await desk.bridge.call('searches.remember', { query });
  const folder = join(desk.files.attachments, 'kept');
  mkdirSync(folder, { recursive: true });
  const aside = `${desk.files.cache}.damaged-2026-01-01`;
  for (const file of [aside, `${desk.files.outbox}.other-key-2026-01-01-wal`]) writeFileSync(file, WORD);
  expect(filesWith(desk.dataDir, WORD).length).toBeGreaterThan(2);

  backend.decides(() => ({ ok: true, entryId: null }));
  backend.append([erased(erasure('c1'))]);
  await eventually(() => expect(confirmed(backend)).toEqual(['erasure-c1']));
  await expect(desk.bridge.call('customer.open', { customerId: 'c1' })).rejects.toThrow(/no such customer/);
  expect(await desk.bridge.call('customer.erasure', { customerId: 'c1' })).toEqual(erasure('c1'));
  expect(await desk.bridge.call('customer.erasure', { customerId: 'c2' })).toBeNull();
  expect((await desk.bridge.call('notices.read', {})).map(({ kind }) => kind)).toContain('words-erased');
  expect((await desk.bridge.call('history.search', { query: WORD })).hits).toEqual([]);
  expect((await desk.bridge.call('history.search', { query: 'another' })).hits).toHaveLength(1);
  expect((await desk.bridge.call('searches.read', {})).recent).toEqual(['another word']);
  // While it runs: within the five seconds that an erasure is given.
  await eventually(() => expect(filesWith(desk.dataDir, WORD, FOLDED)).toEqual([]), 5_000);
  expect(existsSync(aside)).toBe(false);
  expect(desk.pushes).toEqual(expect.arrayContaining([{ topic: 'customer', customerId: 'c1' }]));
  await desk.core.stop();
  expect(kept(desk)).not.toMatch(/quaggazebra/i);
  expect(kept(desk)).toContain('Another word');
  expect(filesWith(desk.dataDir, WORD, FOLDED)).toEqual([]);
});

test('F33: a desk that was off erases before it asks for anything, and what a backup sends afterwards does not come back', async () => {
  const backend = await startBackend();
  const dataDir = tempFolder();
  const first = startDesk(backend.url, { dataDir });
  await connectionIs(first, 'live');
  tell(backend, 'c1');
  await eventually(async () =>
    expect((await first.bridge.call('customer.open', { customerId: 'c1' })).customer.name).toBe(WORD),
  );
  backend.decides(() => ({ ok: false, code: 'retry', reason: 'not now' }));
  await write(first, 'c1');
  await first.core.stop();
  expect(filesWith(dataDir, WORD).length).toBeGreaterThan(1);

  backend.decides(() => ({ ok: true, entryId: null }));
  backend.seen.erasures = [erasure('c1')];
  const atResume: Promise<string>[] = [];
  backend.seen.resumed = () => {
    const opened = second.bridge.call('customer.open', { customerId: 'c1' });
    atResume.push(
      opened.then(
        () => 'shown',
        () => 'gone',
      ),
    );
  };
  const second = startDesk(backend.url, { dataDir });
  await eventually(() => expect(confirmed(backend)).toContain('erasure-c1'));
  await expect(second.bridge.call('customer.open', { customerId: 'c1' })).rejects.toThrow(/no such customer/);
  await eventually(() => expect(filesWith(dataDir, WORD, FOLDED)).toEqual([]), 5_000);
  expect(await Promise.all(atResume)).toEqual(['gone']);

  // A backend that was put back to before the erasure tells everything again.
  tell(backend, 'c1');
  backend.append([granted('c2', [message('c2', 'c2-1', NOW)])]);
  await eventually(async () =>
    expect((await second.bridge.call('customer.open', { customerId: 'c2' })).customer.id).toBe('c2'),
  );
  await expect(second.bridge.call('customer.open', { customerId: 'c1' })).rejects.toThrow(/no such customer/);
  await second.core.stop();
  expect(kept(second)).not.toMatch(/quaggazebra/i);
});

test('a receipt that the backend has lost is sent again, and nothing else is done again', async () => {
  const backend = await startBackend();
  backend.seen.erasures = [erasure('c1')];
  const desk = startDesk(backend.url);
  await eventually(() => expect(confirmed(backend)).toEqual(['erasure-c1']));
  backend.cut();
  await eventually(() => expect(confirmed(backend)).toEqual(['erasure-c1', 'erasure-c1']));
  await connectionIs(desk, 'live');
});

test('work in hand comes back empty after the erasure, and goes on', async () => {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  tell(backend, 'c1');
  backend.append([
    ...erasedInHand(erasure('c1'), matter('c1')),
    { kind: 'interaction.changed', interaction: { ...interaction('c1'), version: 9 } },
    {
      kind: 'work.changed',
      workItem: workItem('c1', { version: 9, subject: '', from: '', customerName: 'Erased customer' }),
    },
    entryChanged(message('c1', 'too-late', NOW, { text: WORD })),
  ]);
  await eventually(async () => {
    const { items } = await desk.bridge.call('work.read', {});
    expect(items).toMatchObject([{ id: 'work-c1', subject: '', customerName: 'Erased customer' }]);
    expect((await desk.bridge.call('customer.open', { customerId: 'c1' })).customer.erasedAt).toBe(NOW);
  });
  expect((await desk.bridge.call('timeline.page', { customerId: 'c1' })).items).toEqual([]);
  // What was still being typed does not come back.
  await expect(write(desk, 'c1')).rejects.toThrow(/no such customer/);
  await desk.bridge.call('wrapUp.write', { workItemId: 'work-c1', text: WORD, disposition: null });
  await desk.bridge.call('work.finish', { workItemId: 'work-c1', wrapUp: null });
  await eventually(() => expect(backend.commands.map(({ kind }) => kind)).toContain('work.finish'));
  await eventually(() => expect(confirmed(backend)).toEqual(['erasure-c1']));
  // Told once more as the session begins: what was told anew meanwhile stays.
  backend.seen.erasures = [erasure('c1')];
  backend.cut();
  await eventually(() => expect(confirmed(backend)).toEqual(['erasure-c1', 'erasure-c1']));
  expect((await desk.bridge.call('customer.open', { customerId: 'c1' })).customer.erasedAt).toBe(NOW);
  await desk.core.stop();
  expect(kept(desk)).not.toMatch(/quaggazebra/i);
});

test('a log that begins anew brings work in hand of who was erased with their empty record, and none without', () => {
  const { cache } = openMemoryCache();
  ingest(cache, page(null, 'c1', [erased(erasure('c1')), erased(erasure('c2'))]));
  const emptied = { ...customer('c1', 'Erased customer'), version: 9, known: false, erasedAt: NOW };
  const work = (id: string) => ({ kind: 'work.changed', workItem: workItem(id, { version: 9 }) });
  ingest(
    cache,
    page(null, 'd1', [{ kind: 'customer.changed', customer: emptied }, work('c1'), work('c2')], { reset: true }),
    'log-2',
  );
  expect(cache.workItems.all().map(({ id }) => id)).toEqual(['work-c1']);
});

test('a grant that was read after the erasure and stands before it in the log leaves nothing of what was there', () => {
  const { cache } = openMemoryCache();
  const said = message('c1', 'first', NOW, { text: WORD });
  ingest(cache, page(null, 'c1', [granted('c1', [said])]));
  const emptied = { ...customer('c1', 'Erased customer'), version: 9, known: false, erasedAt: NOW };
  const early = granted('c1', []);
  if (early.kind !== 'customer.granted') throw new Error('no grant');
  const told = { ...early, grant: { ...early.grant, customer: emptied } };
  const anew = { kind: 'customer.changed', customer: emptied } as const;
  ingest(cache, page('c1', 'c2', [told, erased(erasure('c1')), anew]));
  expect(cache.entries.get('first')).toBeNull();
  expect(cache.customers.get('c1')?.erasedAt).toBe(NOW);
});

test('nor what the log tells between such a grant, of a customer who was not known here, and the erasure', () => {
  const { cache } = openMemoryCache();
  const emptied = { ...customer('c1', 'Erased customer'), version: 9, known: false, erasedAt: NOW };
  const early = granted('c1', []);
  if (early.kind !== 'customer.granted') throw new Error('no grant');
  const told = { ...early, grant: { ...early.grant, customer: emptied } };
  const between = entryChanged(message('c1', 'first', NOW, { text: WORD }));
  const anew = { kind: 'customer.changed', customer: { ...emptied, version: 10 } } as const;
  ingest(cache, page(null, 'c1', [told, between, erased(erasure('c1')), anew]));
  expect(cache.entries.get('first')).toBeNull();
  expect(cache.customers.get('c1')?.erasedAt).toBe(NOW);
});

test('a desk that began anew after the erasure, and hears of it later, keeps the work that goes on, and is rung for it', () => {
  const { cache } = openMemoryCache();
  const emptied = { ...customer('c1', 'Erased customer'), version: 9, known: false, erasedAt: NOW };
  const empty = { version: 9, subject: '', from: '', customerName: 'Erased customer' } as const;
  const told = granted('c1', [], 0, {
    customer: emptied,
    cases: [{ ...matter('c1'), version: 9, subject: '' }],
    interactions: [{ ...interaction('c1'), version: 9, subject: null }],
  });
  const late = message('c1', 'late', NOW, { text: WORD });
  const other = { id: 'work-2', subject: WORD, customerName: WORD };
  ingest(
    cache,
    page(null, 'c1', [
      told,
      { kind: 'work.changed', workItem: workItem('c1', empty) },
      { kind: 'work.changed', workItem: workItem('c1', other) },
      entryChanged(late),
    ]),
  );
  cache.write(() => eraseRows(cache, erasure('c1')));
  expect(cache.workItems.heldBy('agent-mara').map(({ id }) => id)).toEqual(['work-c1']);
  expect(cache.customers.get('c1')?.erasedAt).toBe(NOW);
  expect(cache.interactions.ofCustomer('c1')).toHaveLength(1);
  expect(cache.entries.get('late')).toBeNull();
  ingest(cache, page('c1', 'c2', [{ kind: 'offer.changed', offer: offer('c1', empty) }]));
  expect(cache.offers.newestOf('agent-mara')).toMatchObject([{ id: 'offer-c1', state: 'ringing' }]);
});

test.each([
  ['the call that goes on, told empty,', { author: 'Erased customer', text: '', number: null }, true],
  ['a call told before with their name', { author: WORD, text: '', number: null }, false],
  ['a call told before with their words', { author: 'Erased customer', text: WORD, number: null }, false],
  ['a call told before with their number', { author: 'Erased customer', text: '', number: '+447700900123' }, false],
] as const)('… and of its conversation: %s', (_what, { author, text, number }, stays) => {
  const { cache } = openMemoryCache();
  const emptied = { ...customer('c1', 'Erased customer'), version: 9, known: false, erasedAt: NOW };
  const empty = { version: 9, subject: '', from: '', customerName: 'Erased customer' } as const;
  const told = message('c1', 'call', NOW, { text });
  const call: Entry = {
    ...told,
    kind: 'call',
    channel: 'voice',
    author: { ...told.author, name: author, address: null },
    call: {
      number,
      state: 'live',
      queueName: 'Priority care',
      queueMs: 1_000,
      talkMs: null,
      holdMs: null,
      answeredAt: NOW,
      agentName: 'Mara Lindholm',
      wrapUp: null,
      turns: [],
      ...FRESH_LINE,
      exchange: 'exchange',
      exchangeId: 'x-1',
    },
  };
  const conversation = granted('c1', [], 0, { customer: emptied, interactions: [interaction('c1')] });
  const work = { kind: 'work.changed', workItem: workItem('c1', empty) } as const;
  ingest(cache, page(null, 'c1', [conversation, work, entryChanged(call)]));
  cache.write(() => eraseRows(cache, erasure('c1')));
  expect(cache.workItems.heldBy('agent-mara')).toHaveLength(1);
  expect(cache.entries.get('call') !== null).toBe(stays);
});

test('… and where none of their work is open nothing of them stays', () => {
  const { cache } = openMemoryCache();
  const emptied = { ...customer('c1', 'Erased customer'), version: 9, known: false, erasedAt: NOW };
  ingest(cache, page(null, 'c1', [granted('c1', [], 0, { customer: emptied })]));
  cache.write(() => eraseRows(cache, erasure('c1')));
  expect(cache.customers.get('c1')).toBeNull();
});

test('one entry goes with its words, its mail and its place in the index, and stays away', async () => {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  const mail = { ...email('c1', 'e1', NOW, `<p>${WORD}</p>`), text: WORD };
  backend.append([granted('c1', [mail, message('c1', 'e2', NOW + 1, { text: 'This one stays' })])]);
  backend.append([erased(erasure('c1', 'e1'))]);
  backend.append([entryChanged({ ...mail, version: 7 })]);
  await eventually(() => expect(confirmed(backend)).toEqual(['erasure-c1']));
  const { items } = await desk.bridge.call('timeline.page', { customerId: 'c1' });
  expect(items.map(({ entry }) => entry.text)).toEqual(['This one stays']);
  await eventually(() => expect(filesWith(desk.dataDir, WORD, FOLDED)).toEqual([]), 5_000);
});
