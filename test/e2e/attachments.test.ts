// A file from the intake to a folder of the agent's, with the built programs on every host.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { madePdf } from '../../backend/connectors/scenario/made-file.ts';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { type Desk, hosts, startDesk } from './harness/desk.ts';
import { acceptOffer, articles, untilLive } from './harness/screen.ts';

const PDF = madePdf(['Booking']);
const HTML = Buffer.from('<script>top.ran = true</script>');
const number = '+447700900177';
const party = { address: 'ann@post.example', name: 'Ann Other' };
const file = (name: string, type: string, content: Buffer) => ({
  name,
  type,
  size: 0,
  content: content.toString('base64'),
});

describe.each(hosts())('attachments on %s', host => {
  let backend: TestBackend;
  let desk: Desk;
  beforeAll(async () => {
    await built();
    backend = await startBackend();
    desk = await startDesk(host, backend);
    await untilLive(desk.page());
    const identities = [
      { channel: 'email', address: party.address },
      { channel: 'voice', address: number },
    ];
    await backend.intake(
      { type: 'customer', externalId: 'ann', name: party.name, identities },
      {
        type: 'email',
        externalId: 'mail-1',
        live: false,
        party,
        handle: 'care@larkwing.example',
        text: 'The booking is attached.',
        attachments: [
          file('booking.pdf', 'application/pdf', PDF),
          file('../../invoice\u202efdp.html', 'application/pdf', HTML),
          file('later.pdf', 'application/pdf', madePdf(['Later'])),
        ],
      },
      { type: 'call', externalId: 'call-1', number, state: 'ringing', queue: 'Priority care' },
    );
    await acceptOffer(desk.page());
  });
  afterAll(async () => {
    await desk?.stop();
    await backend?.remove();
  });

  const mail = () => articles(desk.page()).filter({ hasText: 'The booking is attached.' });
  const chip = (name: RegExp) => mail().getByRole('listitem').filter({ hasText: name });
  /** Presses the button of a file; answers with the name and the bytes that the agent then has. */
  async function save(name: RegExp): Promise<{ name: string; bytes: Buffer }> {
    desk.press(0);
    if (host !== 'browser') {
      const before = desk.opened.length;
      await chip(name).getByRole('button').click();
      await vi.waitFor(() => {
        if (desk.opened.length === before) throw new Error('no folder was opened');
      }, 10_000);
      const path = desk.opened.at(-1)!.replace('folder of ', '');
      return { name: basename(path), bytes: await readFile(path) };
    }
    const downloading = desk.page().waitForEvent('download');
    await chip(name).getByRole('button').click();
    const download = await downloading;
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  test('a file says that it is not here, is fetched, and saved as it was sent', async () => {
    await expect.poll(() => chip(/booking/).innerText()).toContain('not on this desk');
    const saved = await save(/booking/);
    expect(saved.name).toBe('booking.pdf');
    expect(saved.bytes.equals(PDF)).toBe(true);
    await expect.poll(() => chip(/booking/).innerText()).toMatch(/saved|download started/);
  });

  test('X17 a page that calls itself a PDF says what it is, is asked for twice, and never runs', async () => {
    await expect.poll(() => chip(/invoice/).innerText()).toContain('can run a program when opened');
    if (host === 'browser') {
      await chip(/invoice/)
        .getByRole('button')
        .click();
      await chip(/invoice/)
        .getByRole('button', { name: /^Save anyway/ })
        .waitFor();
    }
    const asked = desk.dialogs.length;
    const saved = await save(/invoice/);
    expect(saved.name).toBe('invoicefdp.html');
    expect(saved.bytes.equals(HTML)).toBe(true);
    expect(host === 'browser' || desk.dialogs[asked]!.detail.includes('can run a program')).toBe(true);
    expect(await desk.page().evaluate(() => 'ran' in window)).toBe(false);
  });

  test('without the backend what is here can be saved, and what is not says why not', async () => {
    await backend.stop();
    await desk
      .page()
      .getByRole('status', { name: 'Connection' })
      .filter({ hasNotText: 'Live' })
      .waitFor({ timeout: 20_000 });
    expect((await save(/booking/)).bytes.equals(PDF)).toBe(true);
    const later = chip(/later/);
    await expect.poll(() => later.innerText()).toContain('it needs a connection');
    await expect.poll(() => later.getByRole('button').getAttribute('aria-disabled')).toBe('true');
  });
});
