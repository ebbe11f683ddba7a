// To whom work can go, in the order in which one wants to see them. Pure.
import type { Destination } from '../../shared/contract/commands/hand-over.ts';
import type { Channel } from '../../shared/domain/primitives.ts';
import type { Colleague, Roster } from '../../shared/domain/roster.ts';
import type { Act, Handed } from '../stores/hand-over.ts';
import { handOverWords } from '../text/hand-over.ts';

export type Choice = {
  readonly id: string;
  readonly group: 'colleagues' | 'queues' | 'skills';
  readonly name: string;
  /** State of a colleague, size of a queue. */
  readonly hint: string;
  readonly state: Colleague['state'] | null;
  /** Null: back to where it waited. */
  readonly destination: Destination | null;
};

const RANK: Readonly<Record<Colleague['state'], number>> = {
  available: 1,
  acw: 2,
  'on-contact': 3,
  'not-ready': 4,
  offline: 5,
};
const rank = ({ free, state }: Colleague): number => (free ? 0 : RANK[state]);
const serves = (channels: readonly Channel[], { channel }: Handed): boolean => channels.includes(channel);

function colleagueChoice({ agentId, name, state, free }: Colleague): Choice {
  const said = handOverWords.states[state];
  const hint = free ? `${said}, ${handOverWords.free}` : said;
  return { id: `agent ${agentId}`, group: 'colleagues', name, hint, state, destination: { to: 'agent', agentId } };
}

function colleagues(act: Act, item: Handed, roster: Roster, ownId: string): Choice[] {
  return roster.colleagues
    .filter(one => one.agentId !== ownId && (act === 'consult' || serves(one.channels, item)))
    .toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en'))
    .map(colleagueChoice);
}

function queues(item: Handed, { queues: all }: Roster): Choice[] {
  return all
    .filter(({ id, channels }) => id !== item.queueId && serves(channels, item))
    .map(({ id, name, waiting }) => ({
      id: `queue ${id}`,
      group: 'queues',
      name,
      hint: handOverWords.waitingIn(waiting),
      state: null,
      destination: { to: 'queue', queueId: id },
    }));
}

/** Of each queue who could be asked now: its own among them. */
function queuesToAsk(roster: Roster, ownId: string): Choice[] {
  return roster.queues.map(({ id, name }) => ({
    id: `queue ${id}`,
    group: 'queues',
    name,
    hint: handOverWords.freeIn(
      roster.colleagues.filter(one => one.agentId !== ownId && one.free && one.queueIds.includes(id)).length,
    ),
    state: null,
    destination: { to: 'queue', queueId: id },
  }));
}

/** Those that somebody else who serves its queue has. */
function skills(item: Handed, roster: Roster, ownId: string): Choice[] {
  const able = roster.colleagues.filter(
    one => one.agentId !== ownId && one.queueIds.includes(item.queueId) && serves(one.channels, item),
  );
  const names = [...new Set(able.flatMap(one => one.skills))].toSorted((a, b) => a.localeCompare(b, 'en'));
  return names.map(skill => ({
    id: `skill ${skill}`,
    group: 'skills',
    name: skill,
    hint: handOverWords.withSkill(able.filter(one => one.skills.includes(skill)).length),
    state: null,
    destination: { to: 'skill', skill },
  }));
}

/** Nobody to choose for what knows its own way. */
export function choicesFor(act: Act, item: Handed, roster: Roster, ownId: string): Choice[] {
  if (act === 'escalate' || act === 'complete') return [];
  // A lead may take it themselves.
  const people = colleagues(act, item, roster, act === 'reassign' ? '' : ownId);
  if (act === 'consult') return [...people, ...queuesToAsk(roster, ownId), ...skills(item, roster, ownId)];
  if (act === 'transfer') return [...people, ...queues(item, roster), ...skills(item, roster, ownId)];
  const back: Choice = {
    id: 'back',
    group: 'queues',
    name: handOverWords.backToQueue(item.queueName),
    hint: handOverWords.keepsPlace,
    state: null,
    destination: null,
  };
  return [...people, back];
}
