// Contents from the intake to a file on the desk, with the real backend and a real core between.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningBackend, startBackend } from '../../backend/backend.ts';
import { demoSeed } from '../../backend/connectors/scenario/seed.ts';
import { parseMail } from '../../backend/connectors/email/parse.ts';
import { attachmentFile, attachmentFiles } from '../../electron/core/cache/attachments.ts';
import { tokenSchema } from '../../shared/contract/wire.ts';
import { type Entry, MAX_ATTACHMENT_BYTES } from '../../shared/domain/entry.ts';
import { connectionIs, type Desk, eventually, startDesk, tempFolder } from './support/desk.ts';

const SAM = 'sam@post.example';
const MARA = 'Mara Lindholm';
const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(2_500_000)]);
let backend: RunningBackend;

beforeAll(async () => {
  backend = await startBackend({ dataDir: null, databaseUrl: null, port: 0, seed: demoSeed });
});
afterAll(() => backend.stop());

let mails = 0;
async function intake(attachments: readonly object[], address = SAM): Promise<Entry> {
  const externalId = `mail-${++mails}`;
  // What waits in a queue of Mara's is granted to her; history of a stranger is not.
  const place = { live: address === SAM, queue: 'Priority care' };
  const mail = { type: 'email', externalId, ...place, party: { address }, text: 'see attached', attachments };
  const [result] = await backend.services.intake([mail]);
  if (result?.outcome !== 'imported') throw new Error(JSON.stringify(result));
  const before = { at: 8.64e15, id: '~' };
  const { entries } = await backend.services.historyPage({ customerId: result.customerId!, before, limit: 50 });
  return entries.find(({ id }) => id === result.entryId)!;
}

const file = (content: Buffer, name = 'a.pdf', type = 'image/png') => ({
  name,
  type,
  size: 1,
  content: content.toString('base64'),
});
const token = async (): Promise<string> => {
  const body = JSON.stringify({ name: MARA, secret: backend.secrets[MARA] });
  const answer = await fetch(`${backend.url}/session`, { method: 'POST', body });
  return tokenSchema.parse(await answer.json()).token;
};
const get = async (id: string, bearer?: string): Promise<Response> =>
  fetch(`${backend.url}/attachment/${encodeURIComponent(id)}`, {
    headers: bearer ? { authorization: `Bearer ${bearer}` } : {},
  });

async function liveDesk(entry: Entry): Promise<Desk> {
  const desk = startDesk(backend.url, { secret: backend.secrets[MARA]! });
  await connectionIs(desk, 'live', 20_000);
  await eventually(() => desk.bridge.call('customer.open', { customerId: entry.customerId }), 10_000);
  return desk;
}

describe('the intake', () => {
  test('keeps contents; type and size are what the bytes prove, whatever was declared', async () => {
    const entry = await intake([file(PDF), { name: 'named-only.pdf', type: 'application/pdf', size: 9 }]);
    expect(entry.attachments).toMatchObject([
      { name: 'a.pdf', type: 'application/pdf', size: PDF.length, kept: true },
      { name: 'named-only.pdf', type: 'application/pdf', size: 9, kept: false },
    ]);
    expect(JSON.stringify(entry)).not.toContain('content');
  });

  test('of what is too large, or too much together, the name stays and the record is taken', async () => {
    const tooLarge = await intake([file(Buffer.alloc(MAX_ATTACHMENT_BYTES + 1))]);
    expect(tooLarge.attachments).toMatchObject([{ name: 'a.pdf', kept: false }]);
    const half = Buffer.alloc(13_000_000);
    expect((await intake([file(half), file(half), file(Buffer.from('x'))])).attachments).toMatchObject([
      { kept: true },
      { kept: false },
      { kept: true },
    ]);
  });

  test('a raw mail brings the bytes of its file', async () => {
    const raw = Buffer.from(
      'From: a@post.example\r\nTo: care@larkwing.example\r\nMIME-Version: 1.0\r\n' +
        'Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee\r\n--b\r\n' +
        'Content-Type: application/pdf; name=b.pdf\r\nContent-Disposition: attachment; filename=b.pdf\r\n' +
        `Content-Transfer-Encoding: base64\r\n\r\n${Buffer.from('%PDF-1.4 words').toString('base64')}\r\n--b--\r\n`,
    );
    const parsed = await parseMail(raw, { live: false });
    const [result] = await backend.services.intake(['record' in parsed ? parsed.record : {}]);
    expect(result?.outcome).toBe('imported');
    const [row] = await backend.db.query<{ bytes: Uint8Array }>(
      `SELECT bytes FROM attachment_part p JOIN attachment a ON a.id = p.attachment_id WHERE a.name = 'b.pdf'`,
    );
    expect(Buffer.from(row!.bytes).toString()).toBe('%PDF-1.4 words');
  });
});

describe('X12 the right to the customer is checked with every content', () => {
  test('somebody else’s and nobody’s answer alike, and so does what is no id', async () => {
    await connectionIs(startDesk(backend.url, { secret: backend.secrets[MARA]! }), 'live', 20_000);
    const entry = await intake([file(PDF)], 'stranger@post.example');
    const bearer = await token();
    const answers = await Promise.all(
      [entry.attachments[0]!.id, 'nobody', '%00', 'a b', 'x'.repeat(150)].map(async id => {
        const answer = await get(id, bearer);
        return { status: answer.status, body: await answer.json() };
      }),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toEqual({ status: 404, body: { ok: false, code: 'not-found', reason: 'no such attachment' } });
  });

  test('without a token, or with a wrong one, it is not even looked up', async () => {
    expect((await get('nobody')).status).toBe(401);
    expect((await get('nobody', 'x')).status).toBe(401);
  });

  test('what is sent is a download and nothing a browser would show', async () => {
    const entry = await intake([file(Buffer.from('<script>parent.ran = true</script>'), 'page.html', 'text/html')]);
    await liveDesk(entry);
    const { headers } = await get(entry.attachments[0]!.id, await token());
    expect(headers.get('content-type')).toBe('application/octet-stream');
    expect(headers.get('content-disposition')).toBe('attachment');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain('sandbox');
  });
});

describe('the desk', () => {
  test('fetches a content once, keeps it for its owner alone, and has it without a network', async () => {
    const entry = await intake([file(PDF)]);
    const desk = await liveDesk(entry);
    const attachmentId = entry.attachments[0]!.id;
    const asked = { entryId: entry.id, attachmentId };
    expect(await desk.bridge.call('attachment.states', { entryId: entry.id })).toEqual([
      { attachmentId, state: 'away' },
    ]);
    const [first, second] = await Promise.all([1, 2].map(() => desk.bridge.call('attachment.fetch', asked)));
    expect(second).toEqual(first);
    expect(await desk.bridge.call('attachment.states', { entryId: entry.id })).toEqual([
      { attachmentId, state: 'here' },
    ]);
    const path = join(desk.files.attachments, first!.file);
    expect(readFileSync(path).equals(PDF)).toBe(true);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(desk.files.attachments).mode & 0o777).toBe(0o700);
  });

  test('one that is not here needs the network, and says so', async () => {
    const entry = await intake([file(PDF), file(Buffer.from('small'))]);
    const desk = await liveDesk(entry);
    const [here, away] = entry.attachments.map(({ id }) => ({ entryId: entry.id, attachmentId: id }));
    await desk.bridge.call('attachment.fetch', here!);
    await desk.core.stop();
    const offline = startDesk('http://127.0.0.1:1', { dataDir: desk.dataDir, secret: 'x' });
    expect((await offline.bridge.call('attachment.fetch', here!)).size).toBe(PDF.length);
    await expect(offline.bridge.call('attachment.fetch', away!)).rejects.toMatchObject({ code: 'offline' });
  });

  test('what no entry of this desk names is not found, whatever the id is', async () => {
    const entry = await intake([file(PDF), { name: 'named.pdf', size: 3 }]);
    const desk = await liveDesk(entry);
    const ask = (entryId: string, attachmentId: string) =>
      desk.bridge.call('attachment.fetch', { entryId, attachmentId });
    await expect(ask('nobody', entry.attachments[0]!.id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(ask(entry.id, '../../outbox.db')).rejects.toMatchObject({ code: 'not-found' });
    await expect(ask(entry.id, entry.attachments[1]!.id)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('files of attachments', () => {
  let clock = 1_000;
  const now = () => (clock += 1_000);
  const place = (n: number, customerId = 'c1') => ({ customerId, attachmentId: `a${n}` });
  const bytes = async function* (length: number) {
    yield Buffer.alloc(length);
  };

  test('the one used longest ago goes when there are too many bytes', async () => {
    const files = attachmentFiles({ folder: tempFolder(), maxBytes: 250, now });
    await files.keep(place(1), bytes(100), 100);
    await files.keep(place(2), bytes(100), 100);
    files.touch(place(1));
    await files.keep(place(3), bytes(100), 100);
    expect([1, 2, 3].map(n => files.has(place(n)))).toEqual([true, false, true]);
  });

  test.each([
    [99, 'offline'],
    [101, 'too-large'],
  ])('%i bytes of 100 leave nothing behind', async (length, code) => {
    const folder = tempFolder();
    const files = attachmentFiles({ folder, now });
    await expect(files.keep(place(1), bytes(length), 100)).rejects.toMatchObject({ code });
    expect(readdirSync(folder, { recursive: true, withFileTypes: true }).filter(one => one.isFile())).toEqual([]);
  });

  test('a customer who is withdrawn leaves nothing, nor does one whom this desk does not know any more', async () => {
    const folder = tempFolder();
    const files = attachmentFiles({ folder, now });
    for (const customerId of ['c1', 'c2', 'c3']) await files.keep(place(1, customerId), bytes(1), 1);
    files.forget('c1');
    files.keepOnly(() => ['c2']);
    expect(['c1', 'c2', 'c3'].map(id => files.has(place(1, id)))).toEqual([false, true, false]);
  });

  test('an id names no path', () => {
    const folder = tempFolder();
    const name = attachmentFile({ customerId: '../..', attachmentId: '/etc/passwd' });
    expect(name).toMatch(/^[0-9a-f]{64}\/[0-9a-f]{64}$/);
    expect(existsSync(join(folder, name))).toBe(false);
  });
});
