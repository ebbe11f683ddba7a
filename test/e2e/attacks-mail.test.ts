// X1, X2, X3, X4: what comes from outside is shown, and does nothing.
import type { Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IntakeInput } from '../../shared/contract/intake.ts';
import { HOSTILE_NAME, SCRIPTS, scriptMails, trackingMail } from '../fixtures/hostile-mail.ts';
import { startBackend, type TestBackend } from './harness/backend.ts';
import { built } from './harness/built.ts';
import { forgedCall } from './harness/forged-call.ts';
import { type Desk, hosts, startDesk } from './harness/desk.ts';
import { acceptOffer, articles, region, scrollTo, untilLive } from './harness/screen.ts';

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
    externalId: 'mail-tracking',
    mailSubject: `${HOSTILE_NAME} subject`,
    text: 'Pictures in here',
    html: trackingMail(),
    attachments: [{ name: `${HOSTILE_NAME}.pdf`, type: 'application/pdf', size: 1 }],
  },
  {
    ...mail,
    externalId: 'mail-links',
    mailSubject: 'Links',
    text: 'Some plain links',
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

const scripts: readonly IntakeInput[] = scriptMails().map((html, n) => ({
  ...mail,
  externalId: `mail-script-${n}`,
  mailSubject: `Attack ${n}.`,
  text: `Plain words ${n}.`,
  html,
}));

describe.each(hosts())('on %s', host => {
  let backend: TestBackend;
  let desk: Desk;
  /** Addresses that a policy refused, or that are of another origin where that may not be: seen, and never asked. */
  const refused = new Set<string>();
  const left = (since: number): string[] => desk.outside.slice(since).filter(url => !refused.has(url));

  beforeAll(async () => {
    await built();
    backend = await startBackend();
    desk = await startDesk(host, backend);
    await untilLive(desk.page());
    desk.page().on('requestfailed', request => {
      if (['csp', 'origin'].includes(request.failure()?.errorText ?? '')) refused.add(request.url());
    });
    await backend.intake(...scripts, ...records);
    await backend.intake({
      type: 'call',
      externalId: 'call-m',
      number,
      state: 'ringing',
      name: HOSTILE_NAME,
      queue: 'Priority care',
    });
    await acceptOffer(desk.page());
  });
  afterAll(async () => {
    await desk?.stop();
    await backend?.remove();
  });

  const hasRun = (): Promise<boolean> => desk.page().evaluate(() => 'ran' in window);
  const mailWith = (words: string): Locator => articles(desk.page()).filter({ hasText: words });
  const open = async (words: string): Promise<Locator> => {
    await scrollTo(desk.page(), mailWith(words));
    await mailWith(words).getByRole('button', { name: 'As its sender drew it' }).click();
    const frame = mailWith(words).locator('iframe');
    await frame.waitFor();
    return frame;
  };

  test.each(scripts.map((_, n) => n))('X1 script mail %i does nothing, and its words stay readable', async n => {
    const frame = await open(`Plain words ${n}.`);
    await expect.poll(() => frame.contentFrame().locator('body').innerText()).toContain(`Honest words ${n}.`);
    expect(await frame.getAttribute('sandbox')).toBe('');
    expect(await hasRun()).toBe(false);
  });

  test('X1 the page itself is not clobbered by names from the mail', async () => {
    const kinds = await desk.page().evaluate(() => [typeof document.body, document.querySelectorAll('#root').length]);
    expect(kinds).toEqual(['object', 1]);
  });

  test('X2 names, subjects, handles and file names are text', async () => {
    expect(await hasRun()).toBe(false);
    expect(await desk.page().locator('img[src="x"], script:not([src])').count()).toBe(0);
    await expect.poll(() => region(desk.page(), 'Customer').getByText('<script>').count()).toBeGreaterThan(0);
  });

  test('X3 no picture, style, font or address of a mail is asked for before consent', async () => {
    const frame = await open('Pictures in here');
    await expect.poll(() => frame.contentFrame().locator('body').innerText()).toContain('Readable to the end 99');
    expect(desk.outside).toEqual([]);
  });

  test('X3 after consent pictures are asked for, and nothing else', async () => {
    await mailWith('Pictures in here').getByRole('button', { name: 'Load once' }).click();
    await expect.poll(() => desk.outside.length).toBeGreaterThan(0);
    expect(desk.outside.filter(url => !/\.(?:png|gif|webp)$/.test(url))).toEqual([]);
    expect(await hasRun()).toBe(false);
  });

  /** What a sanitiser that lets everything through would show, in a frame that the page does not box. */
  const showRaw = async (withPictures: boolean): Promise<void> => {
    const html = `<p>Raw words</p>${trackingMail()}${SCRIPTS.join('')}`;
    const input = JSON.stringify({ html, withPictures }).replaceAll('*', '');
    const called = await forgedCall(desk.page(), 'mail.show', input, 1);
    const { path } = (called as { value: { path: string } }).value;
    const words = await desk.page().evaluate(async src => {
      const frame = document.createElement('iframe');
      frame.src = src;
      const loaded = new Promise(resolve => frame.addEventListener('load', resolve));
      document.body.append(frame);
      await loaded;
      frame.id = 'raw-mail';
      return frame.contentDocument?.body?.innerText ?? 'no way in';
    }, path);
    expect(words).toBe('no way in');
    const frame = desk.page().frameLocator('#raw-mail');
    expect(await frame.locator('body').innerText()).toContain('Raw words');
    await desk.page().evaluate(() => document.getElementById('raw-mail')?.remove());
  };

  test('X3 even past the sanitiser a mail asks for nothing before consent, and for pictures alone after it', async () => {
    refused.clear();
    const before = desk.outside.length;
    await showRaw(false);
    await expect.poll(() => left(before)).toEqual([]);
    expect(refused).toContain('https://evil.example/pixel.gif');
    refused.clear();
    const after = desk.outside.length;
    await showRaw(true);
    await expect.poll(() => left(after)).toContain('https://evil.example/pixel.gif');
    // A prefetch is judged by the loosest of all directives, so what may load pictures may prefetch: `k`.
    await expect.poll(() => left(after).filter(url => !/\.(?:png|gif|webp|svg)$|\/k$/.test(url))).toEqual([]);
    expect(await hasRun()).toBe(false);
  });

  test('X3 the page itself can load no picture from outside, consent or not', async () => {
    const before = desk.outside.length;
    const refusal = await desk.page().evaluate(
      () =>
        new Promise(resolve => {
          document.addEventListener('securitypolicyviolation', event => resolve(event.effectiveDirective), {
            once: true,
          });
          const image = new Image();
          image.addEventListener('load', () => resolve('loaded'));
          image.src = 'https://evil.example/in-the-page.png';
          document.body.append(image);
        }),
    );
    expect(refusal).toBe('img-src');
    await expect.poll(() => left(before)).toEqual([]);
  });

  test('X4 links show where they really lead; what may not be opened is no button', async () => {
    await open('Some plain links');
    const article = mailWith('Some plain links');
    await article.locator('summary').click();
    const buttons = await article.locator('details button').allInnerTexts();
    expect(buttons).toEqual(['evil.example', 'xn--pple-43d.example']);
  });

  test('X4 a link opens only after a dialog with the real host', async () => {
    const page = desk.page();
    const article = mailWith('Some plain links');
    desk.press(1);
    await article.getByRole('button', { name: 'evil.example', exact: true }).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await expect.poll(() => dialog.innerText()).toContain('evil.example');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    expect(desk.opened).toEqual([]);
  });
});
