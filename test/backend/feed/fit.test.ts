import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesOf, fitGrant } from '../../../backend/feed/fit.ts';
import { type CustomerGrant, LIMITS } from '../../../shared/contract/wire.ts';

const grantOf = (texts: readonly string[], older: number) =>
  ({
    customer: {},
    cases: [],
    interactions: [],
    entries: texts.map(text => ({ text })),
    older,
  }) as unknown as CustomerGrant;

test('what is left out of a grant is the oldest, as little as possible, and counted as older', () => {
  const texts = fc.array(fc.string({ maxLength: 200, unit: 'binary' }), { maxLength: 60 });
  fc.assert(
    fc.property(texts, fc.nat(1_000), fc.integer({ min: 200, max: 5_000 }), (given, older, limit) => {
      const fitted = fitGrant(grantOf(given, older), limit);
      const kept = fitted.entries.length;
      expect(kept + fitted.older).toBe(given.length + older);
      expect(fitted.entries.map(({ text }) => text)).toEqual(given.slice(given.length - kept));
      expect(kept).toBeLessThanOrEqual(LIMITS.grantEntries);
      const oneMore = grantOf(given.slice(given.length - kept - 1), older);
      const couldGrow = kept < Math.min(given.length, LIMITS.grantEntries);
      // The count of older ones may gain or lose digits on the way.
      expect(kept === 0 || bytesOf(fitted) <= limit + 10).toBe(true);
      expect(couldGrow && bytesOf(oneMore) <= limit - 10).toBe(false);
    }),
  );
});
