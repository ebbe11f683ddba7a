// Words survive on the case they are about, and a command that is taken back is a draft again, whole, where it went.
import SQLite from 'better-sqlite3';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { caseOfDraft } from '../../electron/core/bridge/placed-drafts.ts';
import { migrate } from '../../electron/core/cache/files/migrate.ts';
import { mergeDeskFile } from '../../electron/core/cache/files/merge-desk-file.ts';
import { openDeskFile } from '../../electron/core/cache/files/open-desk-file.ts';
import { outboxMigrations } from '../../electron/core/cache/outbox-migrations/list.ts';
import { begunAbout } from '../../shared/contract/bridge/begun.ts';
import type { Draft } from '../../shared/contract/bridge/draft.ts';
import { scribble } from './support/desk-files.ts';
import { connectionIs, type Desk, eventually, startBackend, startDesk, tempFolder } from './support/desk.ts';
import { granted, interaction, matter, messages, NOW, workItem } from './support/records.ts';

const posted = { interactionId: 'thread-sam', channel: 'x', audience: 'public', handle: '@LarkwingCare' } as const;
const told = { interactionId: 'dm-sam', channel: 'x', audience: 'private', handle: '@LarkwingHelp' } as const;
const mailed = {
  interactionId: 'mail-sam',
  channel: 'email',
  audience: 'private',
  handle: 'care@lark.example',
} as const;
const blank = { mode: 'reply', text: '', target: null, subject: null, mail: null, thread: null, savedAt: 1 } as const;
const draft = (changes: Partial<Draft>): Draft => ({ ...blank, ...changes });

/** Sam has a public conversation in one case, a private one and a mail in another. */
async function deskWithTwoCases() {
  const backend = await startBackend();
  const desk = startDesk(backend.url);
  await connectionIs(desk, 'live');
  const second = { ...matter('sam'), id: 'case-2', number: 2 };
  backend.append([
    granted('sam', messages('sam', 2)),
    { kind: 'case.changed', case: second },
    ...[told, mailed].map(({ interactionId: id, channel, audience }) => ({
      kind: 'interaction.changed' as const,
      interaction: { ...interaction('sam'), id, channel, audience, caseId: 'case-2' },
    })),
    { kind: 'work.changed', workItem: workItem('sam') },
  ]);
  await eventually(async () => expect((await desk.bridge.call('work.read', {})).items).toHaveLength(1));
  await eventually(async () =>
    expect((await desk.bridge.call('customer.open', { customerId: 'sam' })).cases).toHaveLength(2),
  );
  return { backend, desk };
}
/** Everything that is asked for is refused. */
async function refused(desk: Desk, backend: Awaited<ReturnType<typeof startBackend>>, ask: () => Promise<unknown>) {
  backend.decides(() => ({ ok: false, code: 'conflict', reason: 'Not yours.' }));
  await ask();
  const items = () => desk.bridge.call('outbox.read', {});
  await eventually(async () => expect(await items()).toMatchObject([{ state: 'refused' }]));
  return (await items())[0]!.commandId;
}
const drafts = ({ bridge }: Desk) => bridge.call('draft.read', { customerId: 'sam' });

test('two cases of one customer have a reply and a note each; sending one leaves the others', async () => {
  const { desk } = await deskWithTwoCases();
  const { bridge } = desk;
  const write = (caseId: string, mode: 'reply' | 'note', text: string) =>
    bridge.call('draft.write', { customerId: 'sam', caseId, mode, text, target: null });
  await write('case-sam', 'reply', 'About the bag');
  await write('case-2', 'reply', 'About the seat');
  await write('case-2', 'note', 'She is right');
  await bridge.call('draft.mode', { customerId: 'sam', caseId: 'case-2', mode: 'note' });
  expect(await drafts(desk)).toMatchObject([
    { caseId: 'case-2', mode: 'note', reply: { text: 'About the seat' }, note: { text: 'She is right' } },
    { caseId: 'case-sam', mode: 'reply', reply: { text: 'About the bag' }, note: null },
  ]);
  const target = { ...told, replyTo: null };
  await bridge.call('reply.send', { customerId: 'sam', target, subject: null, text: 'About the seat' });
  expect((await drafts(desk)).map(({ reply, note }) => [reply?.text, note?.text])).toEqual([
    [undefined, 'She is right'],
    ['About the bag', undefined],
  ]);
});

test('what stands unsent is told of every customer, of each case what was written last, that first', async () => {
  const { desk } = await deskWithTwoCases();
  const { bridge } = desk;
  const write = (customerId: string, caseId: string | null, mode: 'reply' | 'note', text: string, subject = null) =>
    bridge.call('draft.write', { customerId, caseId, mode, text, target: null, subject });
  /** The desk's clock counts milliseconds. */
  const later = (): void => {
    for (const now = Date.now(); Date.now() === now;);
  };
  expect(await bridge.call('draft.list', {})).toEqual([]);
  await write('sam', 'case-sam', 'reply', 'About the bag');
  later();
  await write('sam', 'case-2', 'reply', 'About the seat');
  later();
  await write('sam', 'case-2', 'note', `  She is right${'.'.repeat(500)}`);
  later();
  await write('ann', null, 'reply', 'Who is this');
  const list = await bridge.call('draft.list', {});
  expect(list.map(({ customerName, caseId, mode, text }) => [customerName, caseId, mode, text.length])).toEqual([
    [null, null, 'reply', 11],
    ['Customer sam', 'case-2', 'note', 200],
    ['Customer sam', 'case-sam', 'reply', 13],
  ]);
  for (const caseId of ['case-sam', 'case-2']) await write('sam', caseId, 'reply', ' ');
  await write('sam', 'case-2', 'note', '');
  expect(await bridge.call('draft.list', {})).toMatchObject([{ customerId: 'ann' }]);
});

test('a mail with a subject or recipients and no words yet is kept; with all its fields empty it goes', async () => {
  const { desk } = await deskWithTwoCases();
  const mail = { to: ['ann@post.example'], cc: [], quote: true };
  const at = { customerId: 'sam', caseId: 'case-2', mode: 'reply', text: '', target: null } as const;
  await desk.bridge.call('draft.write', { ...at, subject: 'Your bag' });
  expect(await drafts(desk)).toMatchObject([{ reply: { text: '', subject: 'Your bag', mail: null } }]);
  await desk.bridge.call('draft.write', { ...at, mail });
  expect(await drafts(desk)).toMatchObject([{ reply: { text: '', subject: null, mail } }]);
  await desk.bridge.call('draft.write', at);
  expect(await drafts(desk)).toEqual([]);
});

test('a refused mail comes back whole: its case, where it went, to whom, its subject, thread and handle', async () => {
  const { backend, desk } = await deskWithTwoCases();
  const mail = { to: ['ann@post.example'], cc: ['bo@post.example'], quote: false, signature: 'Mara' };
  const said = {
    target: { ...mailed, replyTo: 'sam-1' },
    subject: 'Your bag',
    text: 'Found.',
    thread: 'plain',
  } as const;
  const commandId = await refused(desk, backend, () =>
    desk.bridge.call('reply.send', { customerId: 'sam', ...said, mail }),
  );
  const { signature: _signature, ...words } = mail;
  const whole = {
    mode: 'reply',
    text: 'Found.',
    target: said.target,
    subject: 'Your bag',
    mail: words,
    thread: 'plain',
  };
  expect(await desk.bridge.call('outbox.takeBack', { commandId })).toMatchObject({
    text: 'Found.',
    draft: { customerId: 'sam', caseId: 'case-2', draft: whole },
    begun: null,
  });
  // Written down as it is answered: a kill here loses nothing.
  expect(await drafts(desk)).toMatchObject([{ caseId: 'case-2', mode: 'reply', reply: whole }]);
});

test('private words that come back never get into what is public, whatever has been begun since', async () => {
  const { backend, desk } = await deskWithTwoCases();
  const target = { ...told, replyTo: null };
  const commandId = await refused(desk, backend, () =>
    desk.bridge.call('reply.send', { customerId: 'sam', target, subject: null, text: 'Your code is 81.' }),
  );
  const begun = { customerId: 'sam', caseId: 'case-2', mode: 'reply', text: 'We are here.' } as const;
  await desk.bridge.call('draft.write', { ...begun, target: { ...posted, replyTo: null } });
  await desk.bridge.call('outbox.takeBack', { commandId });
  const [kept] = await drafts(desk);
  expect(kept!.reply).toMatchObject({ text: 'Your code is 81.\n\nWe are here.', target });
});

test('what is discarded does not come back; a hand-over and its destination do, above what was begun since', async () => {
  const { backend, desk } = await deskWithTwoCases();
  const about = begunAbout.handOver('work-sam');
  const write = (note: string) =>
    desk.bridge.call('begun.write', { about, customerIds: ['sam'], fields: { note, chosen: 'queue q' } });
  await write('Promised 80 pounds');
  const hand = () =>
    desk.bridge.call('work.transfer', {
      workItemId: 'work-sam',
      destination: { to: 'agent', agentId: 'priya' },
      note: 'Promised 80 pounds',
    });
  const commandId = await refused(desk, backend, hand);
  expect(await desk.bridge.call('begun.read', {})).toEqual([]);
  await desk.bridge.call('begun.write', { about, customerIds: ['sam'], fields: { note: 'Begun since' } });
  expect(await desk.bridge.call('outbox.takeBack', { commandId })).toMatchObject({
    draft: null,
    begun: { about, customerIds: ['sam'], fields: { note: 'Promised 80 pounds', chosen: 'agent priya' } },
  });
  const fields = { note: 'Promised 80 pounds\n\nBegun since', chosen: 'agent priya' };
  expect(await desk.bridge.call('begun.read', {})).toEqual([{ about, customerIds: ['sam'], fields }]);

  const again = await refused(desk, backend, hand);
  const none = { draft: null, begun: null };
  expect(await desk.bridge.call('outbox.takeBack', { commandId: again, discard: true })).toMatchObject(none);
  expect(await desk.bridge.call('begun.read', {})).toEqual([]);
});

test('what is begun in a dialog is kept without card numbers, counted before one signs out, and not of who was erased', async () => {
  const { backend, desk } = await deskWithTwoCases();
  const about = begunAbout.park(['work-sam']);
  const park = { about, customerIds: ['sam'], fields: { reason: 'Card 4012 8888 8888 1881' } };
  await desk.bridge.call('begun.write', park);
  expect((await desk.bridge.call('begun.read', {}))[0]!.fields).toEqual({ reason: 'Card •••• •••• •••• 1881' });
  expect(await desk.bridge.call('session.leaving', {})).toMatchObject({ drafts: 1 });
  backend.append([
    { kind: 'customer.erased', erasure: { id: 'e1', customerId: 'sam', entryId: null, at: NOW, reason: 'request' } },
  ]);
  await eventually(async () => expect(await desk.bridge.call('begun.read', {})).toEqual([]));
  await desk.bridge.call('begun.write', park);
  expect(await desk.bridge.call('begun.read', {})).toEqual([]);
});

test('words of before, of no case that was known, go to the case they are about, with their mode', async () => {
  const { desk } = await deskWithTwoCases();
  const of = { customerId: 'sam', caseId: null } as const;
  await desk.bridge.call('draft.write', {
    ...of,
    mode: 'reply',
    text: 'In private',
    target: { ...told, replyTo: null },
  });
  await desk.bridge.call('draft.write', { ...of, mode: 'note', text: 'Rang twice', target: null });
  await desk.bridge.call('draft.mode', { ...of, mode: 'note' });
  expect(await drafts(desk)).toMatchObject([
    { caseId: 'case-2', reply: { text: 'In private' }, note: null },
    // That of the work in hand.
    { caseId: 'case-sam', mode: 'note', reply: null, note: { text: 'Rang twice' } },
  ]);
});

test.each([
  ['where it goes', draft({ target: { ...told, replyTo: null } }), { held: ['a'], cases: ['a', 'b'] }, 'of dm-sam'],
  ['what is in hand', draft({}), { held: ['a', 'a'], cases: ['a', 'b'] }, 'a'],
  ['their only one', draft({}), { held: [], cases: ['b'] }, 'b'],
  ['nothing that tells', draft({}), { held: ['a', 'b'], cases: ['a', 'b'] }, null],
])('the case of a draft by %s', (_by, one, known, expected) => {
  expect(caseOfDraft(one, { ...known, caseOf: id => `of ${id}` })).toBe(expected);
});

const opened = (name = 'mara.outbox.db', folder = tempFolder()) => {
  const path = join(folder, name);
  const one = openDeskFile(path, { now: Date.now });
  onTestFinished(() => {
    if (one.file.db.open) one.close();
  });
  return { ...one, path };
};

test('a file beside a locked one comes home once: words below words of the same case, private ones to nobody else', () => {
  const [from, into] = [opened().file, opened().file];
  into.drafts.write('sam', 'case-sam', draft({ text: 'We are here.', target: { ...posted, replyTo: null } }));
  const target = { ...told, replyTo: null };
  from.drafts.write('sam', 'case-sam', draft({ text: 'Your code is 81.', target }));
  from.drafts.write('sam', 'case-2', draft({ text: '', subject: 'Your bag' }));
  from.begun.write({ about: 'park w', customerIds: ['sam'], fields: { reason: 'Waits' } });
  into.begun.write({ about: 'park w', customerIds: ['sam'], fields: { reason: 'For the crew' } });
  expect(from.isEmpty()).toBe(false);
  for (let time = 0; time < 2; time++) {
    mergeDeskFile(from, into);
    expect(into.drafts.get('sam', 'case-sam', 'reply')).toMatchObject({
      text: 'We are here.\n\nYour code is 81.',
      target,
    });
    expect(into.drafts.get('sam', 'case-2', 'reply')).toMatchObject({ subject: 'Your bag' });
    expect(into.begun.get('park w')?.fields).toEqual({ reason: 'For the crew\n\nWaits' });
  }
});

test('a damaged file of before has words of no known case: they are carried over', () => {
  const { path, close } = opened();
  close();
  const db = new SQLite(path);
  const tables = db.prepare<[], string>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`,
  );
  for (const name of tables.pluck().all()) db.exec(`DROP TABLE "${name}"`);
  db.pragma('user_version = 0');
  migrate(db, outboxMigrations.slice(0, 6));
  db.prepare('INSERT INTO drafts VALUES (?, ?, ?)').run('sam', 'note', JSON.stringify(draft({ text: 'Rang twice' })));
  db.exec(`INSERT INTO draft_modes VALUES ('sam', 'note')`);
  for (let i = 0; i < 400; i++) db.prepare('INSERT INTO kept VALUES (?, ?)').run(`k${i}`, `"${'z'.repeat(200)}"`);
  const [leaf] = db
    .prepare<[], number>(`SELECT pageno FROM dbstat WHERE name = 'kept' AND pagetype = 'leaf' LIMIT 1 OFFSET 3`)
    .pluck()
    .all();
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  scribble(path, (leaf! - 1) * 4_096, 4_096);
  const again = openDeskFile(path, { now: Date.now });
  expect(again.notices).toEqual(['cache-refilled']);
  expect(again.file.drafts.read('sam')).toMatchObject([{ caseId: null, mode: 'note', note: { text: 'Rang twice' } }]);
  again.close();
});
