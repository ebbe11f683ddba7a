// What somebody asks for, judged: who may, what is the same set, and what the audit is told. Nothing is read here.
import { REVIEW_LIMITS, type ReviewSet, type ReviewWhat } from '../../../shared/contract/review.ts';
import type { Fault } from '../../../shared/lib/fault.ts';
import { type Counted, once } from '../../audit/note.ts';
import { Refused } from '../../audit/refused.ts';
import type { Reviewer } from '../reviewer.ts';
import type { Member } from './members.ts';

/** `most`: entries for which there is room on the desk. */
export type Asking = { readonly what: ReviewWhat; readonly most: number };

/** Nobody may bring a whole set but who leads; and of a queue, who leads it. @throws Refused denied, not-found */
export function mustMay({ agentId, role, scope }: Reviewer, what: ReviewWhat): void {
  if (what.kind === 'customers') return;
  const audited = { kind: 'read.refused', what: `review ${what.kind}`, agentId } as const;
  if (role !== 'lead') throw new Refused('denied', 'only leads bring whole sets', audited);
  if (what.kind === 'queue' && !scope.queueIds.has(what.queueId))
    throw new Refused('not-found', 'no such queue', audited);
}

/** The same for whom the agent may not see and for who is not there. */
export function nobody({ agentId }: Reviewer, what: ReviewWhat): Fault {
  const about = what.kind === 'customers' ? (what.customerIds[0] ?? null) : null;
  const audited = { kind: 'read.refused', what: `review ${what.kind}`, agentId, about } as const;
  return new Refused('not-found', 'nobody whom you may see, or there is no room for them', audited);
}

export const isSame = (a: ReviewWhat, b: ReviewWhat): boolean =>
  a.kind === 'customers' ? b.kind === 'customers' : JSON.stringify(a) === JSON.stringify(b);

/** Those that were named last stand for all of the set: who is in it stands with the rights. */
export function named(same: ReviewSet | undefined, members: readonly Member[]): ReviewWhat {
  const all = new Set([...members.map(({ id }) => id), ...(same?.customerIds ?? [])]);
  return { kind: 'customers', customerIds: [...all].slice(0, REVIEW_LIMITS.named) };
}

/** One note of each customer who was named, and one of a whole set, with how many. */
export function notesOf(agentId: string, what: ReviewWhat, setId: string, members: readonly Member[]): Counted[] {
  const given = { kind: 'rights.given', agentId, aboutAgent: agentId, outcome: 'done' } as const;
  const now = { sinceMs: 0, untilMs: 0 };
  if (what.kind === 'customers') return members.map(({ id }) => once({ ...given, what: 'review', about: id }));
  return [{ note: { ...given, what: `review ${what.kind}`, about: setId }, count: members.length, ...now }];
}
