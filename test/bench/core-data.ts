// Made-up traffic of the size and shape of real traffic; the same at every run.
import type { FeedPage } from '../../shared/contract/wire.ts';
import type { Entry } from '../../shared/domain/entry.ts';

const WORDS =
  `my bag never left Lisbon and nobody at the desk could say where it is the flight was cancelled we waited for hours
  please tell me when refund voucher hotel thank you still waiting call me back booking reference seat upgrade family
  children delay weather gate closed agent promised answer tomorrow morning evening terminal luggage tag lost found`.split(
    /\s+/,
  );
const MINUTE = 60_000;
const START = Date.parse('2026-01-05T08:00:00Z');

/** mulberry32: small, fast, the same everywhere. */
export function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const uuid = (n: number, chance: () => number): string => {
  const hex = Math.floor(chance() * 2 ** 48)
    .toString(16)
    .padStart(12, '0');
  return `019c${n.toString(16).padStart(8, '0').slice(0, 4)}-${n.toString(16).padStart(8, '0').slice(4)}-7${hex.slice(0, 3)}-9${hex.slice(3, 6)}-${hex}`;
};

/** `n` entries over `customers` customers, one a minute, 10 to 50 words each. */
export function someEntries(n: number, customers: number, seed = 1): Entry[] {
  const chance = chanceFrom(seed);
  return Array.from({ length: n }, (_, i) => {
    const customer = Math.floor(chance() * customers);
    const text = Array.from(
      { length: 10 + Math.floor(chance() * 40) },
      () => WORDS[Math.floor(chance() * WORDS.length)],
    );
    const inward = chance() < 0.6;
    const social = chance() < 0.5;
    return {
      kind: social ? 'post' : 'message',
      id: uuid(i, chance),
      version: 1,
      customerId: `customer-${customer}`,
      caseId: `case-${customer}`,
      interactionId: `thread-${customer}-${i % 3}`,
      at: START + i * MINUTE,
      channel: social ? 'x' : 'whatsapp',
      direction: inward ? 'in' : 'out',
      audience: social ? 'public' : 'private',
      handle: social ? '@LarkwingCare' : '+44 7700 900100',
      author: { kind: inward ? 'customer' : 'agent', name: `Person ${customer}`, address: null, agentId: null },
      text: text.join(' '),
      language: 'en',
      replyTo: null,
      sourceUrl: null,
      attachments: [],
      editedAt: null,
      deletedAt: null,
      truncated: false,
      delivery: null,
      ...(social ? { reach: { reposts: 0, likes: i % 7, views: null } } : {}),
    } as Entry;
  });
}

/** As the wire brings them, `size` to a page, from an empty cache on. */
export function pagesOf(entries: readonly Entry[], size = 1_000): FeedPage[] {
  return Array.from({ length: Math.ceil(entries.length / size) }, (_, i) => ({
    after: i === 0 ? null : `c${i}`,
    upto: `c${i + 1}`,
    events: entries
      .slice(i * size, (i + 1) * size)
      .map((entry, j) => ({ id: `${i}:${j}`, event: { kind: 'entry.changed', entry } })),
    at: START,
    left: Math.max(0, entries.length - (i + 1) * size),
    reset: false,
  }));
}
