import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { contentIn } from '../../../backend/uploads/content.ts';
import { pruneUploads } from '../../../backend/uploads/prune.ts';
import type { CommandReply } from '../../../shared/contract/commands.ts';
import type { UploadAsk } from '../../../shared/contract/uploads.ts';
import type { Entry } from '../../../shared/domain/entry.ts';
import { FILE_PART_BYTES, MAX_OUT_BYTES, partsOfFile } from '../../../shared/domain/writing/files.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import { fresh, imported, newWorld, type World } from '../intake/world.ts';

const PDF = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(1_200_000)]);
let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.db.close());
beforeEach(async () => {
  await world.centre.settle();
  await world.clear();
  world.sent.length = 0;
  await pruneUploads(world.db, world.now() + 1);
});

/** A customer's mail, held by Mara. */
async function held(record: object = {}) {
  await world.centre.sessionOpened('a-mara');
  const mail = { type: 'email', party: { address: `${fresh('ana')}@x.example` }, handle: 'care@larkwing.example' };
  const made = imported((await world.takeIn({ ...mail, externalId: fresh('m-'), text: 'Where?', ...record }))[0]);
  await world.centre.router.turn();
  const offer = (await world.ringing('a-mara'))!;
  await world.run('a-mara', 'offer.accept', { offerId: offer.id, epoch: offer.epoch });
  const entry = (await world.entries(made.customerId!)).find(one => one.id === made.entryId)!;
  return { customerId: made.customerId!, workItemId: made.workItemId!, entry };
}
type Held = Awaited<ReturnType<typeof held>>;

const askFor = ({ customerId }: Held, content: Buffer, more: Partial<UploadAsk> = {}): UploadAsk => ({
  id: uuidv7(),
  customerId,
  name: 'booking.pdf',
  type: 'application/pdf',
  size: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
  ...more,
});
const partOf = (content: Buffer, place: number): Buffer =>
  content.subarray(place * FILE_PART_BYTES, (place + 1) * FILE_PART_BYTES);

async function bring(asked: UploadAsk, content: Buffer, agentId = 'a-mara') {
  await world.centre.upload(agentId, asked);
  for (let place = 0; place < partsOfFile(content.length); place++)
    await world.centre.uploadPart(agentId, asked.id, place, partOf(content, place));
  return world.centre.upload(agentId, asked);
}

async function say({ customerId, workItemId, entry }: Held, files: string[], id = uuidv7()): Promise<CommandReply> {
  const { interactionId, channel, audience, handle } = entry;
  const target = { interactionId: interactionId!, channel, audience, handle, replyTo: entry.id };
  const { epoch } = await world.item(workItemId);
  const params = { workItemId, epoch, customerId, target, subject: null, text: 'Attached.', writtenAt: 1, files };
  return world.run('a-mara', 'reply.send', params, id);
}
const ours = async ({ customerId }: Held): Promise<Entry[]> =>
  (await world.entries(customerId)).filter(entry => entry.direction === 'out');

async function contentOf(entry: Entry, place = 0): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of contentIn(world.db)(entry.attachments[place]!)) parts.push(part);
  return Buffer.concat(parts);
}

describe('an upload', () => {
  test('goes on where it stands, takes a part twice, and is whole when its hash says so', async () => {
    const one = await held();
    const asked = askFor(one, PDF);
    expect(await world.centre.upload('a-mara', asked)).toEqual({ next: 0 });
    expect(await world.centre.uploadPart('a-mara', asked.id, 0, partOf(PDF, 0))).toEqual({ next: 1 });
    expect(await world.centre.uploadPart('a-mara', asked.id, 0, partOf(PDF, 0))).toEqual({ next: 1 });
    expect(await world.centre.upload('a-mara', asked)).toEqual({ next: 1 });
    await world.centre.uploadPart('a-mara', asked.id, 1, partOf(PDF, 1));
    await world.centre.uploadPart('a-mara', asked.id, 2, partOf(PDF, 2));
    expect(await world.centre.upload('a-mara', asked)).toEqual({ next: null });
    expect(await world.centre.upload('a-mara', asked)).toEqual({ next: null });
  });

  test('that arrived differently begins anew', async () => {
    const one = await held();
    const asked = askFor(one, PDF);
    const other = Buffer.from(PDF);
    other[700_000] = other[700_000]! ^ 1;
    expect(await bring(asked, other)).toEqual({ next: 0 });
    expect(await bring(asked, PDF)).toEqual({ next: null });
  });

  test.each([
    ['a part that is not the next', 2, partOf(PDF, 2)],
    ['a part too long', 0, PDF.subarray(0, FILE_PART_BYTES + 1)],
    ['a part too short', 0, PDF.subarray(0, 10)],
    ['nothing', 0, Buffer.alloc(0)],
  ])('refuses %s', async (_what, place, bytes) => {
    const asked = askFor(await held(), PDF);
    await world.centre.upload('a-mara', asked);
    await expect(world.centre.uploadPart('a-mara', asked.id, place, bytes)).rejects.toMatchObject({
      code: 'bad-input',
    });
  });

  test('under the id of another content is a conflict, and other agents’ ids are nobody’s', async () => {
    const one = await held();
    const asked = askFor(one, PDF);
    await world.centre.upload('a-mara', asked);
    const other = { ...asked, sha256: '0'.repeat(64) };
    await expect(world.centre.upload('a-mara', other)).rejects.toMatchObject({ code: 'conflict' });
    await expect(world.centre.uploadPart('a-priya', asked.id, 0, partOf(PDF, 0))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  test('for a customer whom the agent may not see answers as for one that is not there', async () => {
    const one = await held();
    const [theirs, nobodys] = await Promise.all(
      [askFor(one, PDF), { ...askFor(one, PDF), customerId: 'nobody' }].map(asked =>
        world.centre.upload('a-priya', asked).catch((error: unknown) => error),
      ),
    );
    expect(theirs).toMatchObject({ code: 'not-found' });
    expect(theirs).toEqual(nobodys);
  });

  test.each([
    ['a program by its name', 'invoice.pdf.exe', Buffer.from('harmless'), 'bad-input'],
    ['a program by its content', 'list.txt', Buffer.from('MZ then some'), 'bad-input'],
    ['what is not what its name says', 'booking.pdf', Buffer.from('PK\x03\x04 packed'), 'bad-input'],
    ['a name that proves nothing', 'booking.pdf', Buffer.from('words'), 'bad-input'],
  ])('refuses %s', async (_what, name, content, code) => {
    const asked = askFor(await held(), content, { name });
    await expect(bring(asked, content)).rejects.toMatchObject({ code });
  });

  test('that is too large is refused before a byte of it comes', async () => {
    const asked = askFor(await held(), PDF, { size: MAX_OUT_BYTES + 1 });
    await expect(world.centre.upload('a-mara', asked)).rejects.toMatchObject({ code: 'too-large' });
  });

  test('nobody may leave more than some here', async () => {
    const one = await held();
    for (let n = 0; n < 22; n++) await world.centre.upload('a-mara', askFor(one, PDF, { size: MAX_OUT_BYTES }));
    await expect(world.centre.upload('a-mara', askFor(one, PDF, { size: MAX_OUT_BYTES }))).rejects.toMatchObject({
      code: 'too-large',
    });
  });
});

describe('a reply', () => {
  test('takes its files along, under safe names, in its order; the same again changes nothing', async () => {
    const one = await held();
    const [pdf, text] = [askFor(one, PDF), askFor(one, Buffer.from('words'), { name: '../../\u202ereadme.txt' })];
    await bring(pdf, PDF);
    await bring({ ...text, type: 'text/plain' }, Buffer.from('words'));
    const id = uuidv7();
    const first = await say(one, [text.id, pdf.id], id);
    expect(first).toMatchObject({ ok: true });
    expect(await say(one, [text.id, pdf.id], id)).toEqual(first);
    await world.centre.settle();
    const [mail, ...more] = await ours(one);
    expect(more).toEqual([]);
    expect(mail!.attachments).toMatchObject([
      { name: 'readme.txt', type: 'text/plain', size: 5, kept: true },
      { name: 'booking.pdf', type: 'application/pdf', size: PDF.length, kept: true },
    ]);
    expect((await contentOf(mail!, 1)).equals(PDF)).toBe(true);
    expect(world.sent).toHaveLength(1);
  });

  test('is refused, and leaves nothing, where a file is unknown, another agent’s, another customer’s, not whole, or gone with another reply', async () => {
    const [one, other] = [await held(), await held()];
    const part = askFor(one, PDF);
    await world.centre.upload('a-mara', part);
    const elsewhere = askFor(other, PDF);
    await bring(elsewhere, PDF);
    const gone = askFor(one, PDF);
    await bring(gone, PDF);
    expect(await say(one, [gone.id])).toMatchObject({ ok: true });
    const answers = [];
    for (const ids of [['nobody'], [part.id], [elsewhere.id], [gone.id]]) answers.push(await say(one, ids));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(answers[0]).toMatchObject({ ok: false, code: 'not-found' });
    expect(await ours(one)).toHaveLength(1);
  });

  test('on a channel that takes none is refused, and so are too many bytes together', async () => {
    const post = await held({ type: 'post', channel: 'x', party: { address: fresh('@x') }, handle: '@LarkwingCare' });
    const pdf = askFor(post, PDF);
    await bring(pdf, PDF);
    expect(await say(post, [pdf.id])).toMatchObject({ ok: false, code: 'bad-input', reason: /takes no files/ });

    const mail = await held();
    const large = Buffer.concat([PDF, Buffer.alloc(9_000_000)]);
    const both = [askFor(mail, large), askFor(mail, large)];
    for (const asked of both) await bring(asked, large);
    const ids = both.map(({ id }) => id);
    expect(await say(mail, ids)).toMatchObject({ ok: false, code: 'bad-input', reason: /too large together/ });
    expect(await say(mail, ids.slice(0, 1))).toMatchObject({ ok: true });
  });
});

test('what nobody asked about for long goes, what an entry has stays, and what goes can be brought again', async () => {
  const one = await held();
  const [sent, left, begun] = [askFor(one, PDF), askFor(one, PDF), askFor(one, PDF)];
  await bring(sent, PDF);
  await bring(left, PDF);
  await world.centre.upload('a-mara', begun);
  expect(await say(one, [sent.id])).toMatchObject({ ok: true });
  expect(await pruneUploads(world.db, world.now())).toBe(0);
  world.pass(1_000);
  await world.centre.upload('a-mara', left);
  const gone = await pruneUploads(world.db, world.now());
  expect(gone).toBeGreaterThanOrEqual(2);
  expect(await world.centre.upload('a-mara', left)).toEqual({ next: null });
  expect((await contentOf((await ours(one))[0]!)).equals(PDF)).toBe(true);
  expect(await bring(begun, PDF)).toEqual({ next: null });
  const kept = await world.db.query(
    'SELECT 1 FROM attachment_part p LEFT JOIN attachment a ON a.id = p.attachment_id WHERE a.id IS NULL',
  );
  expect(kept).toEqual([]);
});
