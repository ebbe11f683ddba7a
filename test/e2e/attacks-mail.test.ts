// X1, X2, X3, X4: what comes from outside is shown, and does nothing.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IntakeInput } from '../../shared/contract/intake.ts';
import { HOSTILE_NAME, hostileHtml } from '../fixtures/hostile-mail.ts';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { type Desk, hosts, startDesk } from './harness/desk.ts';
import { acceptOffer, articles, region, untilLive } from './harness/screen.ts';

const number = '+447700900166';
const from = { address: 'mallory@evil.example', name: HOSTILE_NAME };
const mail = { type: 'email', live: false, party: from, handle: 'care@larkwing.example' } as const;

const records: readonly IntakeInput[] = [
  {
    type: 'customer',
    externalId: 'cust-mallory',
    name: HOSTILE_NAME,
    identities: [
      { channel: 'email', address: from.address },
      { channel: 'voice', address: number },
      { channel: 'x', address: '@mallory' },
    ],
  },
  {
    ...mail,
    externalId: 'mail-hostile',
    mailSubject: `${HOSTILE_NAME} subject`,
    text: 'Honest words first. Readable to the end',
    html: hostileHtml(),
    attachments: [{ name: `${HOSTILE_NAME}.pdf`, type: 'application/pdf', size: 1 }],
  },
  {
    ...mail,
    externalId: 'mail-links',
    mailSubject: 'Links',
    text: 'Links',
    html:
      '<p>Some links</p><a href="https://bank.example@evil.example/login">www.bank.example</a>' +
      '<a href="file:///etc/passwd">file</a><a href="smb://server/share">share</a><a href="\\\\server\\share">unc</a>' +
      '<a href="ms-msdt:/id x">tool</a><a href="https://xn--pple-43d.example/">apple</a>',
  },
  {
    type: 'post',
    externalId: 'post-hostile',
    channel: 'x',
    live: false,
    party: { address: '@mallory', name: HOSTILE_NAME },
    handle: HOSTILE_NAME,
    text: `${HOSTILE_NAME} https://bank.example@evil.example/login`,
  },
];

describe.each(hosts())('on %s', host => {
  let backend: TestBackend;
  let desk: Desk;

  beforeAll(async () => {
    await built();
    backend = await startBackend();
    desk = await startDesk(host, backend);
    await untilLive(desk.page());
    await backend.intake(...records);
    await backend.intake({ type: 'call', externalId: 'call-m', number, state: 'ringing', name: HOSTILE_NAME });
    await acceptOffer(desk.page());
  });
  afterAll(async () => {
    await desk?.stop();
    await backend?.remove();
  });

  const hasRun = (): Promise<boolean> => desk.page().evaluate(() => 'ran' in window);
  const open = async (words: string): Promise<void> => {
    const article = articles(desk.page()).filter({ hasText: words });
    await article.getByRole('button', { name: 'As its sender drew it' }).click();
    await article.locator('iframe').waitFor();
  };
  const frameText = (words: string): Promise<string> =>
    articles(desk.page()).filter({ hasText: words }).frameLocator('iframe').locator('body').innerText();

  test('X1 nothing in a mail runs, and its words stay readable', async () => {
    await open('Honest words first');
    await expect.poll(() => frameText('Honest words first')).toContain('Readable to the end');
    expect(await hasRun()).toBe(false);
    const frame = articles(desk.page()).filter({ hasText: 'Honest words first' }).locator('iframe');
    expect(await frame.getAttribute('sandbox')).not.toMatch(/allow-(scripts|same-origin|top-navigation|popups|forms)/);
  });

  test('X1 the page itself is not clobbered by names from the mail', async () => {
    const kinds = await desk.page().evaluate(() => [typeof document.body, document.querySelectorAll('#root').length]);
    expect(kinds).toEqual(['object', 1]);
  });

  test('X2 names, subjects, handles and file names are text', async () => {
    expect(await hasRun()).toBe(false);
    expect(await desk.page().locator('img[src="x"], script:not([src])').count()).toBe(0);
    expect(await region(desk.page(), 'Customer').getByText('<script>').count()).toBeGreaterThan(0);
  });

  test('X3 no picture, style, font or address of a mail is asked for before consent', () => {
    expect(desk.outside).toEqual([]);
  });

  test('X3 after consent pictures are asked for, and nothing else', async () => {
    const article = articles(desk.page()).filter({ hasText: 'Honest words first' });
    await article.getByRole('button', { name: 'Load once' }).click();
    await expect.poll(() => desk.outside.length).toBeGreaterThan(0);
    expect(desk.outside.filter(url => !/\.(?:png|gif|webp)$/.test(url))).toEqual([]);
    expect(await hasRun()).toBe(false);
  });

  test('X4 links show where they really lead; what may not be opened is no button', async () => {
    await open('Links');
    const article = articles(desk.page()).filter({ hasText: 'Links' }).last();
    await article.locator('summary').click();
    const buttons = await article.locator('details button').allInnerTexts();
    expect(buttons).toEqual(['evil.example', 'xn--pple-43d.example']);
  });

  test('X4 a link opens only after a dialog with the real host', async () => {
    const page = desk.page();
    const article = articles(page).filter({ hasText: 'Links' }).last();
    desk.press(1);
    await article.getByRole('button', { name: 'evil.example', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain('evil.example');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(desk.opened).toEqual([]);
  });
});
