// Whether the promises held, row by row. Shares no code with the backend: it knows what was promised, not how it is kept.
import { type By, type Cause, causes, type Move } from './causes.ts';
import type { Hands, OfferSeen, Row } from './row.ts';
import { givenTo, lacking, whyUnskilled } from './skills.ts';

const BEGAN = 'ledger began';
const FINAL: readonly string[] = ['finished', 'abandoned'];

type Offer = OfferSeen & { readonly item: string; readonly tx: string };
type Item = {
  hands: Hands | null;
  step: number;
  ringing: OfferSeen | null;
  /** The last of its offers that ended. */
  ended: Offer | null;
  tx: string;
  seq: number;
};
type ItemRow = Extract<Row, { kind: 'item' }>;
type OfferRow = Extract<Row, { kind: 'offer' }>;
export type Finding = { readonly seq: number; readonly why: string };
export type Summary = {
  rows: number;
  items: number;
  offers: number;
  accepted: number;
  finished: number;
  acts: number;
  /** Given to who had not all the skills asked for, where that is allowed. */
  unskilled: number;
};

/** Takes rows in the order of the file. A finding is the first broken promise; after it the judge is of no more use. */
export function newJudge() {
  const items = new Map<string, Item>();
  const offers = new Map<string, Offer>();
  const ringingOf = new Map<string, string>();
  const commands = new Map<string, { readonly tx: string; readonly why: string }>();
  const entries = new Set<string>();
  const summary: Summary = { rows: 0, items: 0, offers: 0, accepted: 0, finished: 0, acts: 0, unskilled: 0 };
  let lastSeq = -1;
  /** From the first row on that says which skills were asked for, each that gives work says it. */
  let saysSkills = false;

  /** Of a transaction that is over: an item is offered exactly while one offer of it rings, at its epoch. */
  function unsettled(id: string, item: Item): string | null {
    const offered = item.hands?.state === 'offered';
    if (offered && !item.ringing) return `${id} is offered, and no offer of it rings`;
    if (!offered && item.ringing) return `offer ${item.ringing.id} still rings, and ${id} is not offered any more`;
    if (item.ringing && item.ringing.epoch !== item.hands?.epoch) return `offer ${item.ringing.id} has another epoch`;
    return null;
  }

  function takeItem(row: ItemRow, item: Item): string | null {
    const was = item.hands;
    const { before, after } = row;
    const odd = [before, after].find(hands => hands !== null && !isHeldByOne(hands));
    if (odd) return `${odd.state} and in the hands of ${odd.holder ?? 'nobody'}: only what is held has a holder`;
    if (was && !sameHands(was, before)) return `what it says was before is not what the row before left`;
    if (!was && row.why !== BEGAN && (before !== null || after.state !== 'waiting' || after.epoch !== 0))
      return 'an item begins in nobody’s hands, waiting, with epoch 0';
    item.hands = after;
    if (after.state === 'finished') summary.finished += 1;
    return (was ? changed(was, after, item.ended, row.tx) : null) ?? moved(row, was, after, item.ended);
  }

  function changed(was: Hands, after: Hands, ended: Offer | null, tx: string): string | null {
    if (FINAL.includes(was.state)) return `it was ${was.state} already`;
    if (sameHands(was, after)) return 'nothing of it changes';
    if (after.epoch < was.epoch) return `the epoch goes back from ${was.epoch} to ${after.epoch}`;
    if (after.epoch > was.epoch + 1) return `the epoch leaps from ${was.epoch} to ${after.epoch}`;
    const isOver = was.state === 'offered' && (after.state !== 'offered' || ended?.tx === tx);
    if ((after.holder !== was.holder || isOver || FINAL.includes(after.state)) && after.epoch === was.epoch)
      return `it changes hands and keeps the epoch ${was.epoch}`;
    return null;
  }

  /** The move is one that its cause makes, and it is the doing of whoever may make it. */
  function moved(row: ItemRow, was: Hands | null, after: Hands, ended: Offer | null): string | null {
    const move = `${was?.state ?? 'new'} ${after.state}` as Move;
    const by = causes[row.why]!.moves[move];
    if (by === undefined) return `${row.why} does not make what was ${was?.state ?? 'not there'} ${after.state}`;
    if (move === 'held held' && was?.holder === after.holder) return 'it goes from its holder to its holder';
    const over = ended?.tx === row.tx ? ended : null;
    if (was?.state === 'offered' && by === 'taker') {
      if (over?.state !== 'accepted' || over.agent !== after.holder || over.epoch !== was.epoch)
        return `${after.holder} accepts what was not offered to them`;
    }
    const doer: Readonly<Record<By, boolean>> = {
      holder: row.agent !== null && row.agent === was?.holder,
      taker: row.agent !== null && row.agent === after.holder,
      rung: row.agent !== null && row.agent === over?.agent,
      'any agent': row.agent !== null,
      nobody: row.agent === null,
    };
    if (row.why === BEGAN || doer[by]) return null;
    return `${row.why} by ${row.agent ?? 'nobody'}, ${MISSED[by]}`;
  }

  function takeOffer(row: OfferRow, item: Item, cause: Cause): string | null {
    const { offer } = row;
    const known = offers.get(offer.id);
    const seen: Offer = { ...offer, item: row.item, tx: row.tx };
    offers.set(offer.id, seen);
    if (!cause.offers.includes(offer.state)) return `${row.why} leaves no offer ${offer.state}`;
    if (offer.state === 'ringing') return rung(row, item, known);
    summary.accepted += offer.state === 'accepted' ? 1 : 0;
    if (!known) return `offer ${offer.id} was never made`;
    if (known.state !== 'ringing') return `offer ${offer.id} was ${known.state} already`;
    if (known.agent !== offer.agent || known.item !== row.item || known.epoch !== offer.epoch)
      return `offer ${offer.id} was made to another agent, of another item or epoch`;
    item.ringing = null;
    item.ended = seen;
    ringingOf.delete(offer.agent);
    return isOfItsAgent(row) ? null : `the row names ${row.agent}, and offer ${offer.id} is ${offer.agent}’s`;
  }

  function rung(row: OfferRow, item: Item, known?: Offer): string | null {
    const { offer, why } = row;
    summary.offers += 1;
    const other = ringingOf.get(offer.agent);
    const beside = item.ringing;
    item.ringing = offer;
    ringingOf.set(offer.agent, offer.id);
    if (known) return `offer ${offer.id} is made a second time`;
    if (other !== undefined) return `${offer.agent} has offer ${other} ringing already`;
    if (beside) return `offer ${beside.id} of the same item rings already`;
    if (why !== BEGAN && item.hands?.state !== 'offered') return 'an item rings that is not being offered';
    if (item.hands?.epoch !== offer.epoch) return 'the offer has another epoch than its item';
    return isOfItsAgent(row) ? null : `the row names ${row.agent}, and offer ${offer.id} is ${offer.agent}’s`;
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

  function takeSkills(row: Row, was: Hands | null): string | null {
    const agent = givenTo(row);
    if (agent === null || row.why === BEGAN) return null;
    if (!row.skills) return saysSkills ? 'it does not say which skills it asks for' : null;
    saysSkills = true;
    // Counted where they begin to have it: what rings with them is not theirs yet.
    if (row.kind === 'item' && lacking(row.skills).length > 0) summary.unskilled += 1;
    return whyUnskilled(row, was, agent, row.skills);
  }

  /** A command is one thing, and has its effect once: in one transaction. */
  function takeCommand({ command, tx, why }: Row): string | null {
    if (command === null) return null;
    const seen = commands.get(command) ?? { tx, why };
    commands.set(command, seen);
    if (seen.tx !== tx) return `command ${command} had its effect before`;
    return seen.why === why ? null : `command ${command} is both ${seen.why} and ${why}`;
  }

  function judge(row: Row, item: Item): string | null {
    if (row.step !== item.step + 1) return `step ${row.step} of ${row.item} follows step ${item.step}`;
    Object.assign(item, { step: row.step, tx: row.tx, seq: row.seq });
    const second = takeCommand(row);
    if (second) return second;
    const cause = Object.hasOwn(causes, row.why) ? causes[row.why]! : null;
    if (cause && cause.byItself !== (row.command === null))
      return cause.byItself ? `${row.why} is no command, and has one` : `${row.why} without a command`;
    if (row.kind === 'act') return takeAct(row, item);
    if (!cause) return `nothing that is done to work is called ${row.why}`;
    const was = item.hands;
    return (row.kind === 'item' ? takeItem(row, item) : takeOffer(row, item, cause)) ?? takeSkills(row, was);
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

const newItem = ({ tx, seq }: Row): Item => ({ hands: null, step: 0, ringing: null, ended: null, tx, seq });

const MISSED: Readonly<Record<By, string>> = {
  holder: 'who does not hold it',
  taker: 'and another agent has it then',
  rung: 'with whom it did not ring',
  'any agent': 'and it takes an agent',
  nobody: 'and the backend does that by itself',
};

const isOfItsAgent = ({ agent, offer, why }: OfferRow): boolean => why === BEGAN || agent === offer.agent;
const isHeldByOne = ({ state, holder }: Hands): boolean => (state === 'held') === (holder !== null);

const sameHands = (a: Hands, b: Hands | null): boolean =>
  b !== null && a.state === b.state && a.holder === b.holder && a.epoch === b.epoch;
