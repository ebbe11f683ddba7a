// What waiting work asks of who takes it: the skills of its queue and its own. Router, backend and desk ask for the same.
import type { Team } from './team.ts';
import type { Agent, Queue, WorkItem } from './work.ts';

/** `level`: the least that will do; 0: any. */
export type AskedSkill = { readonly name: string; readonly level: number };

type Asking = Pick<WorkItem, 'skills'>;
type Rules = Pick<Queue, 'skills' | 'levels'>;
type Taker = Pick<Agent, 'role' | 'skills'>;

/** Each skill once. Records that were stored before there were skills ask for none; nor does a queue nobody has heard of. */
export function skillsAsked(item: Asking, queue: Rules | null): AskedSkill[] {
  const names = new Set([...(queue?.skills ?? []), ...(item.skills ?? [])]);
  return [...names].map(name => ({ name, level: queue?.levels?.[name] ?? 0 }));
}

/** Those of them that this agent has not, or not well enough. */
export const skillsLacking = (asked: readonly AskedSkill[], agent: Pick<Agent, 'skills'>): AskedSkill[] =>
  asked.filter(({ name, level }) => !(agent.skills ?? []).some(own => own.name === name && own.level >= level));

/** Why this agent may not take it, for people; null: they may. A lead takes anything, and anybody where the team says so. */
export function whyUnskilled(
  item: Asking,
  queue: Rules | null,
  agent: Taker,
  team: Pick<Team, 'takeWithoutSkills'> | null,
): string | null {
  if (agent.role === 'lead' || team?.takeWithoutSkills === true) return null;
  const lacking = skillsLacking(skillsAsked(item, queue), agent);
  if (lacking.length === 0) return null;
  const names = lacking.map(({ name, level }) => (level > 1 ? `${name} at level ${level}` : name));
  return `This asks for ${joined(names)}, which you do not have.`;
}

const joined = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
