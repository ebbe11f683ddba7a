import { expect, onTestFinished, test } from 'vitest';
import { askUpload } from '../../../backend/uploads/uploads.ts';
import { setLogSink } from '../../../shared/lib/log.ts';
import { newWorld } from './world.ts';

const CARD = '5555555555554444';
const WRITTEN = [
  '5555 5555 5555 4444',
  '5555-5555-5555-4444',
  '５５５５ ５５５５ ５５５５ ４４４４',
  '5555\u00A05555 / 5555\u200B 4444',
];
const party = { address: '@payer', name: 'Payer' };

/** Every value of every table, digits of any script as plain ones and nothing between them. */
async function allDigits(db: { query<T extends object>(text: string): Promise<T[]> }): Promise<string> {
  const tables = await db.query<{ name: string }>(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public'`,
  );
  let all = '';
  for (const { name } of tables) all += JSON.stringify(await db.query(`SELECT t::text AS row FROM ${name} t`));
  return all.normalize('NFKC').replace(/\\n|[\s\p{Cf}\p{Pd}/.]/gu, '');
}

test('X18: card numbers of every kind of record, and of an agent’s own words, are in no table and no log', async () => {
  const lines: string[] = [];
  setLogSink(line => void lines.push(line));
  const { centre, db } = await newWorld();
  onTestFinished(() => db.close());
  const records = [
    ...WRITTEN.map((text, i) => ({ type: 'post', externalId: `p${i}`, channel: 'x', party, text: `Card ${text}.` })),
    { type: 'message', externalId: 'm1', channel: 'x', party, text: `It is ${CARD}`, subject: `Refund to ${CARD}` },
    {
      type: 'email',
      externalId: 'e1',
      party: { address: 'payer@post.example' },
      mailSubject: `Card ${WRITTEN[0]}`,
      text: `Words\n${WRITTEN[1]}`,
      quoted: `> ${WRITTEN[0]}`,
      signature: CARD,
      html: '<td>5555</td><td>5555</td>&nbsp;<b>5555</b>4444',
      attachments: [{ name: `${CARD}.pdf`, size: 3, content: 'aGk=' }],
    },
    {
      type: 'call',
      externalId: 'c1',
      number: '+447700900123',
      state: 'ended',
      text: `She gave ${CARD}`,
      turns: ['5555', '5555 55', '55 4444'].map((text, at) => ({ at, speaker: 'customer', name: 'Payer', text })),
    },
    { type: 'note', externalId: 'n1', party: { ...party, channel: 'x' }, agent: 'Mara Lindholm', text: WRITTEN[2] },
    { type: 'edit', target: 'p0', text: `Sorry: ${WRITTEN[3]}` },
  ];
  const results = await centre.intake(records);
  expect(results.map(({ outcome }) => outcome)).toEqual(records.map(() => 'imported'));
  const all = await allDigits(db);
  expect(all).not.toContain(CARD);
  expect(all).not.toContain('555555');
  expect(all).toContain('••••••••••••4444');
  expect(lines.join('\n')).not.toContain(CARD);
});

test('X18: what is refused says nothing of it either, and a file keeps no card number in its name', async () => {
  const { centre, db, now } = await newWorld();
  await centre.intake([{ type: 'customer', externalId: 'x', name: CARD, identities: [] }]);
  const refused = await centre.intake([{ type: 'post', externalId: 'y', channel: CARD, party, text: CARD }]);
  expect(JSON.stringify(refused)).not.toContain(CARD);
  const setting = { db, now, id: () => 'made' };
  await askUpload(setting, 'agent', {
    id: 'u',
    customerId: 'c',
    name: `${CARD}.pdf`,
    type: '',
    size: 1,
    sha256: 'a'.repeat(64),
  }).catch(() => undefined);
  expect(await allDigits(db)).not.toContain(CARD);
});
