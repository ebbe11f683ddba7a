// Files that leave: attached on the screen, kept over a cut and a kill, and in the customer's mailbox byte for byte.
import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileChooser, Locator } from 'playwright-core';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { mailFileOf } from '../../backend/connectors/composed-mail.ts';
import { readMailbox } from '../../backend/connectors/outlet.ts';
import { madePdf } from '../../backend/connectors/scenario/made-file.ts';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { type Desk, hosts, startDesk } from './harness/desk.ts';
import { acceptOffer, articles, composer, connection, region, untilLive } from './harness/screen.ts';

const PDF = madePdf(['Booking']);
/** More than one part. */
const LARGE = Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(1_300_000)]);
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const party = { address: 'ann@post.example', name: 'Ann Other' };

describe.each(hosts())('files that go out on %s', host => {
  let backend: TestBackend;
  let desk: Desk;
  /** Listened for from the beginning: asked for at the press, the system's own dialog may be faster. */
  const choosers: FileChooser[] = [];
  const listen = () => desk.page().on('filechooser', chooser => choosers.push(chooser));
  beforeAll(async () => {
    await built();
    backend = await startBackend();
    desk = await startDesk(host, backend);
    listen();
    await untilLive(desk.page());
    const mail = {
      type: 'email',
      externalId: 'mail-1',
      party,
      handle: 'care@larkwing.example',
      queue: 'Priority care',
    };
    await backend.intake({ ...mail, mailSubject: 'My booking', text: 'Where is my booking?' });
    await acceptOffer(desk.page());
  });
  afterAll(async () => {
    await desk?.stop();
    await backend?.remove();
  });

  const chips = (): Locator => region(desk.page(), 'Composer').getByRole('list', { name: 'Files with this reply' });
  /** By the key, as from anywhere outside a field. */
  async function attach(name: string, buffer: Buffer): Promise<void> {
    const page = desk.page();
    await region(page, 'Composer').getByRole('button', { name: 'Attach files', disabled: false }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('a');
    const chooser = await vi.waitFor(() => choosers.shift() ?? Promise.reject(new Error('nothing was opened')), 10_000);
    await chooser.setFiles({ name, mimeType: 'application/octet-stream', buffer });
  }
  async function received(text: string): Promise<{ name: string | null; hash: string }[]> {
    const mail = await vi.waitFor(
      () => {
        const all = readMailbox(join(backend.dataDir, 'mailbox.ndjson')).filter(one => one.text === text);
        if (all.length !== 1) throw new Error(`${all.length} mails`);
        return all[0]!;
      },
      { timeout: 30_000, interval: 200 },
    );
    const parsed = await PostalMime.parse(await readFile(join(backend.dataDir, 'mailbox', mailFileOf(mail.entryId))));
    expect(parsed.text).toContain(text);
    expect(parsed.to?.map(({ address }) => address)).toEqual([party.address]);
    return parsed.attachments.map(one => ({
      name: one.filename,
      hash: hashOf(new Uint8Array(one.content as ArrayBuffer)),
    }));
  }

  test('attached by key, sent, received, and saved from the timeline like one that came', async () => {
    await attach('booking.pdf', PDF);
    await chips().getByRole('button', { name: 'Remove booking.pdf' }).waitFor();
    await composer(desk.page()).fill('Your booking is attached.');
    await desk.page().keyboard.press('Control+Enter');
    const files = await received('Your booking is attached.');
    expect(files).toEqual([{ name: 'booking.pdf', hash: hashOf(PDF) }]);
    await expect.poll(() => chips().count()).toBe(0);
    const ours = articles(desk.page()).filter({ hasText: 'Your booking is attached.' });
    await ours.getByRole('button', { name: /^Save booking.pdf/ }).waitFor({ timeout: 15_000 });
  });

  test('what cannot go is refused in plain words, and nothing of it stays', async () => {
    await attach('invoice.pdf', Buffer.from('MZ a program'));
    const said = region(desk.page(), 'Composer').getByText('“invoice.pdf” can run a program when opened.');
    await said.waitFor();
    await expect.poll(() => chips().count()).toBe(0);
  });

  test('sent offline it waits with its file, over the end of the desk, and arrives once when the backend is back', async () => {
    await backend.stop();
    await connection(desk.page()).filter({ hasNotText: 'Live' }).waitFor({ timeout: 20_000 });
    await attach('large.pdf', LARGE);
    await chips().getByRole('button', { name: 'Remove large.pdf' }).waitFor();
    await composer(desk.page()).fill('The rest is attached.');
    await desk.page().keyboard.press('Control+Enter');
    const waiting = articles(desk.page()).filter({ hasText: 'The rest is attached.' });
    await waiting.getByText('large').waitFor();
    const { dataDir } = desk;
    await desk.kill();
    await backend.again();
    desk = await startDesk(host, backend, { dataDir });
    await untilLive(desk.page());
    await expect.poll(() => received('The rest is attached.')).toEqual([{ name: 'large.pdf', hash: hashOf(LARGE) }]);
  });
});
