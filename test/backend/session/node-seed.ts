import { demoSeed, QUEUES } from '../../../backend/connectors/scenario/seed.ts';
import type { Seed } from '../../../backend/store/seed.ts';

/** The demo's, with a queue that rings too shortly for a test to be long. */
export const SHORT_RING = 3_000;
export const nodeSeed: Seed = {
  ...demoSeed,
  queues: demoSeed.queues.map(queue => (queue.id === QUEUES.bookings ? { ...queue, ringMs: SHORT_RING } : queue)),
};
