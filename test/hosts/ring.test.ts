// What the host itself tells of a ring, by what the core tells it.
import { expect, test } from 'vitest';
import { followRing, type Ring } from '../../electron/host/ring.ts';
import type { Push } from '../../shared/contract/bridge.ts';
import { settingsSchema } from '../../shared/contract/bridge.ts';
import type { Offer } from '../../shared/domain/offer.ts';
import { offer } from '../core/support/records.ts';

function core(settings: object) {
  let listen: (push: Push) => void = () => {};
  const answer = { agent: null, team: null, host: 'electron', version: '1', settings: settingsSchema.parse(settings) };
  return {
    call: async () => ({ ok: true, value: answer }) as const,
    onPush: (one: (push: Push) => void) => {
      listen = one;
      return () => (listen = () => {});
    },
    push: (push: Push) => listen(push),
    work: (ringing: Offer | null, audiences: object = {}) =>
      listen({
        topic: 'work',
        told: { work: { offer: ringing, lastOffer: null, items: [], audiences }, helping: [], call: null },
      } as unknown as Push),
  };
}

test('a ring is told with plain words by the agent’s settings, and that it is over', async () => {
  const desk = core({ notify: false, raise: true });
  const told: (Ring | null)[] = [];
  followRing(desk, ring => told.push(ring));
  await Promise.resolve();
  const ringing = offer('ana', { state: 'ringing', channel: 'x', customerName: 'Ana\u202eSousa', queueName: 'Social' });
  desk.work(ringing, { [ringing.interactionId]: 'public' });
  desk.work(null);
  expect(told).toEqual([
    { id: ringing.id, title: 'X post for you', body: 'Ana Sousa, Social', notify: false, raise: true },
    null,
  ]);
});

test('what says nothing of work is no end of a ring; who is told no more hears nothing', async () => {
  const desk = core({});
  const told: (Ring | null)[] = [];
  const stop = followRing(desk, ring => told.push(ring));
  desk.push({ topic: 'work' });
  desk.push({ topic: 'presence' } as Push);
  expect(told).toEqual([]);
  stop();
  desk.work(null);
  expect(told).toEqual([]);
});
