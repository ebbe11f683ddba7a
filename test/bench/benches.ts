import { accept } from './accept.ts';
import { assignment } from './assignment.ts';
import { catchUp } from './catch-up.ts';
import { coreStart } from './core-start.ts';
import { durable } from './durable.ts';
import { encryption } from './encryption.ts';
import { erasure } from './erasure.ts';
import { fill } from './fill.ts';
import { fillBesideWork } from './fill-beside-work.ts';
import { firstToAsk } from './first-to-ask.ts';
import { firstTouch } from './first-touch.ts';
import { growth } from './growth.ts';
import { memory } from './memory.ts';
import { open } from './open.ts';
import { pop } from './pop.ts';
import { reviewSets } from './review-sets.ts';
import { scroll } from './scroll.ts';
import { search } from './search.ts';
import { start } from './start.ts';
import type { BenchRow } from './stats.ts';
import { steps } from './steps.ts';
import { typing } from './typing.ts';

/** By the names that `npm run bench` takes, in the order in which all of them run. */
export const benches: Record<string, () => Promise<BenchRow[]>> = {
  pop,
  accept,
  open,
  'catch-up': catchUp,
  start,
  scroll,
  durable,
  typing,
  assignment,
  'first-touch': firstTouch,
  search,
  fill,
  'fill-beside-work': fillBesideWork,
  growth,
  'core-start': coreStart,
  steps,
  'first-to-ask': firstToAsk,
  memory,
  encryption,
  erasure,
  'review-sets': reviewSets,
};
