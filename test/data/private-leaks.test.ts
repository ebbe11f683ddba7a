// How the guard of public words does on real public replies: what it stops wrongly, and what it lets through.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { Customer } from '../../shared/domain/customer.ts';
import type { Entry } from '../../shared/domain/entry.ts';
import { privateLeaks } from '../../shared/domain/writing/private-leaks.ts';
import { entryOf } from '../renderer/made.ts';
import { devData, devDataIsMissing } from './dev-data.ts';

type Row = Readonly<Record<string, string>>;
const rowsOf = (...path: string[]): Row[] => {
  const bytes = readFileSync(devData(...path));
  return parse(path.at(-1)!.endsWith('.gz') ? gunzipSync(bytes) : bytes, { columns: true, bom: true });
};

/** A customer of the bank's record who has written, in private, what somebody really wrote in a chat. */
type Person = { readonly client: Row; readonly customer: Customer; readonly entries: readonly Entry[] };

function people(): Person[] {
  const chats = Map.groupBy(rowsOf('chat', 'multidogo-airline.csv.gz'), row => row['conversationId']!);
  const conversations = [...chats.values()].slice(0, 400);
  return rowsOf('crm', 'clients.csv.gz')
    .slice(0, conversations.length)
    .map((client, place) => {
      const name = `${client['first']} ${client['last']}`;
      const author = { kind: 'customer', name: 'someone', address: '@someone', agentId: null } as const;
      const said = [
        `${name}, ${client['address_1']}, ${client['city']}. Phone ${client['phone']}, mail ${client['email']}`,
        ...conversations[place]!.map(row => row['utterance']!),
      ];
      const customer = { id: 'c', version: 1, name, known: true, identities: [], candidates: [] };
      return {
        client,
        customer: { ...customer, language: null, timeZone: null, value: null },
        entries: said.map(text => entryOf('message', { text, author })),
      };
    });
}

/** What companies really posted, without whom they posted it to. */
const replies = (): string[] =>
  [
    ...rowsOf('social', 'twcs-threads.csv.gz').filter(row => row['inbound'] === 'False'),
    ...rowsOf('social', 'twcs-labelled-outbound.csv'),
  ].map(row => row['text']!);

describe.skipIf(devDataIsMissing('the guard on real replies'))('the guard on real public replies', () => {
  const percent = (part: number, of: number) => (100 * part) / of;

  test('stops less than one in a hundred that give nothing away', () => {
    const known = people();
    const texts = replies();
    const stopped = texts.flatMap((text, place) => privateLeaks(text, known[place % known.length]!));
    const kinds = Map.groupBy(stopped, leak => leak.kind);
    const counts = [...kinds].map(([kind, leaks]) => `${kind} ${leaks.length}`).join(', ');
    console.log(`false alarms: ${stopped.length} in ${texts.length} replies (${counts || 'none'})`);
    expect(texts.length).toBeGreaterThan(1_500);
    expect(percent(stopped.length, texts.length)).toBeLessThan(1);
  });

  test.each([
    ['an email address', (row: Row) => row['email']!.toUpperCase(), 99],
    ['a telephone number in another notation', (row: Row) => `(+1) ${row['phone']!.replaceAll('-', ' ')}`, 99],
    ['a street', (row: Row) => row['address_1']!, 97],
    ['a family name', (row: Row) => `Mx ${row['last']}`, 99],
  ])('finds %s of their own in a real reply', (what, secret, atLeast) => {
    const texts = replies();
    const known = people();
    const found = known.filter((person, place) => {
      const text = `${texts[place % texts.length]} ${secret(person.client)} is noted.`;
      return privateLeaks(text, person).length > 0;
    });
    console.log(`${what}: found in ${found.length} of ${known.length}`);
    expect(percent(found.length, known.length)).toBeGreaterThanOrEqual(atLeast);
  });
});
