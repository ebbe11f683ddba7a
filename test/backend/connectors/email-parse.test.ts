import { describe, expect, test } from 'vitest';
import {
  type MailOptions,
  type MailRecord,
  MAX_MAIL_BYTES,
  parseMail,
} from '../../../backend/connectors/email/parse.ts';
import { intakeRecordSchema } from '../../../shared/contract/intake.ts';
import { mail } from './mail.ts';
import { cpuMs } from '../../support/cpu-time.ts';

async function parsed(raw: Uint8Array, options: MailOptions = {}): Promise<MailRecord> {
  const result = await parseMail(raw, options);
  if ('refused' in result) throw new Error(result.refused);
  expect(intakeRecordSchema.safeParse(result.record).error).toBeUndefined();
  return result.record;
}

describe('whose mail it is', () => {
  test('the sender is the customer and the first recipient our address', async () => {
    expect(await parsed(mail({}))).toMatchObject({
      direction: 'in',
      party: { address: 'jane@post.example', name: 'Jane Doe' },
      handle: 'care@larkwing.example',
      at: Date.UTC(2012, 3, 3, 12, 23, 59),
    });
  });

  test('mail from one of our addresses is ours, to the first recipient who is not us', async () => {
    const raw = mail({ From: 'Mara <mara@larkwing.example>', To: 'care@larkwing.example, Jane <jane@post.example>' });
    expect(await parsed(raw, { brands: ['@larkwing.example'] })).toMatchObject({
      direction: 'out',
      party: { address: 'jane@post.example', name: 'Jane' },
      handle: 'mara@larkwing.example',
      agent: 'Mara',
    });
  });

  test('a comma in an unquoted name does not lose the sender', async () => {
    const raw = mail({ From: 'Doe, Jane <jane@post.example>' });
    expect((await parsed(raw)).party).toEqual({ address: 'jane@post.example', name: 'Doe, Jane' });
  });

  test('a program that has only a name is known by it, and nobody at all is refused', async () => {
    expect((await parsed(mail({ From: 'MAILER-DAEMON <>' }))).party.address).toBe('MAILER-DAEMON');
    expect(await parseMail(mail({ From: undefined }))).toEqual({ refused: 'no address of a sender' });
  });
});

describe('threads', () => {
  test('root, middle and end agree on the thread, whichever header names it', async () => {
    const root = await parsed(mail({ 'Message-ID': '<root@x>' }));
    const middle = await parsed(mail({ 'Message-ID': '<middle@x>', 'In-Reply-To': '<root@x>' }));
    const end = await parsed(mail({ 'Message-ID': '<end@x>', References: '<root@x>\r\n <middle@x>' }));
    expect([root.thread, middle.thread, end.thread]).toEqual(['root@x', 'root@x', 'root@x']);
    expect(end).toMatchObject({ inReplyTo: 'middle@x', references: ['root@x', 'middle@x'], messageId: 'end@x' });
  });

  test('the same mail from two mailboxes has one key; another mail under the same Message-ID has its own', async () => {
    const one = await parsed(mail({ Received: 'from a; Tue, 3 Apr 2012 16:24:00 +0400' }));
    const again = await parsed(mail({ Received: 'from b; Tue, 3 Apr 2012 16:25:00 +0400' }));
    const other = await parsed(mail({ Subject: 'Seat 15B' }));
    expect(again.externalId).toBe(one.externalId);
    expect(other.externalId).not.toBe(one.externalId);
  });

  test('without a Message-ID the content is the key', async () => {
    const raw = mail({ 'Message-ID': undefined });
    const { externalId, messageId } = await parsed(raw);
    expect(messageId).toBeUndefined();
    expect(externalId).toBe((await parsed(raw)).externalId);
    expect(externalId).not.toBe((await parsed(mail({ 'Message-ID': undefined }, 'Hello!'))).externalId);
  });
});

describe('dates', () => {
  test('a date in the future of its own delivery gives way to the delivery', async () => {
    const raw = mail({ Date: 'Tue, 3 Apr 2036 16:23:59 +0000', Received: 'from a; Tue, 3 Apr 2012 16:24:00 +0000' });
    expect((await parsed(raw)).at).toBe(Date.UTC(2012, 3, 3, 16, 24));
  });

  test('an unreadable date is left out, never guessed', async () => {
    expect((await parsed(mail({ Date: 'yesterday' }))).at).toBeUndefined();
  });
});

describe('charsets', () => {
  const bytes = (...codes: readonly number[]) => Uint8Array.from(codes);

  test.each<[string, string | undefined, Uint8Array, string]>([
    ['latin-1 without a label', undefined, bytes(0x47, 0x72, 0xfc, 0xdf, 0x65), 'Grüße'],
    ['UTF-8 under the label us-ascii', 'text/plain; charset=us-ascii', Buffer.from('Grüße'), 'Grüße'],
    ['koi8-r', 'text/plain; charset=koi8-r', bytes(0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4), 'Привет'],
    ['ISO-2022-JP without a label', undefined, bytes(0x1b, 0x24, 0x42, 0x24, 0x22, 0x1b, 0x28, 0x42), 'あ'],
    ['UTF-8 under the label iso-2022-jp', 'text/plain; charset=iso-2022-jp', Buffer.from('あ'), 'あ'],
  ])('%s is read', async (_, type, body, text) => {
    expect((await parsed(mail({ 'Content-Type': type }, body))).text).toBe(text);
  });

  test('raw 8-bit headers take the charset that the body names', async () => {
    const head = Buffer.from('From: a@b.example\nTo: c@d.example\nSubject: ');
    const tail = Buffer.from('\nContent-Type: text/plain; charset=koi8-r\n\nx');
    const raw = Buffer.concat([head, bytes(0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4), tail]);
    expect((await parsed(raw)).mailSubject).toBe('Привет');
  });
});

describe('automatic mail is told by its headers', () => {
  test.each([
    ['Auto-Submitted', 'auto-replied'],
    ['Precedence', 'bulk'],
    ['List-Id', 'news <news.x.example>'],
    ['Return-Path', '<>'],
    ['Content-Type', 'multipart/report; report-type=delivery-status; boundary=b'],
    ['Subject', 'Out of Office: Seat 14A'],
    ['From', 'MAILER-DAEMON@mx.example'],
  ])('%s: %s', async (name, value) => {
    expect((await parsed(mail({ [name]: value }))).automatic).toBe(true);
  });

  test.each([
    ['Auto-Submitted', 'no'],
    ['Subject', 'Why was my flight automatically cancelled?'],
    ['Return-Path', '<jane@post.example>'],
  ])('%s: %s is a person', async (name, value) => {
    expect((await parsed(mail({ [name]: value }))).automatic).toBe(false);
  });
});

describe('attachments (X17)', () => {
  const withFile = (disposition: string, type: string, content: string) =>
    mail(
      { 'Content-Type': 'multipart/mixed; boundary=b', 'MIME-Version': '1.0' },
      `--b\r\nContent-Type: text/plain\r\n\r\nSee file\r\n--b\r\nContent-Type: ${type}\r\n` +
        `Content-Disposition: ${disposition}\r\nContent-Transfer-Encoding: base64\r\n\r\n${content}\r\n--b--\r\n`,
    );

  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\\\temp\\\\a.pdf', 'a.pdf'],
    ['invoice\u202efdp.exe', 'invoicefdp.exe'],
    ['in\u200bvo\u2060ice.pdf', 'invoice.pdf'],
    ['...', 'attachment-1'],
    [`${'x'.repeat(400)}.pdf`, `${'x'.repeat(196)}.pdf`],
  ])('the name %j becomes %j', async (name, cleaned) => {
    const raw = withFile(`attachment; filename="${name}"`, 'application/octet-stream', 'AAAA');
    expect((await parsed(raw)).attachments).toEqual([
      { name: cleaned, type: 'application/octet-stream', size: 3, content: 'AAAA' },
    ]);
  });

  test('the type is what the bytes prove, not what the mail claims', async () => {
    const pdf = Buffer.from('%PDF-1.7 …').toString('base64');
    const raw = withFile('attachment; filename=a.png', 'image/png', pdf);
    expect((await parsed(raw)).attachments?.[0]).toMatchObject({ name: 'a.png', type: 'application/pdf' });
  });
});

describe('HTML mail', () => {
  test('becomes readable text, quotes marked and folded, nothing fetched', async () => {
    const html =
      '<head><title>no</title><style>p{}</style></head><p>Dear <b>Sir</b>,</p><ul><li>one</li><li>two</li></ul>' +
      '<img src="https://track.example/p.gif"><p>On 3 Apr 2012, Care &lt;c@l.example&gt; wrote:</p><blockquote>old &amp; gone</blockquote>';
    const record = await parsed(mail({ 'Content-Type': 'text/html' }, html));
    expect(record.text).toBe('Dear Sir,\n\n- one\n- two');
    expect(record.quoted).toBe('On 3 Apr 2012, Care <c@l.example> wrote:\n\n> old & gone');
    expect(record.html?.trim()).toBe(html);
  });

  test('a plain part is preferred where it says something', async () => {
    const body =
      '--b\r\nContent-Type: text/plain\r\n\r\nplain\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>rich</p>\r\n--b--\r\n';
    expect(await parsed(mail({ 'Content-Type': 'multipart/alternative; boundary=b' }, body))).toMatchObject({
      text: 'plain',
      html: expect.stringContaining('rich') as string,
    });
  });
});

describe('F22: what is too large is capped with a mark, in linear time', () => {
  const within = async (ms: number, raw: Uint8Array): Promise<MailRecord> => {
    const start = cpuMs();
    const record = await parsed(raw);
    expect(cpuMs() - start).toBeLessThan(ms);
    return record;
  };

  test('a mail of 100 MB', async () => {
    const line = `${'QUJD'.repeat(19)}\r\n`;
    const body = `--b\r\nContent-Type: text/plain\r\n\r\nhello\r\n--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${line.repeat(1_300_000)}`;
    const raw = mail({ 'Content-Type': 'multipart/mixed; boundary=b' }, body);
    expect(raw.length).toBeGreaterThan(4 * MAX_MAIL_BYTES - 5_000_000);
    expect(await within(10_000, raw)).toMatchObject({ text: 'hello', truncated: true, attachments: [{}] });
  });

  test('HTML nested 1,000 deep, and 100,000', async () => {
    for (const depth of [1_000, 100_000]) {
      const html = `${'<div><blockquote>'.repeat(depth)}deep${'</blockquote></div>'.repeat(depth)}`;
      expect((await within(5_000, mail({ 'Content-Type': 'text/html' }, html))).text).toContain('deep');
    }
  });

  test('10,000 recipients', async () => {
    const To = Array.from({ length: 10_000 }, (_, i) => `"User ${i}" <u${i}@x.example>`).join(',\r\n ');
    const { to, truncated } = await within(5_000, mail({ To }));
    expect([to?.length, truncated]).toEqual([100, true]);
  });

  test('parts nested without end are refused with the reason', async () => {
    const parts = Array.from({ length: 500 }, (_, i) => `Content-Type: multipart/mixed; boundary=b${i}\n\n--b${i}\n`);
    const raw = Buffer.from(`From: a@b.example\n${parts.join('')}\n`);
    expect(await parseMail(raw)).toEqual({ refused: expect.stringMatching(/^unreadable mail: .*nesting/) as string });
  });

  test.each([
    ['unclosed tags', `${'<b>'.repeat(200_000)}${'</i>'.repeat(200_000)}`],
    ['open brackets', '<'.repeat(500_000)],
    ['open comments', '<!--'.repeat(200_000)],
    ['open attributes', '<a b="'.repeat(200_000)],
    ['ampersands', '&'.repeat(500_000)],
  ])('X23: %s', async (_, html) => {
    expect(await within(3_000, mail({ 'Content-Type': 'text/html' }, html))).toMatchObject({ type: 'email' });
  });
});
