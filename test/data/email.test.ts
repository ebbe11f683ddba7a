import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import EmailReplyParser from 'email-reply-parser';
import { describe, expect, test } from 'vitest';
import { htmlToText } from '../../backend/connectors/email/html-text.ts';
import { type MailRecord, parseMail } from '../../backend/connectors/email/parse.ts';
import { splitReply } from '../../backend/connectors/email/reply.ts';
import { devData, devDataIsMissing } from './dev-data.ts';

const read = (...path: readonly string[]): string => readFileSync(devData(...path), 'utf8');
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

function rawMail(folder: string, name: string): Buffer {
  const bytes = readFileSync(join(devData('email', folder), name));
  return name.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}

async function recordOf(raw: Uint8Array): Promise<MailRecord | null> {
  const parsed = await parseMail(raw, { live: false });
  return 'record' in parsed ? parsed.record : null;
}

describe.skipIf(devDataIsMissing('replies, beside email-reply-parser as the floor'))(
  'replies, beside email-reply-parser as the floor',
  () => {
    test('the visible part is as expected in at least 40 of 43 mails of the trimmer set', () => {
      const names = readdirSync(devData('email/reply-trimmer/emails'));
      const hits = { ours: 0, floor: 0 };
      for (const name of names) {
        const mail = read('email/reply-trimmer/emails', name);
        const expected = flat(read('email/reply-trimmer/trimmed', name));
        if (flat(splitReply(mail).visible) === expected) hits.ours += 1;
        if (flat(new EmailReplyParser().parseReply(mail)) === expected) hits.floor += 1;
      }
      console.log('reply trimmer', { mails: names.length, ...hits });
      expect(hits.ours).toBeGreaterThanOrEqual(40);
      expect(hits.ours).toBeGreaterThan(hits.floor);
    });

    test("every mail client's standard reply and HTML reply shows what was written", async () => {
      const names = readdirSync(devData('email/talon/standard-replies')).filter(name => name.endsWith('.eml'));
      for (const name of names) {
        const record = await recordOf(rawMail('talon/standard-replies', name));
        expect([name, flat(record?.text ?? '')]).toEqual([name, 'Hello']);
      }
      for (const name of readdirSync(devData('email/talon/html-replies'))) {
        const { visible, quoted } = splitReply(htmlToText(read('email/talon/html-replies', name)));
        expect([name, visible.slice(0, 14), quoted === null]).toEqual([name, 'Hi. I am fine.', false]);
      }
    });

    test('the signature that the mails of one sender share is folded', () => {
      for (const client of ['a', 'b'])
        for (const place of [1, 2, 3]) {
          const { signature } = splitReply(read(`email/zammad-signature/client-${client}-${place}.txt`));
          expect(signature).toMatch(/^(?:Mit freundlichen|Freundliche) Grüße/);
        }
    });
  },
);

type Expected = { from_email?: string; from_display_name?: string; subject?: string };

describe.skipIf(devDataIsMissing('raw mail'))('raw mail', () => {
  test('sender and subject are as Zammad expects', async () => {
    const names = readdirSync(devData('email/zammad-mail')).filter(name => /\.box(?:\.gz)?$/.test(name));
    const missed: string[] = [];
    let compared = 0;
    for (const name of names) {
      const beside = join('email/zammad-mail', name.replace(/\.box(?:\.gz)?$/, '.expected.json'));
      const expected = tryRead(beside);
      if (!expected?.from_email) continue;
      const record = await recordOf(rawMail('zammad-mail', name));
      compared += 1;
      if (record?.party.address.toLowerCase() !== expected.from_email.toLowerCase()) missed.push(`${name}: sender`);
      if (flat(record?.mailSubject ?? '') !== flat(expected.subject ?? '')) missed.push(`${name}: subject`);
    }
    console.log('zammad', { compared, missed: missed.length }, missed);
    expect(compared).toBeGreaterThan(40);
    // A sender field with a name and no brackets, and a subject in UTF-7, which we do not read on purpose.
    expect(missed.length).toBeLessThanOrEqual(3);
  });

  test('a bounce is automatic, and hardly any letter of a person is', async () => {
    const replies = readdirSync(devData('email/talon/standard-replies')).filter(name => name.endsWith('.eml'));
    for (const name of replies) {
      const record = await recordOf(rawMail('talon/standard-replies', name));
      expect([name, record?.automatic]).toEqual([name, false]);
    }
    const answers = ['auto-reply.eml', 'auto-reply-with-auto-submitted.eml', 'bounced-gmail.eml'];
    for (const name of answers) {
      const record = await recordOf(rawMail('chatwoot-mail', name));
      expect([name, record?.automatic]).toEqual([name, true]);
    }
  });
});

function tryRead(path: string): Expected | null {
  try {
    return JSON.parse(read(path)) as Expected;
  } catch {
    return null; // some mails of the set have no expected result
  }
}
