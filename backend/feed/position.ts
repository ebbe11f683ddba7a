// Where a row stands in the log, and the opaque text that a desk keeps of it.
import type { Cursor } from '../../shared/contract/wire.ts';

/** `xid` is PostgreSQL's 64-bit transaction id in decimal digits; `tag` is random, so that another log's row differs. */
export type Position = { readonly xid: string; readonly seq: number; readonly tag: string };

/** Order of a log without the proof: enough to compare. */
export type Rank = Pick<Position, 'xid' | 'seq'>;

/** Negative when `a` comes before `b`. Digits are compared as numbers: 64 bits do not fit a double. */
export function compare(a: Rank, b: Rank): number {
  if (a.xid.length !== b.xid.length) return a.xid.length - b.xid.length;
  if (a.xid !== b.xid) return a.xid < b.xid ? -1 : 1;
  return a.seq - b.seq;
}

/**
 * How far a desk is. In a snapshot `base` is where the log goes on afterwards and `below` the oldest grant sent;
 * `head` is the part before the grants, which is kept in memory and not resumed.
 */
export type Place =
  | { readonly in: 'log'; readonly at: Position }
  | { readonly in: 'head'; readonly base: Position }
  | { readonly in: 'snapshot'; readonly base: Position; readonly below: Rank | null };

const text = ({ xid, seq, tag }: Position) => `${xid}.${seq}.${tag}`;

export function cursorOf(place: Place): Cursor {
  if (place.in === 'log') return text(place.at);
  if (place.in === 'head') return `h.${text(place.base)}`;
  return `s.${text(place.base)}.${place.below ? `${place.below.xid}.${place.below.seq}` : '-'}`;
}

const ROW = String.raw`(\d{1,20})\.(\d{1,15})\.([0-9a-f]{1,32})`;
const LOG = new RegExp(`^${ROW}$`);
const SNAPSHOT = new RegExp(String.raw`^s\.${ROW}\.(?:-|(\d{1,20})\.(\d{1,15}))$`);
/** The largest xid8; anything above would be an error in SQL rather than an unknown cursor. */
const MAX_XID = 18_446_744_073_709_551_615n;

function positionFrom(match: RegExpMatchArray): Position | null {
  const [, xid = '', seq = '', tag = ''] = match;
  return BigInt(xid) > MAX_XID ? null : { xid: String(BigInt(xid)), seq: Number(seq), tag };
}

/** Null for anything that cannot be gone on from: not ours, or inside the head of a snapshot. Never throws. */
export function placeFrom(cursor: Cursor): Place | null {
  const log = LOG.exec(cursor);
  if (log) {
    const at = positionFrom(log);
    return at && { in: 'log', at };
  }
  const snapshot = SNAPSHOT.exec(cursor);
  const base = snapshot && positionFrom(snapshot);
  if (!snapshot || !base) return null;
  const [, , , , xid, seq] = snapshot;
  if (xid === undefined || seq === undefined) return { in: 'snapshot', base, below: null };
  return BigInt(xid) > MAX_XID ? null : { in: 'snapshot', base, below: { xid: String(BigInt(xid)), seq: Number(seq) } };
}
