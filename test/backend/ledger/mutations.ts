// Ways of breaking a good ledger, each in one place, and which line the checker must name then.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LedgerRow } from '../../../backend/ledger/export.ts';
import { judgeFile, type Verdict } from '../../../build/ledger-check/file.ts';

type Hands = { readonly state: string; readonly holder: string | null; readonly epoch: number };
type Offer = { readonly id: string; readonly state: string; readonly agent: string; readonly epoch: number };
type Skill = { readonly name: string; readonly level: number };
type Skills = { readonly asked: readonly Skill[]; readonly has: readonly Skill[]; readonly without: string | null };
type Row = Omit<LedgerRow, 'before' | 'after' | 'offer' | 'skills'> & {
  readonly before: Hands | null;
  readonly after: (Hands & { readonly entry?: string }) | null;
  readonly offer: Offer | null;
  readonly skills: Skills | null;
};
export type Ledger = readonly Row[];
/** `bad`: the place of the row that must be named. */
type Broken = { readonly rows: readonly object[]; readonly bad: number };
/** Null: this row cannot be broken so. */
type Mutation = (row: Row, place: number, ledger: Ledger) => Broken | null;

const NOBODY_OF = 'a-nobody-knows';
const FINAL = ['finished', 'abandoned'];
/** A move of the agent who asks for it, and of nobody else. */
const OWN_DOING = [
  'offer.accept',
  'offer.decline',
  'presence.set',
  'work.transfer',
  'work.escalate',
  'work.completeTransfer',
  'work.take',
  'work.finish',
  'work.noResponse',
  'work.praise',
];

/** What rang is held from then on by whom it rang with. */
const TAKING = ['offer.accept', 'work.take'];

/** The row itself is changed, and is the one that is named. */
const changing =
  (change: (row: Row, place: number, ledger: Ledger) => object | null): Mutation =>
  (row, place, ledger) => {
    const other = change(row, place, ledger);
    return other && { rows: ledger.map((one, at) => (at === place ? { ...row, ...other } : one)), bad: place };
  };
const changingItem = (change: (row: Row, after: Hands) => object | null): Mutation =>
  changing(row => (row.kind === 'item' && row.after ? change(row, row.after) : null));
const changingOffer = (change: (offer: Offer, row: Row) => object | null): Mutation =>
  changing(row => (row.offer ? change(row.offer, row) : null));
const changingAct = (change: (row: Row) => object): Mutation =>
  changing(row => (row.kind === 'act' ? change(row) : null));
const changingSkills = (change: (skills: Skills, row: Row) => object | null): Mutation =>
  changing(row => (row.skills ? change(row.skills, row) : null));
const isRouted = ({ why, kind }: Row): boolean => why === 'routed' && kind === 'offer';
const isTaken = ({ why, before: was }: Row): boolean => why === 'work.take' && was?.state === 'waiting';
const NOBODYS_SKILL = 'nobody has it';
/** Something that follows when all is over. */
const appending =
  (more: (row: Row) => object | null): Mutation =>
  (row, _place, ledger) => {
    const other = more(row);
    const step = Math.max(...ledger.filter(({ item }) => item === row.item).map(one => one.step)) + 1;
    const last = { ...row, tx: '99999999999', seq: ledger.at(-1)!.seq + 1, step, ...other };
    return other && { rows: [...ledger, last], bad: ledger.length };
  };
const before = (ledger: Ledger, place: number): number =>
  ledger.findLastIndex((row, at) => at < place && row.item === ledger[place]!.item);
const after = (ledger: Ledger, place: number): number =>
  ledger.findIndex((row, at) => at > place && row.item === ledger[place]!.item);

export const mutations: Readonly<Record<string, Mutation>> = {
  'a holder of what nobody holds': changingItem((_row, hands) =>
    hands.state === 'held' ? null : { after: { ...hands, holder: NOBODY_OF } },
  ),
  'nobody holds what is held': changingItem((_row, hands) =>
    hands.state === 'held' ? { after: { ...hands, holder: null } } : null,
  ),
  'a state that there is not': changingItem((_row, hands) => ({ after: { ...hands, state: 'banana' } })),
  'a state of an offer that there is not': changingOffer(offer => ({ offer: { ...offer, state: 'banana' } })),
  'a cause that there is not': changing(row => (row.kind === 'act' ? null : { why: 'banana' })),
  'what happens by itself, by a command': changing(row => (row.command === null ? { command: `c-${row.seq}` } : null)),
  'a command’s doing without the command': changing(row => (row.command === null ? null : { command: null })),
  'given by what gives nothing': (row, _place, ledger) => {
    if (row.kind !== 'item' || row.after?.state !== 'held' || row.command === null) return null;
    const rows = ledger.map(one => (one.command === row.command ? { ...one, why: 'presence.set' } : one));
    const isBad = (one: Row): boolean => one.kind === 'item' || one.offer?.state === 'accepted';
    return { rows, bad: ledger.findIndex(one => one.command === row.command && isBad(one)) };
  },
  'ended by what ends nothing': changingItem((row, { state }) =>
    state === 'finished' ? { why: row.command === null ? 'set aside' : 'work.escalate' } : null,
  ),
  'taken back by what takes nothing back': changingItem((row, { state }) =>
    state === 'waiting' && row.before ? { why: row.command === null ? 'wrap-up time over' : 'work.finish' } : null,
  ),
  'done by another agent': changingItem(row => (OWN_DOING.includes(row.why) ? { agent: NOBODY_OF } : null)),
  'done by nobody': changingItem(row => (row.command === null ? null : { agent: null })),
  'done by somebody that happens by itself': changingItem(row =>
    row.command === null && row.why !== 'ledger began' ? { agent: NOBODY_OF } : null,
  ),
  'an epoch kept': changingItem((row, hands) => {
    const changes =
      hands.holder !== row.before?.holder || row.before.state === 'offered' || FINAL.includes(hands.state);
    return row.before && changes ? { after: { ...hands, epoch: row.before.epoch } } : null;
  }),
  'an epoch that goes back': changingItem((row, hands) =>
    row.before && row.before.epoch > 0 ? { after: { ...hands, epoch: row.before.epoch - 1 } } : null,
  ),
  'an epoch that leaps': changingItem((row, hands) => ({ after: { ...hands, epoch: (row.before?.epoch ?? 0) + 2 } })),
  'another past than there was': changingItem(row =>
    row.before ? { before: { ...row.before, epoch: row.before.epoch + 1 } } : null,
  ),
  'a past of what is new': changingItem((row, hands) =>
    row.before || row.why === 'ledger began' ? null : { before: { ...hands, state: 'waiting' } },
  ),
  'accepted by another agent': changingItem((row, hands) =>
    TAKING.includes(row.why) && row.before?.state === 'offered'
      ? { agent: NOBODY_OF, after: { ...hands, holder: NOBODY_OF } }
      : null,
  ),
  'an offer of another agent': changingOffer(({ state, ...offer }) =>
    state === 'ringing' ? null : { offer: { ...offer, state, agent: NOBODY_OF }, agent: NOBODY_OF },
  ),
  'an offer of another epoch': changingOffer(offer => ({ offer: { ...offer, epoch: offer.epoch + 1 } })),
  'an offer and its row of two agents': changingOffer((_offer, { why }) =>
    why === 'ledger began' ? null : { agent: NOBODY_OF },
  ),
  'an end of an offer that its cause does not make': changingOffer(offer =>
    offer.state === 'ringing'
      ? null
      : { offer: { ...offer, state: offer.state === 'accepted' ? 'missed' : 'accepted' } },
  ),
  'an offer that ends twice': appending(({ offer }) =>
    offer && offer.state !== 'ringing'
      ? { why: 'not answered', command: null, agent: offer.agent, offer: { ...offer, state: 'missed' } }
      : null,
  ),
  'an offer made twice': appending(({ offer, why }) => (offer?.state === 'ringing' ? { why, command: null } : null)),
  'something after the end': appending(({ kind, after: hands }) =>
    kind === 'item' && hands?.state === 'finished' ? { command: 'c-later', before: hands } : null,
  ),
  'offered to who has not the skills': changingSkills(({ asked, ...skills }, row) =>
    isRouted(row) ? { skills: { ...skills, asked: [...asked, { name: NOBODYS_SKILL, level: 0 }] } } : null,
  ),
  'offered to who is not good enough': changingSkills((skills, row) => {
    const [asked, has] = [3, 2].map(level => [{ name: NOBODYS_SKILL, level }]);
    return isRouted(row) ? { skills: { ...skills, asked, has } } : null;
  }),
  'offered without the skills to who could take it so': changingSkills((skills, row) => {
    const asked = [{ name: NOBODYS_SKILL, level: 0 }];
    return isRouted(row) ? { skills: { ...skills, asked, without: 'lead' } } : null;
  }),
  'taken without the skills by who may not': changingSkills((skills, row) => {
    const asked = [{ name: NOBODYS_SKILL, level: 1 }];
    return isTaken(row) ? { skills: { ...skills, asked, without: null } } : null;
  }),
  'skills that nobody reads': changingSkills(skills => ({ skills: { ...skills, without: 'anybody' } })),
  'skills not said any more': changing((row, place, ledger) =>
    row.skills && ledger.findIndex(({ skills }) => skills) < place ? { skills: null } : null,
  ),
  'words of who does not hold it': changingAct(() => ({ agent: NOBODY_OF })),
  'words under another epoch': changingAct(({ after: words }) => ({ after: { ...words, epoch: words!.epoch + 1 } })),
  'words that no command sent': changingAct(() => ({ command: null })),
  'words sent by what happens by itself': changingAct(() => ({ why: 'routed' })),
  'words sent twice': appending(row => (row.kind === 'act' ? { command: 'c-later' } : null)),
  'a command with two effects': (row, place, ledger) => {
    const first = ledger.findIndex(({ command, tx }) => command !== null && tx !== row.tx);
    if (row.command === null || first < 0 || first > place) return null;
    const isFirst = ledger.findIndex(({ command }) => command === row.command) === place;
    return isFirst ? changing(() => ({ command: ledger[first]!.command }))(row, place, ledger) : null;
  },
  'a row left out': (row, place, ledger) => {
    const next = after(ledger, place);
    if (next < 0) return null;
    const rows = ledger.filter(one => one !== row);
    // Without its ring, or without going back, the item is left offered by the row before, which is the first that is wrong.
    const isLeft = row.offer?.state === 'ringing' || (row.before?.state === 'offered' && ledger[next]!.tx !== row.tx);
    return { rows, bad: isLeft ? before(ledger, place) : next - 1 };
  },
  'a step left out': changing(row => ({ step: row.step + 1 })),
  'a row out of its order': changing((_row, place, ledger) => (place > 0 ? { seq: ledger[place - 1]!.seq } : null)),
  'an offer that ends before its item': (row, place, ledger) =>
    row.kind === 'item' && row.before?.state === 'offered' && row.after?.state !== 'offered' && row.command === null
      ? { ...changing(() => ({ tx: '99999999999' }))(row, place, ledger)!, bad: before(ledger, place) }
      : null,
};

/** Judges rows as a file of them; `remove` when done. */
export function newBench() {
  const folder = mkdtempSync(join(tmpdir(), 'foreword-mutations-'));
  const path = join(folder, 'ledger.ndjson');
  return {
    remove: (): void => rmSync(folder, { recursive: true, force: true }),
    judge(rows: readonly object[]): Promise<Verdict> {
      const lines = [{ ledger: 1, incarnation: 'one', exportedAt: 0 }, ...rows, { end: true, rows: rows.length }];
      writeFileSync(path, `${lines.map(line => JSON.stringify(line)).join('\n')}\n`);
      return judgeFile(path);
    },
  };
}

/** Every place of the ledger that this mutation can break. */
export const brokenBy = (name: string, ledger: Ledger): Broken[] =>
  ledger.flatMap((row, place) => mutations[name]!(row, place, ledger) ?? []);

/** Line 1 is the header, and places count from 0. */
export const lineOf = (place: number): number => place + 2;
