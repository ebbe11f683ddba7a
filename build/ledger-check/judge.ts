// Whether the promises held, row by row. Shares no code with the backend: it knows what was promised, not how it is kept.
import type { Hands, OfferSeen, Row } from './row.ts';

const BEGAN = 'ledger began';
const FINAL: readonly string[] = ['finished', 'abandoned'];

/** Commands by which a holder gives work out of their own hands. */
const BY_HOLDER: readonly string[] = ['work.transfer', 'work.escalate', 'work.completeTransfer'];

type Offer = OfferSeen & { readonly item: string; readonly tx: string };
type Item = {
  hands: Hands | null;
  step: number;
  ringing: OfferSeen | null;
  /** The last of its offers that was accepted. */
  accepted: Offer | null;
  tx: string;
  seq: number;
};
export type Finding = { readonly seq: number; readonly why: string };
export type Summary = { rows: number; items: number; offers: number; accepted: number; finished: number; acts: number };

/** Takes rows in the order of the file. A finding is the first broken promise; after it the judge is of no more use. */
export function newJudge() {
  const items = new Map<string, Item>();
  const offers = new Map<string, Offer>();
  const ringingOf = new Map<string, string>();
  const commands = new Map<string, string>();
  const entries = new Set<string>();
  const summary: Summary = { rows: 0, items: 0, offers: 0, accepted: 0, finished: 0, acts: 0 };
  let lastSeq = -1;

  /** Of a transaction that is over: an item is offered exactly while one offer of it rings, at its epoch. */
  function unsettled(id: string, item: Item): string | null {
    const offered = item.hands?.state === 'offered';
    if (offered && !item.ringing) return `${id} is offered, and no offer of it rings`;
    if (!offered && item.ringing) return `offer ${item.ringing.id} still rings, and ${id} is not offered any more`;
    if (item.ringing && item.ringing.epoch !== item.hands?.epoch) return `offer ${item.ringing.id} has another epoch`;
    return null;
  }

  function takeItem(row: Extract<Row, { kind: 'item' }>, item: Item): string | null {
    const was = item.hands;
    const { before, after } = row;
    if (was && !sameHands(was, before)) return `what it says was before is not what the row before left`;
    if (!was && row.why !== BEGAN && (before !== null || after.holder !== null))
      return 'an item begins in nobody’s hands';
    item.hands = after;
    if (after.state === 'finished') summary.finished += 1;
    return was ? changed(row, was, after, item.accepted) : null;
  }

  function changed(row: Row, was: Hands, after: Hands, accepted: Offer | null): string | null {
    if (FINAL.includes(was.state)) return `it was ${was.state} already`;
    if (after.epoch < was.epoch) return `the epoch goes back from ${was.epoch} to ${after.epoch}`;
    const over = was.state === 'offered' && after.state !== 'offered';
    if ((after.holder !== was.holder || over) && after.epoch === was.epoch)
      return `it changes hands and keeps the epoch ${was.epoch}`;
    if (row.why === 'work.finish' && row.agent !== was.holder) return 'it is finished by who does not hold it';
    if (BY_HOLDER.includes(row.why) && row.agent !== was.holder) return 'it is handed on by who does not hold it';
    if (after.state === 'finished' && was.holder === null) return 'it is finished while nobody holds it';
    return after.holder !== null && after.holder !== was.holder ? taken(row, was, after.holder, accepted) : null;
  }

  /** Accepting needs an offer to exactly this agent; whatever else gives an item to an agent needs a command. */
  function taken(row: Row, was: Hands, holder: string, accepted: Offer | null): string | null {
    if (row.command === null) return `it goes to ${holder} without a command`;
    if (row.why !== 'offer.accept') return null;
    if (accepted?.agent !== holder || accepted.epoch !== was.epoch || accepted.tx !== row.tx)
      return `${holder} accepts what was not offered to them`;
    return row.agent === holder ? null : 'it goes to another agent than the one who accepts';
  }

  function takeOffer(row: Extract<Row, { kind: 'offer' }>, item: Item): string | null {
    const { offer } = row;
    const known = offers.get(offer.id);
    const seen: Offer = { ...offer, item: row.item, tx: row.tx };
    offers.set(offer.id, seen);
    if (offer.state === 'ringing') return rung(row, item, known);
    summary.accepted += offer.state === 'accepted' ? 1 : 0;
    if (!known) return `offer ${offer.id} was never made`;
    if (known.state !== 'ringing') return `offer ${offer.id} was ${known.state} already`;
    if (known.agent !== offer.agent || known.item !== row.item || known.epoch !== offer.epoch)
      return `offer ${offer.id} was made to another agent, of another item or epoch`;
    item.ringing = null;
    if (offer.state === 'accepted') item.accepted = seen;
    ringingOf.delete(offer.agent);
    return offer.state === 'accepted' && row.command === null ? 'it is accepted without a command' : null;
  }

  function rung({ offer, why }: Extract<Row, { kind: 'offer' }>, item: Item, known?: Offer): string | null {
    summary.offers += 1;
    const other = ringingOf.get(offer.agent);
    const beside = item.ringing;
    item.ringing = offer;
    ringingOf.set(offer.agent, offer.id);
    if (known) return `offer ${offer.id} is made a second time`;
    if (other !== undefined) return `${offer.agent} has offer ${other} ringing already`;
    if (beside) return `offer ${beside.id} of the same item rings already`;
    if (why !== BEGAN && item.hands?.state !== 'offered') return 'an item rings that is not being offered';
    return item.hands?.epoch === offer.epoch ? null : 'the offer has another epoch than its item';
  }

  function takeAct(row: Extract<Row, { kind: 'act' }>, { hands }: Item): string | null {
    const { epoch, entry } = row.after;
    summary.acts += 1;
    if (row.command === null) return 'something was sent without a command';
    if (entries.has(entry)) return `entry ${entry} was sent already`;
    entries.add(entry);
    if (row.agent === null || hands?.holder !== row.agent) return `${row.agent} sends and does not hold the item`;
    return hands.epoch === epoch ? null : `it was sent under epoch ${epoch}, and the item has ${hands.epoch}`;
  }

  /** A command has its effect once: in one transaction. */
  function takeCommand({ command, tx }: Row): string | null {
    if (command === null) return null;
    const seen = commands.get(command);
    commands.set(command, tx);
    return seen === undefined || seen === tx ? null : `command ${command} had its effect before`;
  }

  function judge(row: Row, item: Item): string | null {
    if (row.step !== item.step + 1) return `step ${row.step} of ${row.item} follows step ${item.step}`;
    Object.assign(item, { step: row.step, tx: row.tx, seq: row.seq });
    const second = takeCommand(row);
    if (second) return second;
    if (row.kind === 'item') return takeItem(row, item);
    return row.kind === 'offer' ? takeOffer(row, item) : takeAct(row, item);
  }

  /** The first item that a transaction other than `tx` left half changed. */
  function leftOpen(tx: string | null): Finding | null {
    const found = [...items].flatMap(([id, item]) => {
      const why = item.tx === tx ? null : unsettled(id, item);
      return why === null ? [] : [{ seq: item.seq, why }];
    });
    return found.toSorted((a, b) => a.seq - b.seq)[0] ?? null;
  }

  return {
    summary,
    take(row: Row): Finding | null {
      if (row.seq <= lastSeq) return { seq: row.seq, why: `it comes after row ${lastSeq}` };
      lastSeq = row.seq;
      const item = items.get(row.item) ?? newItem(row);
      if (!items.has(row.item)) summary.items += 1;
      items.set(row.item, item);
      summary.rows += 1;
      const open = item.tx === row.tx ? null : unsettled(row.item, item);
      if (open) return { seq: item.seq, why: open };
      const why = judge(row, item);
      return why === null ? null : (leftOpen(row.tx) ?? { seq: row.seq, why });
    },
    /** When no transaction is half told: at the end of a file. */
    settle: () => leftOpen(null),
  };
}

const newItem = ({ tx, seq }: Row): Item => ({ hands: null, step: 0, ringing: null, accepted: null, tx, seq });

const sameHands = (a: Hands, b: Hands | null): boolean =>
  b !== null && a.state === b.state && a.holder === b.holder && a.epoch === b.epoch;
