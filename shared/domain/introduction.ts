// "This is Ama, here until 22:00": posted once by an agent under a brand handle when their shift begins.
import * as z from 'zod';
import { isOpen, nextClosing, nextOpening } from './opening.ts';
import { type Channel, channelSchema, idSchema, lineSchema, timeSchema, versionSchema } from './primitives.ts';
import { clockIn, type Shift, shiftAt } from './shift.ts';
import type { BrandHandle, Team } from './team.ts';
import { fillIn, valuesOf } from './writing/blanks.ts';
import { networkOf } from './writing/networks.ts';

/** There is one at most of an agent, a handle and a shift. */
export const introductionSchema = z.object({
  id: idSchema,
  version: versionSchema,
  agentId: idSchema,
  agentName: lineSchema,
  channel: channelSchema,
  handle: lineSchema,
  /** When the shift began, which names it. Backend's clock. */
  shiftFrom: timeSchema,
  /** `sent` until the network has answered. Who has skipped it may still post it. */
  state: z.enum(['skipped', 'sent', 'confirmed', 'failed']),
  /** Null: skipped. */
  text: z.string().max(20_000).nullable(),
  at: timeSchema,
  commandId: idSchema,
  /** Why the network did not take it. */
  reason: lineSchema.nullable(),
});
export type Introduction = z.infer<typeof introductionSchema>;

/** A handle on which this agent may introduce themselves now. */
export type Place = {
  readonly brand: BrandHandle;
  readonly shift: Shift;
  /** The end of the shift, or of the handle's hours where that comes first. */
  readonly until: number;
};

type Agent = { readonly name: string; readonly channels: readonly Channel[] };

/** Where an agent introduces themselves at this moment: on the team's handles that ask for it and are looked after now. */
export function placesFor(team: Team | null, agent: Agent, now: number): Place[] {
  const policy = team?.shifts;
  if (!team || !policy) return [];
  const shift = shiftAt(policy, now);
  return team.handles
    .filter(({ shiftIntro, channel }) => shiftIntro !== null && networkOf(channel).post)
    .filter(({ channel }) => agent.channels.includes(channel))
    .filter(({ hours }) => !hours || isOpen(hours, now))
    .map(brand => ({ brand, shift, until: shiftEndsAt(team, brand, now) ?? shift.to }));
}

/**
 * Until when whoever writes under this handle at this moment is there: the end of the shift, or of the handle's hours where
 * that comes first. Null: the team has no shifts, so nobody can say.
 */
export function shiftEndsAt(team: Team | null, brand: Pick<BrandHandle, 'hours'> | null, now: number): number | null {
  if (!team?.shifts) return null;
  const shift = shiftAt(team.shifts, now);
  const hours = brand?.hours;
  return hours && isOpen(hours, now) ? Math.min(shift.to, nextClosing(hours, now) ?? shift.to) : shift.to;
}

/** The team's words with what is known of the agent and the shift; what is missing stays a blank and stops the post. */
export function introductionText(team: Team, { brand, until }: Place, agentName: string): string {
  const shiftEnd = team.shifts ? clockIn(team.shifts.zone, until) : null;
  return fillIn(brand.shiftIntro ?? '', valuesOf({ customer: null, caseNumber: null, agentName, shiftEnd }));
}

/** Nothing of it is out: never asked, skipped, or refused by the network. */
export const mayStillPost = (introduction: Pick<Introduction, 'state'> | null): boolean =>
  introduction === null || introduction.state === 'skipped' || introduction.state === 'failed';

/** When time alone changes where an agent may introduce themselves; null: never. */
export function introductionsChangeAt(team: Team | null, now: number): number | null {
  const policy = team?.shifts;
  if (!team || !policy) return null;
  const hours = team.handles.flatMap(({ hours: open }) =>
    open ? [nextClosing(open, now) ?? nextOpening(open, now)] : [],
  );
  return Math.min(shiftAt(policy, now).to, ...hours.filter(at => at !== null && at > now).map(Number));
}
