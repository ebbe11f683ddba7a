// What may be done to a work item, why and by whom, as docs/ledger.md promises it. Written down here a second time, on
// purpose: what is not in this table is a broken promise, whatever the backend's own tables say.

export const STATES = ['waiting', 'offered', 'held', 'finished', 'abandoned'] as const;
export type State = (typeof STATES)[number];
export const OFFER_STATES = ['ringing', 'accepted', 'declined', 'missed', 'withdrawn'] as const;
export type OfferState = (typeof OFFER_STATES)[number];

/** From what it was to what it is; `new`: it was not there. */
export type Move = `${State | 'new'} ${State}`;
/**
 * Whose doing a move must be: of who holds it, of who holds it from then on, of whom it rang with, of any agent (a team
 * lead: the ledger does not know roles), or of the backend by itself.
 */
export type By = 'holder' | 'taker' | 'rung' | 'any agent' | 'nobody';
export type Cause = {
  /** False: only a command of an agent has this name, and its rows carry it. */
  readonly byItself: boolean;
  readonly moves: Readonly<Partial<Record<Move, By>>>;
  /** What becomes of offers with it. */
  readonly offers: readonly OfferState[];
};

const itself = (moves: readonly Move[], offers: readonly OfferState[]): Cause => ({
  byItself: true,
  moves: Object.fromEntries(moves.map(move => [move, 'nobody'])),
  offers,
});
const asked = (moves: Cause['moves'], ...offers: OfferState[]): Cause => ({ byItself: false, moves, offers });

/** An offer was not taken: back to its place, or at once to another desk, as to the sender of a transfer. */
const BACK = ['offered waiting', 'offered offered'] as const;
const BACK_BY_RUNG = { 'offered waiting': 'rung', 'offered offered': 'rung' } as const;
const ENDED_BY_HOLDER = { 'held finished': 'holder' } as const;
/** The agent's own call, which nobody offers; what rang with them meanwhile goes back. */
const DIALLED = { 'new waiting': 'any agent', 'waiting held': 'taker', ...BACK_BY_RUNG } as const;

export const causes: Readonly<Record<string, Cause>> = {
  'ledger began': itself(
    STATES.map(state => `new ${state}` as const),
    ['ringing'],
  ),
  customer: itself(['new waiting', 'waiting abandoned', 'offered abandoned'], ['withdrawn']),
  'not delivered': itself(['new waiting'], []),
  routed: itself(['waiting offered'], ['ringing']),
  'not answered': itself(BACK, ['missed', 'ringing']),
  'node gone': itself(BACK, ['withdrawn', 'ringing']),
  roster: itself(['held waiting', 'held finished', ...BACK], ['withdrawn', 'ringing']),
  'set aside': itself(['held waiting'], []),
  'wrap-up time over': itself(['held finished'], []),
  'offer.accept': asked({ 'offered held': 'taker' }, 'accepted'),
  'work.take': asked({ 'waiting held': 'taker', 'offered held': 'taker' }, 'accepted'),
  'offer.decline': asked(BACK_BY_RUNG, 'declined', 'ringing'),
  'presence.set': asked(BACK_BY_RUNG, 'withdrawn', 'ringing'),
  'call.dial': asked(DIALLED, 'withdrawn', 'ringing'),
  'case.move': asked(DIALLED, 'withdrawn', 'ringing'),
  'work.transfer': asked({ 'held waiting': 'holder', 'held offered': 'holder' }, 'ringing'),
  'work.escalate': asked({ 'held waiting': 'holder' }),
  'work.completeTransfer': asked({ 'held held': 'holder' }),
  'work.reassign': asked(
    {
      'waiting held': 'any agent',
      'offered held': 'any agent',
      'held held': 'any agent',
      'offered waiting': 'any agent',
      'held waiting': 'any agent',
      'waiting offered': 'any agent',
      'offered offered': 'any agent',
      'held offered': 'any agent',
    },
    'withdrawn',
    'ringing',
  ),
  'work.finish': asked(ENDED_BY_HOLDER),
  'work.noResponse': asked(ENDED_BY_HOLDER),
  'work.praise': asked(ENDED_BY_HOLDER),
};

/** How an agent comes by work: it rings with them, or is theirs at once. */
export type Giving = 'rings' | `${State | 'new'} held`;
/**
 * Who is offered work by the router, and who takes what waits, has the skills that it asks for; of those who take it, some
 * may without, and the row says why. Of all else a colleague chose the agent, who may lack them: that is in the row as well.
 */
export const skilled: Readonly<Record<string, Readonly<Partial<Record<Giving, 'always' | 'unless allowed'>>>>> = {
  routed: { rings: 'always' },
  'work.take': { 'waiting held': 'unless allowed' },
};
