// A case leaves the desk as a file, by keys alone and without a network, on every host; the audit has it once.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { exportFileSchema } from '../../shared/contract/export.ts';
import { HOSTILE_NAME } from '../fixtures/hostile-mail.ts';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { type Desk, hosts, startDesk } from './harness/desk.ts';
import { press, tabTo } from './harness/keys.ts';
import { out } from './harness/processes.ts';
import { acceptOffer, articles, connection, untilLive } from './harness/screen.ts';

const number = '+447700900188';
const party = { address: '@ann', name: HOSTILE_NAME };
const identities = [
  { channel: 'x', address: party.address },
  { channel: 'voice', address: number },
];
const records = [
  { type: 'customer', externalId: 'ann', name: HOSTILE_NAME, identities },
  {
    type: 'post',
    externalId: 'p1',
    channel: 'x',
    live: false,
    party,
    handle: '@LarkwingCare',
    text: 'Where is my bag?',
  },
  { type: 'note', externalId: 'n1', customer: 'ann', agent: 'Priya Shah', text: 'She was rude on the phone' },
  { type: 'call', externalId: 'call-1', number, state: 'ringing', queue: 'Priority care' },
] as const;

type AuditRow = { readonly kind?: string; readonly what?: string };
/** What the audit holds of exports. The backend must not be running. */
async function exportsInAudit(dataDir: string): Promise<string[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(out, 'audit.js'), '--data', dataDir, '--json']);
  const rows = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line) as AuditRow);
  return rows.filter(({ kind }) => kind === 'history.exported').map(({ what }) => what!);
}

describe.each(hosts())('exports on %s', host => {
  let backend: TestBackend;
  let desk: Desk;
  const page = (): Page => desk.page();
  const dialog = () => page().getByRole('dialog', { name: /^Export/ });
  const saved: Buffer[] = [];

  beforeAll(async () => {
    await built();
    backend = await startBackend();
    desk = await startDesk(host, backend);
    await untilLive(page());
    await backend.intake(...records.map(record => ({ source: 'test', ...record })));
    await acceptOffer(page());
    await articles(page()).filter({ hasText: 'Where is my bag?' }).waitFor();
    await backend.stop();
    await connection(page()).filter({ hasNotText: 'Live' }).waitFor({ timeout: 20_000 });
  });
  afterAll(async () => {
    await desk?.stop();
    await backend?.remove();
  });

  /** Asks for the case that is open in this form; answers with the bytes that the agent then has. */
  async function exportAs(format: string): Promise<Buffer> {
    await page().keyboard.press('Escape');
    await page().evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await press(page(), 'G E');
    await dialog().waitFor();
    desk.press(0);
    const before = desk.opened.length;
    await dialog().getByRole('radio', { name: format }).focus();
    await page().keyboard.press('Space');
    const downloading = host === 'browser' ? page().waitForEvent('download') : null;
    await page().keyboard.press('Enter');
    if (downloading) return readFile(await (await downloading).path());
    await expect.poll(() => desk.opened.length, { timeout: 30_000 }).toBeGreaterThan(before);
    return readFile(desk.opened.at(-1)!.replace('folder of ', ''));
  }

  test('offline: a web page, by keys alone; what was said is in it and nothing of it runs', async () => {
    saved.push(await exportAs('Web page'));
    await dialog()
      .getByText(host === 'browser' ? /^Downloaded as Foreword case .*\.html$/ : /^Saved as .*\.html$/)
      .waitFor();
    await dialog().getByText('Its record for the audit is kept here').waitFor();
    await tabTo(page(), /^Done$/);
    await page().keyboard.press('Enter');
    await dialog().waitFor({ state: 'detached' });
    const html = saved[0]!.toString();
    expect(html).toContain('Where is my bag?');
    expect(html).toContain('1 private note (not asked for)');
    expect(html).not.toContain('She was rude');
    const file = await page().context().newPage();
    await file.setContent(html);
    expect(await file.title()).toMatch(/^Case \d+/);
    expect(await file.locator('main article').count()).toBeGreaterThan(1);
    expect(await file.locator('script, img, a, [onerror]').count()).toBe(0);
    expect(await file.evaluate(() => 'ran' in window)).toBe(false);
    expect(
      await file
        .locator('h3')
        .first()
        .evaluate(day => getComputedStyle(day).borderBottomStyle),
    ).toBe('solid');
    await file.close();
    expect(desk.outside).toEqual([]);
  });

  test('offline: JSON by the contract, with notes when they are asked for', async () => {
    await press(page(), 'G E');
    await dialog().getByRole('checkbox', { name: 'Private notes' }).focus();
    await page().keyboard.press('Space');
    await dialog().getByText('not for the customer').waitFor();
    await page().keyboard.press('Escape');
    saved.push(await exportAs('JSON'));
    const file = exportFileSchema.parse(JSON.parse(saved[1]!.toString()));
    expect(file.entries.map(({ text }) => text)).toContain('Where is my bag?');
    expect(file.leftOut).toMatchObject({ note: 1 });
    expect(file.customers[0]!.name).toContain('<script>');
  });

  /** The beginning of a PDF that the host has drawn. */
  async function drawnByHost(): Promise<string> {
    const pdf = await exportAs('PDF');
    saved.push(pdf);
    return pdf.subarray(0, 5).toString();
  }
  /** What was given to the print dialog. Chromium without a screen has none: who asked for it is what can be seen. */
  async function printedByBrowser(): Promise<string> {
    await page().evaluate(() => {
      const frame = HTMLIFrameElement.prototype;
      const { get } = Object.getOwnPropertyDescriptor(frame, 'contentWindow')!;
      Object.defineProperty(frame, 'contentWindow', {
        get(this: HTMLIFrameElement) {
          const inner = get!.call(this) as Window;
          return { print: () => Object.assign(window, { printed: inner.document.body.innerText }) };
        },
      });
    });
    await page().keyboard.press('Escape');
    await press(page(), 'G E');
    await dialog().getByText('choose “Save as PDF” there').waitFor();
    await dialog().getByRole('radio', { name: 'PDF' }).focus();
    await page().keyboard.press('Space');
    await page().keyboard.press('Enter');
    await dialog().getByText('Handed to the print dialog').waitFor();
    const printed = () => page().evaluate(() => (window as { printed?: string }).printed ?? '');
    await expect.poll(printed).not.toBe('');
    return printed();
  }

  test('offline: a PDF, by the host where it can, else by the browser’s own print dialog', async () => {
    const [made, wanted] =
      host === 'browser' ? [await printedByBrowser(), 'Where is my bag?'] : [await drawnByHost(), '%PDF-'];
    expect(made).toContain(wanted);
  });

  test('back online, the audit has each of them once, with the hash of the file', async () => {
    await page().keyboard.press('Escape');
    await backend.again();
    await untilLive(page());
    await expect.poll(() => connection(page()).innerText(), { timeout: 30_000 }).not.toContain('queued');
    await backend.stop();
    const rows = await exportsInAudit(backend.dataDir);
    const hashes = saved.map(file => createHash('sha256').update(file).digest('hex'));
    expect(rows).toHaveLength(3);
    // What is printed is the web page, the same to the last letter where both are made in one second.
    for (const hash of hashes) {
      const files = rows.filter(row => /^(?:html|json|pdf), case \d+, no notes, \d+ entries, sha256 /.test(row));
      expect(files.filter(row => row.endsWith(`sha256 ${hash}`))).toHaveLength(1);
    }
    expect(rows[2]).toMatch(host === 'browser' ? /^print, / : /^pdf, /);
  });
});
