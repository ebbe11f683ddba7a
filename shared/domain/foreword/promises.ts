import type { Entry } from '../entry.ts';
import type { ForewordLine } from '../foreword.ts';
import { isCallPromise, isPromisedAtOnce } from './cues.ts';
import type { Reader, Seen } from './findings.ts';
import { shorten } from './sentences.ts';

type Promised = Extract<ForewordLine, { kind: 'promised' }>;

/**
 * A word of ours this soon after a promise, with no word of the customer between, belongs to the promise itself; but one
 * that was promised at once may keep it.
 */
const SAME_BREATH = 30 * 60_000;
const SHOWN = 3;
/** Older commitments than this many are history; reading dates out of each costs. */
const READ_COMMITMENTS = 20;

/**
 * True: kept by a word of ours (for a promised call: by a call) in time. False: the time has passed without one. Null:
 * undecided. `later` are the contacts after the promise, ascending.
 */
export function keptBy(
  promise: { entry: Entry; text: string },
  dueAt: number | null,
  later: readonly Pick<Seen, 'entry'>[],
  now: number,
): boolean | null {
  const byCall = isCallPromise(promise.text);
  let customerSpoke = false;
  for (const { entry } of later) {
    if (dueAt !== null && entry.at > dueAt) break;
    if (entry.direction === 'in' && !(byCall && entry.kind === 'call')) {
      customerSpoke = true;
      continue;
    }
    const spoken = entry.kind !== 'call' || entry.call.state === 'ended';
    const fits = byCall ? entry.kind === 'call' && entry.direction === 'out' : entry.direction === 'out';
    const isItself = !customerSpoke && !byCall && entry.at - promise.entry.at < SAME_BREATH;
    if (spoken && fits && (!isItself || isPromisedAtOnce(promise.text))) return true;
  }
  return dueAt !== null && dueAt < now ? false : null;
}

const urgency = (line: Promised): number => (line.kept === false ? 0 : line.kept === null ? 1 : 2);

/** Our promises that still matter: broken ones first, then those running, by their due time; kept ones only if no other. */
export function promisesIn(
  contacts: readonly Seen[],
  now: number,
  offsetAt: (at: number) => number,
  read: Reader,
): Promised[] {
  const lines = contacts
    .flatMap(({ entry, commitments }, place) => commitments.map(text => ({ entry, place, text })))
    .slice(-READ_COMMITMENTS)
    .flatMap((one): Promised[] => {
      const { entry, text } = one;
      const dueAt = read.due(entry, text, offsetAt(entry.at));
      const kept = keptBy(one, dueAt, contacts.slice(one.place + 1), now);
      // A commitment without a time of its own that was followed up is ordinary talk.
      if (kept === true && (dueAt === null || isPromisedAtOnce(text))) return [];
      const { id: entryId, at, channel } = entry;
      return [{ kind: 'promised', entryId, at, channel, quote: shorten(text, 160), dueAt, kept }];
    });
  const timed = lines.some(line => line.dueAt !== null);
  const relevant = timed ? lines.filter(line => line.dueAt !== null) : lines.slice(-1);
  const unkept = relevant.filter(line => line.kept !== true);
  const shown = unkept.length > 0 ? unkept : relevant.slice(-1);
  return shown
    .sort((a, b) => urgency(a) - urgency(b) || (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity) || a.at - b.at)
    .slice(0, SHOWN);
}
