// Draws docs/states.md from the tables of moves in shared/domain. `--check` fails when the file is not current.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { callMoves, legMoves, recordingMoves } from '../shared/domain/call.ts';
import { offerMoves } from '../shared/domain/offer.ts';
import { outboxMoves } from '../shared/domain/outbox.ts';
import { presenceMoves } from '../shared/domain/presence.ts';
import { workMoves } from '../shared/domain/work-moves.ts';

const file = join(import.meta.dirname, '../docs/states.md');

type Table = Readonly<Record<string, Readonly<Partial<Record<string, string>>>>>;
type Machine = {
  readonly name: string;
  readonly from: string;
  readonly about: string;
  /** State to move to state. */
  readonly moves: Table;
  readonly begins: readonly string[];
};

/** Of a table by move: the same by state. */
function byState(table: Table): Table {
  const turned: Record<string, Record<string, string>> = {};
  for (const [move, ways] of Object.entries(table))
    for (const [from, to] of Object.entries(ways)) if (to) (turned[from] ??= {})[move] = to;
  return turned;
}

/** A line for each; a new machine is drawn once its table stands here. */
const MACHINES: readonly Machine[] = [
  {
    name: 'Work item',
    from: 'shared/domain/work-moves.ts',
    about:
      'An interaction’s demand for an agent. Parked is held, out of the way; every move but an offer goes up an epoch.',
    moves: workMoves,
    begins: ['waiting'],
  },
  {
    name: 'Offer',
    from: 'shared/domain/offer.ts',
    about: 'A work item reserved for one agent for a short time. Four ends, and no way back from any.',
    moves: offerMoves,
    begins: ['ringing'],
  },
  {
    name: 'Presence',
    from: 'shared/domain/presence.ts',
    about: 'What an agent is to the routing. What is asked for during a contact waits for its end.',
    moves: byState(presenceMoves),
    begins: ['offline'],
  },
  {
    name: 'Command in the outbox',
    from: 'shared/domain/outbox.ts',
    about: 'What an agent asked for, on the desk. What is sent cannot be taken back: it may have been done.',
    moves: outboxMoves,
    begins: ['queued'],
  },
  {
    name: 'Call',
    from: 'shared/domain/call.ts',
    about: 'A call as the timeline has it. One that we make begins live.',
    moves: callMoves,
    begins: ['waiting', 'live'],
  },
  {
    name: 'Leg of a call',
    from: 'shared/domain/call.ts',
    about: 'One telephone in a call: the customer’s, the agent’s, or the one that is asked in.',
    moves: legMoves,
    begins: ['dialling', 'ringing'],
  },
  {
    name: 'Recording of a call',
    from: 'shared/domain/call.ts',
    about: 'Whether there is one is the exchange’s to say.',
    moves: recordingMoves,
    begins: ['off', 'on'],
  },
];

const id = (state: string): string => state.replace(/\W+/g, '_');

/** Moves between the same two states share an arrow. */
function arrows(moves: Table): string[] {
  const named = new Map<string, string[]>();
  for (const [from, ways] of Object.entries(moves)) {
    for (const [move, to] of Object.entries(ways)) {
      const way = `${id(from)} --> ${id(to!)}`;
      named.set(way, [...(named.get(way) ?? []), move]);
    }
  }
  return [...named].map(([way, names]) => `  ${way}: ${names.join(', ')}`);
}

function drawn({ name, from, about, moves, begins }: Machine): string {
  const states = [...new Set([...Object.keys(moves), ...Object.values(moves).flatMap(Object.values)])] as string[];
  const ends = states.filter(state => Object.keys(moves[state] ?? {}).length === 0);
  const lines = [
    'stateDiagram-v2',
    ...states.filter(state => state !== id(state)).map(state => `  state "${state}" as ${id(state)}`),
    ...begins.map(state => `  [*] --> ${id(state)}`),
    ...arrows(moves),
    ...ends.map(state => `  ${id(state)} --> [*]`),
  ];
  return [`## ${name}`, '', `${about} The table: \`${from}\`.`, '', '```mermaid', ...lines, '```', ''].join('\n');
}

const current = [
  '# States',
  '',
  'Everything here has a life that a table decides, and a move that the table does not know changes nothing: networks',
  'repeat and reorder. Drawn from those tables by `npm run states`; a test fails when they differ.',
  '',
  ...MACHINES.map(drawn),
].join('\n');

if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== current) {
    console.error('docs/states.md is not what the tables say: run `npm run states`.');
    process.exitCode = 1;
  }
} else {
  writeFileSync(file, current);
}
