// What makes a told email look like a real one: quoted mail, signatures, HTML.
import type { Line } from './notation.ts';

/** Lines of an email as told: words, what is quoted, what stands under the `-- ` line. */
export type MailParts = { readonly text: string; readonly quoted: string; readonly signature: string };

export function mailParts({ head, body }: Line): MailParts {
  const lines = [head, ...body];
  const cut = lines.findIndex(line => line === '--');
  const upper = cut < 0 ? lines : lines.slice(0, cut);
  const words = upper.filter(line => !line.startsWith('>'));
  return {
    text: words.join('\n').trim(),
    quoted: upper.filter(line => line.startsWith('>')).join('\n'),
    signature: cut < 0 ? '' : lines.slice(cut + 1).join('\n'),
  };
}

const INTRODUCTION: Readonly<Record<string, (date: string, name: string) => string>> = {
  en: (date, name) => `On ${date}, ${name} wrote:`,
  de: (date, name) => `Am ${date} schrieb ${name}:`,
  pt: (date, name) => `Em ${date}, ${name} escreveu:`,
};

/** The earlier mail as a mail program quotes it, itself and what it quoted. */
export function quoteOf(mail: { text: string; quoted: string; name: string; at: number }, language: string): string {
  const date = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Europe/London',
  }).format(mail.at);
  const introduction = (INTRODUCTION[language] ?? INTRODUCTION['en']!)(date, mail.name);
  const inner = [mail.text, mail.quoted].filter(Boolean).join('\n\n');
  return [introduction, ...inner.split('\n').map(line => (line.startsWith('>') ? `>${line}` : `> ${line}`))].join('\n');
}

/** The words as a mail program would send them in HTML, with a picture from elsewhere where there is one. */
export function htmlOf({ text, quoted, signature }: MailParts, image: string | undefined): string {
  const paragraphs = text.split(/\n{2,}/).map(part => `<p>${escaped(part)}</p>`);
  const quote = quoted ? `<blockquote type="cite">${escaped(quoted)}</blockquote>` : '';
  const picture = image ? `<p><img src="${image}" alt="" width="320" height="80"></p>` : '';
  const under = signature ? `<div class="signature">${escaped(signature)}</div>` : '';
  return `<html><body>${paragraphs.join('')}${picture}${under}${quote}</body></html>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\n', '<br>');

/** What stands under our own mails. */
export const ourSignature = (agent: string): string =>
  `${agent}\nCustomer Care\nLarkwing Air | care@larkwing.example | +44 20 7946 0180\nLarkwing Air Ltd, 4 Aviator Way, Manchester`;
