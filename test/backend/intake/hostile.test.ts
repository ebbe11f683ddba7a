import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clean } from '../../../backend/intake/clean.ts';
import { parseRecord } from '../../../backend/intake/parse.ts';
import { entrySchema, MAX_HTML, MAX_TEXT } from '../../../shared/domain/entry.ts';
import { DAY, fresh, imported, newWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await newWorld();
});
afterAll(() => world.db.close());

const nested = (depth: number): unknown => (depth === 0 ? 'x' : { deeper: nested(depth - 1) });
const mail = (more: object) => ({
  type: 'email',
  externalId: fresh('mail-'),
  party: { address: `${fresh('p')}@post.example` },
  text: 'hello',
  ...more,
});
async function entryOf(record: object) {
  const result = imported((await world.takeIn(record as never))[0]);
  return (await world.entries(result.customerId!)).find(entry => entry.id === result.entryId)!;
}

describe('a hostile record', () => {
  test('of whatever shape gets an answer of its own and never throws', async () => {
    const records = fc.sample(fc.anything({ withNullPrototype: true, withBigInt: true, maxDepth: 4 }), 300);
    const results = await world.centre.intake(records);
    expect(results).toHaveLength(300);
    expect(results.every(result => result.outcome === 'refused')).toBe(true);
  });

  test('nested a thousand deep is refused', () => {
    expect(parseRecord(mail({ text: nested(1_000) }))).toMatchObject({ ok: false, result: { outcome: 'refused' } });
  });

  test('does not reach prototypes', async () => {
    const result = await world.centre.intake([JSON.parse('{"__proto__":{"type":"customer"},"externalId":"p"}')]);
    expect(result[0]!.outcome).toBe('refused');
  });

  test('loses NUL and halves of surrogate pairs, and keeps the rest', async () => {
    const entry = await entryOf(mail({ text: 'a\0b\ud800c😀\udfff', mailSubject: '\0Subject\ud83d' }));
    expect(entry).toMatchObject({ text: 'abc😀', email: { subject: 'Subject' }, truncated: false });
  });

  test('from a day far ahead is of now where it comes now, and refused as history', async () => {
    const ahead = world.now() + 2 * DAY;
    expect((await entryOf(mail({ at: ahead }))).at).toBe(world.now());
    const nearly = world.now() + DAY / 2;
    expect((await entryOf(mail({ at: nearly }))).at).toBe(nearly);
    const [history] = await world.takeIn(mail({ at: ahead, live: false }) as never);
    expect(history).toMatchObject({ outcome: 'refused', reason: 'at: more than a day later than now' });
    const target = fresh('mail-');
    await world.takeIn(mail({ externalId: target }) as never);
    const [edited] = await world.takeIn({ type: 'edit', target, text: 'anew', at: ahead } as never);
    const entry = (await world.entries((edited as { customerId: string }).customerId)).find(
      ({ text }) => text === 'anew',
    );
    expect(entry?.editedAt).toBe(world.now());
  });

  test('too long in text, HTML, turns or recipients is cut and marked, and still a good entry', async () => {
    const many = Array.from({ length: 10_000 }, (_, i) => `r${i}@post.example`);
    const turns = Array.from({ length: 9_000 }, (_, at) => ({
      at,
      speaker: 'agent',
      name: 'A',
      text: 'word '.repeat(20),
    }));
    const huge = [
      mail({ text: 'é'.repeat(3_000_000) }),
      mail({ html: '<b>'.repeat(MAX_HTML) }),
      mail({ to: many }),
      mail({ mailSubject: 's'.repeat(5_000) }),
      { type: 'call', externalId: fresh('c'), number: '+447700900999', state: 'ended', turns },
    ];
    for (const record of huge) {
      const entry = await entryOf(record);
      expect(entry.truncated).toBe(true);
      expect(entrySchema.safeParse(entry).error).toBeUndefined();
      expect(entry.text.length).toBeLessThanOrEqual(MAX_TEXT);
    }
  });

  test('within the limits is not marked', async () => {
    expect(await entryOf(mail({ to: ['a@b.example'], html: '<p>x</p>' }))).toMatchObject({ truncated: false });
  });

  test.each(["'; DROP TABLE entry; --", '$1', '\\', '{"a":1}', '%_', '\u202Egnp.exe', '🏴‍☠️'.repeat(50)])(
    'with %j in every field is only words',
    async text => {
      const party = { address: `${fresh('h')}${text.slice(0, 20)}`, name: text };
      const record = {
        type: 'post',
        channel: 'x',
        source: text.slice(0, 90),
        externalId: `${fresh('')}${text}`,
        party,
        text,
        thread: text,
        handle: text,
      };
      expect(await entryOf(record)).toMatchObject({ text, handle: text, author: { name: text } });
      expect((await world.takeIn(record))[0]!.outcome).toBe('already-there');
    },
  );

  test('cleaned twice is the same as cleaned once', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string({ unit: 'binary' })), raw => {
        const once = clean(raw)!;
        expect(clean(once.raw)!.raw).toEqual(once.raw);
      }),
    );
  });
});
