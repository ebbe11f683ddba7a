import { addressParser, decodeWords } from 'postal-mime';
import type { Address, Email, Mailbox } from 'postal-mime';
import { clean } from './clean.ts';

const MAX_LINE = 320;

/** Groups opened up, mailboxes without an address left out, at most `limit` of them. */
export function mailboxes(list: readonly Address[] | undefined, limit: number): Mailbox[] {
  const found: Mailbox[] = [];
  for (const one of list ?? []) {
    for (const box of one.group ?? [one]) {
      if (found.length >= limit) return found;
      const address = clean(box.address ?? '', MAX_LINE);
      if (address.includes('@')) found.push({ name: clean(box.name, MAX_LINE), address });
    }
  }
  return found;
}

/** `Name <address>`, or the address where the name says nothing more. */
export function written({ name, address }: Mailbox): string {
  return name === '' || name.toLowerCase() === address.toLowerCase() ? address : `${name} <${address}>`;
}

/** `Doe, Jane <j@x.example>` without quotes reads as two entries: the nameless address gets both parts of the name. */
function firstOf(header: string): Mailbox | null {
  const names: string[] = [];
  for (const one of addressParser(header.slice(0, 10_000), { flatten: true })) {
    const address = clean(one.address ?? '', MAX_LINE);
    names.push(clean(one.name, MAX_LINE));
    if (address.includes('@')) return { name: names.filter(name => name !== '').join(', '), address };
  }
  return null;
}

/** `MAILER-DAEMON <>`, `Mail System <MAILER-DAEMON>`: programs that have a name and no address. The name stands for it. */
function nameOnly(header: string): Mailbox | null {
  const plain = clean(header, MAX_LINE)
    .replace(/\([^()]{0,200}\)/g, '')
    .trim();
  const word = /<\s*([\w.+-]{1,64})\s*>/.exec(plain)?.[1] ?? clean(decodeWords(plain.replace(/[<>"]/g, '')), 64);
  return word === '' ? null : { name: '', address: word };
}

const SENDER_HEADERS = ['from', 'sender', 'reply-to', 'return-path', 'x-original-from'];

/** Who sent it: From, else Sender, Reply-To, Return-Path; null when none holds an address or a name. */
export function senderOf(mail: Email): Mailbox | null {
  const values = SENDER_HEADERS.flatMap(key =>
    mail.headers.filter(header => header.key === key).map(({ value }) => value),
  );
  for (const value of values) {
    const found = firstOf(value);
    if (found) return found;
  }
  return values.map(nameOnly).find(found => found !== null) ?? null;
}

/** True for one of the company's addresses; `brands` holds addresses (`care@x.example`) and domains (`@x.example`). */
export function isBrand(address: string, brands: readonly string[]): boolean {
  const lower = address.toLowerCase();
  return brands.some(brand =>
    brand.startsWith('@') ? lower.endsWith(brand.toLowerCase()) : lower === brand.toLowerCase(),
  );
}

export type Sides = { readonly direction: 'in' | 'out'; readonly customer: Mailbox; readonly handle: string | null };

/** From a brand address it is our own mail, to the first recipient who is not us; otherwise the sender is the customer. */
export function sidesOf(mail: Email, sender: Mailbox, brands: readonly string[]): Sides {
  const recipients = mailboxes([...(mail.to ?? []), ...(mail.cc ?? [])], 1_000);
  const delivered = mailboxes([{ name: '', address: mail.deliveredTo ?? '' }], 1);
  if (isBrand(sender.address, brands)) {
    const customer = recipients.find(box => !isBrand(box.address, brands));
    if (customer) return { direction: 'out', customer, handle: sender.address };
  }
  const ours = recipients.find(box => isBrand(box.address, brands)) ?? delivered[0] ?? recipients[0];
  return { direction: 'in', customer: sender, handle: ours?.address ?? null };
}
