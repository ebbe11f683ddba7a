import type { Connection, OutboxItem } from '../../shared/contract/bridge.ts';
import type { HereOf } from '../../shared/domain/here.ts';
import type { PresenceState } from '../../shared/domain/presence.ts';
import type { Handover, Participant } from '../../shared/domain/work.ts';
import type { Act } from '../stores/hand-over.ts';

const noteFor = (act: Act): string => (act === 'consult' ? 'Note for whom you ask' : 'Note for whoever has it next');

export const handOverWords = {
  menu: 'Hand over',
  region: 'Hand-over',
  acts: {
    transfer: 'Transfer',
    escalate: 'Escalate to a senior',
    consult: 'Ask a colleague in',
    complete: 'Hand over to them',
    reassign: 'Reassign',
  } satisfies Record<Act, string>,
  hints: {
    transfer: 'It leaves you and keeps its place. Your note and the whole history go along.',
    escalate: 'It keeps its place and waits for somebody with the senior skill.',
    consult: 'They see the case and talk with you. You keep it, and only you send.',
    complete: 'They have it from now on. Your note and the whole history go along.',
    reassign: 'Whoever has it or is offered it loses it, and is told.',
  } satisfies Record<Act, string>,
  titles: (act: Act, name: string): string =>
    ({
      transfer: `Transfer the work for ${name}`,
      escalate: `Escalate the work for ${name}`,
      consult: `Ask a colleague about ${name}`,
      complete: `Hand over the work for ${name}`,
      reassign: `Reassign the work for ${name}`,
    })[act],
  to: 'To whom',
  find: 'Find a colleague, queue or skill',
  findColleague: 'Find a colleague',
  nobody: 'Nobody and nothing by this name',
  chooseFirst: 'Choose to whom it goes.',
  groups: { colleagues: 'Colleagues', queues: 'Queues', skills: 'Skills' },
  backToQueue: (queue: string) => `Back to ${queue}`,
  keepsPlace: 'Keeps its place',
  waitingIn: (n: number) => (n === 1 ? '1 waits' : `${n} wait`),
  freeIn: (n: number) => (n === 0 ? 'nobody free' : `${n} free`),
  withSkill: (n: number) => (n === 1 ? '1 colleague' : `${n} colleagues`),
  free: 'free',
  states: {
    available: 'Available',
    'not-ready': 'Not ready',
    'on-contact': 'On a contact',
    acw: 'After-contact work',
    offline: 'Offline',
  } satisfies Record<PresenceState, string>,
  age: (span: string) => `As of ${span} ago`,
  old: (span: string) => `As last heard, ${span} ago. It goes when this desk is connected, if it still can.`,
  unheard: 'This desk has not heard yet who is there.',
  note: (act: Act) => noteFor(act),
  noteNeeded: 'A note is needed: why it goes on, and what was promised.',
  noteOptional: (act: Act) => `${noteFor(act)} (optional)`,
  cancel: 'Cancel',

  /** `to`: whom it names; null: nobody, or nobody who is known here. */
  queued: (act: Act, to: string | null = null): string =>
    ({
      transfer: to === null ? 'Transfer under way' : `Transfer to ${to} under way`,
      escalate: 'Escalation under way',
      consult: to === null ? 'Asking' : `Asking ${to}`,
      complete: to === null ? 'Hand-over under way' : `Hand-over to ${to} under way`,
      reassign: to === null ? 'Reassigning' : `Reassigning to ${to}`,
    })[act],
  /** By the connection; null: it is on its way. */
  waits: {
    live: null,
    'catching-up': null,
    connecting: 'Waits for the connection',
    offline: 'Waits for the connection',
    'signed-out': 'Waits until you sign in again',
    replaced: 'Waits until you use this desk again',
    'upgrade-required': 'Waits until this program is updated',
  } satisfies Record<Connection['state'], string | null>,
  alone: 'Nothing is sent from this page any more',
  refused: (act: Act): string =>
    ({
      transfer: 'Not transferred',
      escalate: 'Not escalated',
      consult: 'Not asked',
      complete: 'Not handed over',
      reassign: 'Not reassigned',
    })[act],
  edit: 'Edit',
  discard: 'Discard',
  reason: ({ reason }: Pick<OutboxItem, 'reason'>) => reason ?? 'The backend refused it.',

  cameFrom: ({ why, fromName, fromId, untakenBy }: Handover, ownId: string | null): string => {
    if (untakenBy !== undefined && fromId === ownId) return `Back with you: ${untakenBy} did not take it`;
    const came = {
      transferred: `Transferred by ${fromName}`,
      warm: `Handed over by ${fromName}`,
      escalated: `Escalated by ${fromName}`,
      reassigned: `Given to you by ${fromName}`,
      returned: `Back from ${fromName}, who was away`,
      consulted: `${fromName} asks for your help`,
    }[why];
    return untakenBy === undefined ? came : `${came}, not taken by ${untakenBy}`;
  },
  told: {
    taken: (from: string, customer: string) => `${from} has moved the work for ${customer}.`,
    untaken: (from: string, customer: string) => `${from} did not take the work for ${customer}.`,
    unanswered: (_from: string, customer: string) => `Nobody came to help with ${customer}.`,
  },
  draftKept: 'What you had begun to write is kept with the conversation.',
  open: 'Open',
  seen: 'Seen',
  before: (span: string) => `${span} so far`,
  noteOf: (name: string) => `Note by ${name}`,
  from: 'From',
  noteLabel: 'Note',

  participants: 'Also here',
  roles: {
    asked: 'asked',
    consulted: 'here to help',
    conference: 'in conference',
    monitor: 'listening in',
  } satisfies Record<Participant['role'], string>,
  takeBack: 'Take back',
  conference: 'Conference',
  completeTo: (name: string) => `Hand over to ${name}`,
  letGo: 'Let go',
  helping: (name: string) => `You help ${name}`,
  helpingList: 'Helping',
  /** In a call: who is in it with the helper. */
  helpingCall: {
    consulted: (holder: string) => `You talk with ${holder} alone. The customer is not in it.`,
    conference: () => 'In conference: the customer hears you.',
  },
  helpingHint: 'You see the case and can leave notes. Only who holds it sends.',
  holderSends: 'Only who holds it sends: leave a note',
  leave: 'Leave',
  consultFor: 'A question for you',
  consultIfNot: (seconds: number, name: string) => `No answer in ${seconds} s: ${name} goes on alone.`,
  consultNext: (seconds: number) => `No answer in ${seconds} s: the next colleague is asked.`,
  comeIn: 'Come in',

  here: (people: HereOf['people']): string => {
    const typing = people.filter(({ doing }) => doing === 'typing').map(({ name }) => name);
    const looking = people.filter(({ doing }) => doing === 'looking').map(({ name }) => name);
    const said = [
      typing.length > 0 ? `${listed(typing)} ${typing.length === 1 ? 'is' : 'are'} typing a reply` : null,
      looking.length > 0 ? `${listed(looking)} ${looking.length === 1 ? 'looks' : 'look'} at this too` : null,
    ];
    return said.filter(Boolean).join('. ');
  },

  heldBy: 'Held work',
  heldColumns: {
    agent: 'Agent',
    customer: 'Customer',
    channel: 'Channel',
    held: 'Held',
    matter: 'Matter',
    act: 'Move',
  },
  nothingHeld: 'Nobody holds anything',
  reassignOf: (name: string) => `Reassign the work for ${name}`,
} as const;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 2);
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(' and ');
}

export const handOverFailures = {
  hand: 'The work was not handed over',
  consult: 'The colleague was not asked',
  leave: 'You could not leave',
  edit: 'The words could not be taken back',
  told: 'The notice could not be put away',
} as const;
