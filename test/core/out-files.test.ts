// Files from the page to the customer's mailbox: a real core and the real backend, and what happens between them.
import { randomBytes } from 'node:crypto';
import { cpSync } from 'node:fs';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningBackend, startBackend } from '../../backend/backend.ts';
import { scenarioOutlet } from '../../backend/connectors/outlet.ts';
import { demoSeed } from '../../backend/connectors/scenario/seed.ts';
import { mergeDeskFile } from '../../electron/core/cache/files/merge-desk-file.ts';
import { openDeskFile } from '../../electron/core/cache/files/open-desk-file.ts';
import { filesOf } from '../../electron/core/config.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { FILE_PART_BYTES, partsOfFile } from '../../shared/domain/writing/files.ts';
import { connectionIs, type Desk, eventually, startDesk, tempFolder } from './support/desk.ts';

const MARA = 'Mara Lindholm';
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(1_200_000)]);
const TEXT = Buffer.from('words of a file');
const NOWHERE = 'http://127.0.0.1:1';
const outlet = scenarioOutlet({ file: null, delayMs: () => 5 });
/** Of a mail with these words its network says no, for as long as they stand here. */
const refused = new Set<string>();
const network: typeof outlet = {
  ...outlet,
  send: (entry, contentOf) =>
    refused.has(entry.text) ? Promise.resolve({ ok: false, reason: 'mailbox full' }) : outlet.send(entry, contentOf),
};
let backend: RunningBackend;

beforeAll(async () => {
  backend = await startBackend({ dataDir: null, databaseUrl: null, port: 0, seed: demoSeed, outlet: network });
});
afterAll(() => backend.stop());

let mails = 0;
async function mailFrom(address = `ann-${++mails}@post.example`): Promise<Entry> {
  const mail = {
    type: 'email',
    externalId: `m-${++mails}`,
    queue: 'Priority care',
    party: { address },
    text: 'Where?',
  };
  const [result] = await backend.services.intake([{ ...mail, handle: 'care@larkwing.example' }]);
  if (result?.outcome !== 'imported') throw new Error(JSON.stringify(result));
  const before = { at: 8.64e15, id: '~' };
  const { entries } = await backend.services.historyPage({ customerId: result.customerId!, before, limit: 50 });
  return entries.find(({ id }) => id === result.entryId)!;
}

async function liveDesk(entry: Entry, options: Parameters<typeof startDesk>[1] = {}, url = backend.url): Promise<Desk> {
  const desk = startDesk(url, { secret: backend.secrets[MARA]!, ...options });
  if (url === NOWHERE) return desk;
  await connectionIs(desk, 'live', 20_000);
  await eventually(() => desk.bridge.call('customer.open', { customerId: entry.customerId }), 10_000);
  await takes(desk, entry);
  return desk;
}

/** Only the holder answers what waits. */
async function takes({ bridge }: Desk, { customerId }: Entry): Promise<void> {
  const holds = async () => (await bridge.call('work.read', {})).items.some(item => item.customerId === customerId);
  if (await holds()) return;
  const [item] = await bridge.call('work.ofCustomer', { customerId });
  await bridge.call('work.take', { workItemId: item!.id });
  await eventually(async () => {
    expect(await holds()).toBe(true);
    expect(await bridge.call('outbox.read', {})).toEqual([]);
  }, 10_000);
}

const caseOf = async ({ bridge }: Desk, customerId: string): Promise<string> =>
  (await bridge.call('customer.open', { customerId })).cases[0]!.id;

/** As the page does it. */
async function attach(desk: Desk, customerId: string, content: Buffer, name = 'booking.pdf') {
  const { bridge } = desk;
  const caseId = await caseOf(desk, customerId);
  const begun = await bridge.call('file.begin', { customerId, caseId, name, type: 'text/plain', size: content.length });
  if ('refused' in begun) return begun;
  const { fileId } = begun;
  for (let place = 0; place < partsOfFile(content.length); place++) {
    const part = content.subarray(place * FILE_PART_BYTES, (place + 1) * FILE_PART_BYTES);
    await bridge.call('file.part', { fileId, place, content: part.toString('base64') });
  }
  return bridge.call('file.end', { fileId });
}
async function attached(desk: Desk, customerId: string, content = PDF, name = 'booking.pdf'): Promise<string> {
  const answer = await attach(desk, customerId, content, name);
  if ('refused' in answer) throw new Error(answer.refused);
  return answer.file.id;
}

const targetOf = ({ interactionId, channel, audience, handle, id }: Entry) => ({
  interactionId: interactionId!,
  channel,
  audience,
  handle,
  replyTo: id,
});
const send = (desk: Desk, entry: Entry, files: string[], text = 'Attached.') =>
  desk.bridge.call('reply.send', { customerId: entry.customerId, target: targetOf(entry), subject: null, text, files });
const listed = (desk: Desk, { customerId, caseId }: Entry) => desk.bridge.call('file.list', { customerId, caseId });
const isSettled = (desk: Desk) =>
  eventually(async () => expect(await desk.bridge.call('outbox.read', {})).toEqual([]), 20_000);

const deliveries = async (desk: Desk, { customerId }: Entry) =>
  (await desk.bridge.call('timeline.page', { customerId })).items.flatMap(({ entry }) =>
    entry.delivery ? [{ id: entry.id, state: entry.delivery.state }] : [],
  );
const isDelivered = (desk: Desk, entry: Entry, state: string) =>
  eventually(async () => expect((await deliveries(desk, entry)).at(-1)?.state).toBe(state), 20_000);
/** Bytes that the desk's file holds, once it has ended. */
async function bytesOf(desk: Desk): Promise<number> {
  await desk.core.stop();
  const { file, close } = openDeskFile(filesOf({ dataDir: desk.dataDir, agentName: MARA }).outbox, { now: Date.now });
  const bytes = file.outFiles.bytes();
  close();
  return bytes;
}

async function received({
  customerId,
}: Entry): Promise<{ text: string; files: { name: string | null; bytes: Buffer }[] }[]> {
  await eventually(() => expect(outlet.mail().some(mail => mail.customerId === customerId)).toBe(true), 20_000);
  const all = outlet.mail().filter(mail => mail.customerId === customerId);
  return Promise.all(
    all.map(async ({ entryId, text }) => {
      const message = outlet.message(entryId);
      const { attachments } = message ? await PostalMime.parse(message) : { attachments: [] };
      const files = attachments.map(one => ({ name: one.filename, bytes: Buffer.from(one.content as ArrayBuffer) }));
      return { text, files };
    }),
  );
}
const oneMail = [{ text: 'Attached.', files: [{ name: 'booking.pdf', bytes: PDF }] }];

/** The desk's folder as a kill -9 would leave it: what the system has of its files, and nothing closed. */
function killed(desk: Desk): string {
  const folder = tempFolder();
  cpSync(desk.dataDir, folder, { recursive: true });
  return folder;
}

/** A network that can be watched and cut: `before` sees every request of HTTP and may throw. */
const watched =
  (before: (what: string) => void | Promise<void>): typeof fetch =>
  async (input, init) => {
    await before(`${init?.method ?? 'GET'} ${new URL(String(input)).pathname}`);
    return fetch(input, init);
  };

describe('a file', () => {
  test('that an agent attaches is in the mail, in the timeline like one that came, and no longer on the desk', async () => {
    const entry = await mailFrom();
    const desk = await liveDesk(entry);
    const id = await attached(desk, entry.customerId);
    expect(await listed(desk, entry)).toEqual([{ id, name: 'booking.pdf', type: 'application/pdf', size: PDF.length }]);
    await send(desk, entry, [id]);
    expect(await listed(desk, entry)).toEqual([]);
    expect(await received(entry)).toEqual(oneMail);
    await isSettled(desk);
    const { items } = await desk.bridge.call('timeline.page', { customerId: entry.customerId });
    const { entry: ours } = items.find(item => item.entry.text === 'Attached.')!;
    expect(ours.attachments).toMatchObject([{ name: 'booking.pdf', size: PDF.length, kept: true }]);
    const asked = { entryId: ours.id, attachmentId: ours.attachments[0]!.id };
    expect((await desk.bridge.call('attachment.fetch', asked)).size).toBe(PDF.length);
    await isDelivered(desk, entry, 'confirmed');
    await desk.core.stop();
    const { file, close } = openDeskFile(desk.files.outbox, { now: Date.now });
    expect(file.outFiles.bytes()).toBe(0);
    expect(file.db.prepare('SELECT count(*) FROM out_file_parts').pluck().get()).toBe(0);
    close();
  });

  test.each([
    ['a program by its name', 'invoice.pdf.exe', TEXT, 'runs'],
    ['a program by its content', 'list.txt', Buffer.from('MZ'), 'runs'],
    ['one whose name says something else', 'booking.pdf', TEXT, 'differs'],
    ['an empty one', 'a.txt', Buffer.alloc(0), 'empty'],
    ['one that is too large', 'a.bin', Buffer.alloc(18_000_001), 'too-large'],
  ])('is refused as %s, and leaves nothing', async (_what, name, content, refused) => {
    const entry = await mailFrom();
    const desk = await liveDesk(entry);
    expect(await attach(desk, entry.customerId, content, name)).toEqual({ refused });
    expect(await listed(desk, entry)).toEqual([]);
  });

  test('names no path, and its parts come in their order and length', async () => {
    const entry = await mailFrom();
    const desk = await liveDesk(entry);
    const { customerId } = entry;
    await attached(desk, customerId, TEXT, '../../etc/\u202epasswd.txt');
    expect(await listed(desk, entry)).toMatchObject([{ name: 'passwd.txt' }]);
    // And of its own case.
    expect(await desk.bridge.call('file.list', { customerId, caseId: 'another' })).toEqual([]);
    const offered = { customerId, caseId: entry.caseId, name: 'a.txt', type: '', size: 600_000 };
    const begun = await desk.bridge.call('file.begin', offered);
    const fileId = 'fileId' in begun ? begun.fileId : '';
    const part = (place: number, bytes: number) =>
      desk.bridge.call('file.part', { fileId, place, content: Buffer.alloc(bytes).toString('base64') });
    await expect(part(1, 100_000)).rejects.toMatchObject({ code: 'bad-input' });
    await expect(part(0, 499_999)).rejects.toMatchObject({ code: 'bad-input' });
    await expect(desk.bridge.call('file.end', { fileId })).rejects.toMatchObject({ code: 'bad-input' });
    await expect(desk.bridge.call('file.part', { fileId: 'x', place: 0, content: '' })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await listed(desk, entry)).toHaveLength(1);
  });
});

describe('bytes are on disk before the screen says so', () => {
  test('a draft’s files outlive a kill, and one that was not whole is gone', async () => {
    const entry = await mailFrom();
    const desk = await liveDesk(entry);
    const id = await attached(desk, entry.customerId);
    const { customerId, caseId } = entry;
    await desk.bridge.call('file.begin', { customerId, caseId, name: 'b.txt', type: '', size: 9 });
    const again = await liveDesk(entry, { dataDir: killed(desk) }, NOWHERE);
    expect(await listed(again, entry)).toMatchObject([{ id, name: 'booking.pdf' }]);
    await again.core.stop();
    const { file, close } = openDeskFile(filesOf({ dataDir: again.dataDir, agentName: MARA }).outbox, {
      now: Date.now,
    });
    expect(file.outFiles.bytes()).toBe(PDF.length);
    close();
  });

  test('sent offline it waits with its file, is shown with it, and arrives once the desk was killed and is back', async () => {
    const entry = await mailFrom();
    const first = await liveDesk(entry);
    await first.core.stop();
    const offline = await liveDesk(entry, { dataDir: first.dataDir }, NOWHERE);
    await send(offline, entry, [await attached(offline, entry.customerId)]);
    const { items } = await offline.bridge.call('timeline.page', { customerId: entry.customerId });
    expect(items.at(-1)).toMatchObject({
      pending: { state: 'queued' },
      entry: { attachments: [{ name: 'booking.pdf' }] },
    });
    const folder = killed(offline);
    await offline.core.stop();
    const back = await liveDesk(entry, { dataDir: folder });
    expect(await received(entry)).toEqual(oneMail);
    await isSettled(back);
  });
});

describe('between desk and backend', () => {
  test('killed between upload and send: nothing is brought again, and the mail goes once', async () => {
    const entry = await mailFrom();
    let folder = '';
    let ends = 0;
    const seen: string[] = [];
    const first = await liveDesk(entry, {
      fetch: async (input, init) => {
        const answer = await fetch(input, init);
        const whole = init?.method === 'POST' && (await answer.clone().text()) === '{"next":null}';
        if (!whole) return answer;
        ends += 1;
        folder = killed(first);
        throw new TypeError('the desk is gone');
      },
    });
    await send(first, entry, [await attached(first, entry.customerId)]);
    await eventually(() => expect(ends).toBeGreaterThan(0), 20_000);
    await first.core.stop();
    expect(outlet.mail().filter(mail => mail.customerId === entry.customerId)).toEqual([]);
    const back = await liveDesk(entry, { dataDir: folder, fetch: watched(what => void seen.push(what)) });
    expect(await received(entry)).toEqual(oneMail);
    await isSettled(back);
    expect(seen.filter(what => what.startsWith('PUT'))).toEqual([]);
    expect(await received(entry)).toEqual(oneMail);
  });

  test('cut at every request, before it and after it, it goes on where it stands, and the mail goes once', async () => {
    const entry = await mailFrom();
    const parts: string[] = [];
    const cut = new Set<string>();
    const desk = await liveDesk(entry, {
      fetch: async (input, init) => {
        const what = `${init?.method} ${new URL(String(input)).pathname}`;
        if (!what.includes('/upload') || cut.has(what)) return fetch(input, init);
        cut.add(what);
        // Of some the question is lost, of others the answer.
        if (!what.endsWith('/1')) throw new TypeError('cut');
        parts.push(await (await fetch(input, init)).text());
        throw new TypeError('cut');
      },
    });
    await send(desk, entry, [await attached(desk, entry.customerId)]);
    expect(await received(entry)).toEqual(oneMail);
    await isSettled(desk);
    expect(cut.size).toBe(4);
    expect(parts).toEqual(['{"next":2}']);
  });

  test('while its file is on its way a reply can be taken back: words and file are the draft’s again', async () => {
    const entry = await mailFrom();
    const held = Promise.withResolvers<void>();
    const began = Promise.withResolvers<void>();
    const desk = await liveDesk(entry, {
      fetch: watched(async what => {
        if (!what.startsWith('PUT')) return;
        began.resolve();
        await held.promise;
      }),
    });
    const id = await attached(desk, entry.customerId);
    const { commandId } = await send(desk, entry, [id]);
    await began.promise;
    expect(await desk.bridge.call('outbox.read', {})).toMatchObject([{ commandId, state: 'queued' }]);
    expect(await desk.bridge.call('outbox.takeBack', { commandId })).toMatchObject({ text: 'Attached.' });
    expect(await listed(desk, entry)).toMatchObject([{ id }]);
    held.resolve();
    await send(desk, entry, [id]);
    expect(await received(entry)).toEqual(oneMail);
  });

  test('what is quick does not wait behind files', async () => {
    const entry = await mailFrom();
    const held = Promise.withResolvers<void>();
    const desk = await liveDesk(entry, { fetch: watched(what => (what.startsWith('PUT') ? held.promise : undefined)) });
    await send(desk, entry, [await attached(desk, entry.customerId)]);
    await desk.bridge.call('presence.set', { state: 'available', reason: null });
    await eventually(
      async () => expect((await desk.bridge.call('presence.read', {}))?.state).toBe('available'),
      10_000,
    );
    await desk.bridge.call('presence.set', { state: 'not-ready', reason: 'Break' });
    held.resolve();
    await isSettled(desk);
  });

  test('refused by the backend, words and file come back with the reason, and go out again as they are', async () => {
    const entry = await mailFrom();
    let refuses = true;
    const desk = await liveDesk(entry, {
      fetch: async (input, init) =>
        refuses && String(input).endsWith('/upload')
          ? Response.json({ ok: false, code: 'bad-input', reason: '“booking.pdf” is not wanted here' }, { status: 400 })
          : fetch(input, init),
    });
    await send(desk, entry, [await attached(desk, entry.customerId)]);
    const refused = { state: 'refused', code: 'bad-input', reason: '“booking.pdf” is not wanted here' };
    await eventually(async () => expect(await desk.bridge.call('outbox.read', {})).toMatchObject([refused]), 10_000);
    const [item] = await desk.bridge.call('outbox.read', {});
    refuses = false;
    await desk.bridge.call('outbox.retry', { commandId: item!.commandId });
    expect(await received(entry)).toEqual(oneMail);
    await isSettled(desk);
  });

  test('refused by the network after it was sent, it comes back with its file, also after a kill, and goes out once more', async () => {
    const entry = await mailFrom();
    const first = await liveDesk(entry);
    const text = `Refused ${entry.id}`;
    refused.add(text);
    const id = await attached(first, entry.customerId);
    await send(first, entry, [id], text);
    await isDelivered(first, entry, 'failed');
    await isSettled(first);
    expect(await listed(first, entry)).toEqual([]);
    const folder = killed(first);
    await first.core.stop();

    const desk = await liveDesk(entry, { dataDir: folder });
    const [failed] = await deliveries(desk, entry);
    const again = await desk.bridge.call('reply.writeAgain', { entryId: failed!.id });
    expect(again).toMatchObject({ draft: { draft: { text } }, files: [] });
    const files = await listed(desk, entry);
    expect(files).toMatchObject([{ name: 'booking.pdf', size: PDF.length }]);
    // A second time there is nothing left to come back.
    expect((await desk.bridge.call('reply.writeAgain', { entryId: failed!.id })).files).toEqual(['booking.pdf']);
    expect(await listed(desk, entry)).toEqual(files);
    refused.delete(text);
    await send(desk, entry, [files[0]!.id], text);
    expect(await received(entry)).toEqual([{ ...oneMail[0], text }]);
    await isDelivered(desk, entry, 'confirmed');
    expect(await bytesOf(desk)).toBe(0);
  });

  test('discarded, its files go with it; taken back, they stay', async () => {
    const entry = await mailFrom();
    const first = await liveDesk(entry);
    await first.core.stop();
    const offline = await liveDesk(entry, { dataDir: first.dataDir }, NOWHERE);
    const kept = await send(offline, entry, [await attached(offline, entry.customerId)]);
    await offline.bridge.call('outbox.takeBack', { commandId: kept.commandId });
    const [file] = await listed(offline, entry);
    expect(file).toMatchObject({ name: 'booking.pdf' });
    const gone = await send(offline, entry, [file!.id]);
    await offline.bridge.call('outbox.takeBack', { commandId: gone.commandId, discard: true });
    expect(await listed(offline, entry)).toEqual([]);
    expect(await bytesOf(offline)).toBe(0);
  });

  test('a reply names only files of its own draft, and only where the channel takes them', async () => {
    const [entry, other] = [await mailFrom(), await mailFrom()];
    const desk = await liveDesk(entry);
    await eventually(() => desk.bridge.call('customer.open', { customerId: other.customerId }), 10_000);
    const id = await attached(desk, other.customerId);
    await expect(send(desk, entry, [id])).rejects.toMatchObject({ code: 'not-found' });
    await expect(send(desk, entry, ['nobody'])).rejects.toMatchObject({ code: 'not-found' });
    const onX = { ...other, channel: 'x' as const, audience: 'public' as const } as Entry;
    await expect(send(desk, onX, [id])).rejects.toMatchObject({ code: 'bad-input' });
    await expect(send(desk, other, [id, id])).rejects.toMatchObject({ code: 'bad-input' });
    expect(await listed(desk, other)).toMatchObject([{ id }]);
    await desk.bridge.call('file.remove', { fileId: id });
    expect(await listed(desk, other)).toEqual([]);
  });
});

describe('over HTTP', () => {
  const put = (path: string, body: Uint8Array<ArrayBuffer>, bearer?: string) =>
    fetch(`${backend.url}${path}`, {
      method: 'PUT',
      body,
      headers: bearer ? { authorization: `Bearer ${bearer}` } : {},
    });

  test('without a token nothing is read, and too large a part is refused', async () => {
    expect((await put('/upload/x/0', new Uint8Array(9))).status).toBe(401);
    const body = JSON.stringify({ name: MARA, secret: backend.secrets[MARA] });
    const { token } = (await (await fetch(`${backend.url}/session`, { method: 'POST', body })).json()) as {
      token: string;
    };
    expect((await put('/upload/x/0', new Uint8Array(9), token)).status).toBe(404);
    expect((await put('/upload/%00/0', new Uint8Array(9), token)).status).toBe(404);
    expect((await put('/upload/x/0', new Uint8Array(FILE_PART_BYTES + 1), token)).status).toBe(413);
    const headers = { authorization: `Bearer ${token}` };
    expect((await fetch(`${backend.url}/upload`, { method: 'POST', body: '{}', headers })).status).toBe(400);
  });
});

test('files written beside a locked outbox come home with their bytes, once', () => {
  const folder = tempFolder();
  const [from, into] = ['a', 'b'].map(name => openDeskFile(`${folder}/${name}.db`, { now: Date.now }));
  const file = {
    id: 'f1',
    customerId: 'sam',
    caseId: null,
    commandId: null,
    name: 'a.pdf',
    type: 'application/pdf',
    sha256: 'x',
    at: 1,
  };
  from!.file.outFiles.add({ ...file, size: TEXT.length });
  from!.file.outFiles.addPart('f1', 0, TEXT);
  expect(from!.file.isEmpty()).toBe(false);
  expect(mergeDeskFile(from!.file, into!.file)).toBe(1);
  expect(mergeDeskFile(from!.file, into!.file)).toBe(0);
  expect(into!.file.outFiles.part('f1', 0)?.equals(TEXT)).toBe(true);
  from!.close();
  into!.close();
});
