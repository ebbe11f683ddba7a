import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compare, cursorOf, type Place, placeFrom } from '../../../backend/feed/position.ts';
import { cursorSchema } from '../../../shared/contract/wire.ts';

const rank = fc.record({
  xid: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String),
  seq: fc.integer({ min: 0, max: 999_999_999_999_999 }),
});
const tag = fc.stringMatching(/^[0-9a-f]{12}$/);
const position = fc.tuple(rank, tag).map(([at, proof]) => ({ ...at, tag: proof }));
const place: fc.Arbitrary<Place> = fc.oneof(
  position.map(at => ({ in: 'log' as const, at })),
  fc.record({ in: fc.constant('snapshot' as const), base: position, below: fc.option(rank, { nil: null }) }),
);

test('a cursor leads back to the place it was made of, and fits the contract', () => {
  fc.assert(
    fc.property(place, given => {
      const cursor = cursorSchema.parse(cursorOf(given));
      expect(placeFrom(cursor)).toEqual(given);
    }),
  );
});

test('no text whatever makes a cursor fail; at most it leads nowhere', () => {
  const parts = fc.array(fc.oneof(fc.constantFrom('s', 'h', '.', '-', '0', "'"), fc.string(), tag), { maxLength: 12 });
  fc.assert(
    fc.property(parts, list => {
      const found = placeFrom(list.join(''));
      expect(found && placeFrom(cursorOf(found))).toEqual(found);
    }),
  );
});

test('places are ordered as the database orders them: by number, not by digits', () => {
  fc.assert(
    fc.property(rank, rank, (a, b) => {
      const sign = BigInt(a.xid) === BigInt(b.xid) ? a.seq - b.seq : BigInt(a.xid) < BigInt(b.xid) ? -1 : 1;
      expect(Math.sign(compare(a, b))).toBe(Math.sign(sign));
      expect(Math.sign(compare(b, a))).toBe(-Math.sign(compare(a, b)) + 0);
    }),
  );
});
