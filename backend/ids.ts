import type { Clock } from '../shared/lib/clock.ts';
import { type RandomBytes, uuidv7 } from '../shared/lib/ids.ts';

/** Ids made within one process go up in the order made, so records of one millisecond keep their order in the timeline. */
export function idMaker(clock: Clock, random: RandomBytes): () => string {
  let last = 0;
  let count = 0;
  return () => {
    const now = Math.max(last, Math.floor(clock.now()));
    count = now > last ? 0 : count + 1;
    // 12 bits follow the version; past them the next millisecond is borrowed.
    if (count > 0xfff) count = 0;
    last = now > last || count > 0 || last === 0 ? now : last + 1;
    return uuidv7(last, size => counted(random(size), count));
  };
}

function counted(bytes: Uint8Array, count: number): Uint8Array {
  bytes[0] = count >> 8;
  bytes[1] = count & 0xff;
  return bytes;
}
