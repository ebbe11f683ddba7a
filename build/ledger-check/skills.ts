// Whether work went to who has the skills that it asks for, as far as that was promised.
import { type Giving, skilled } from './causes.ts';
import type { Hands, Row, Skill, Skills } from './row.ts';

/** To whom this row offers or gives the item; null: to nobody. */
export function givenTo(row: Row): string | null {
  if (row.kind === 'offer') return row.offer.state === 'ringing' ? row.offer.agent : null;
  if (row.kind === 'act' || row.after.holder === row.before?.holder) return null;
  return row.after.holder;
}

/** What is asked of them that they have not, or not well enough. */
export const lacking = ({ asked, has }: Skills): Skill[] =>
  asked.filter(({ name, level }) => !has.some(own => own.name === name && own.level >= level));

/** Why this agent may not be given it; null: they may, or a colleague chose them. `was`: before the row. */
export function whyUnskilled(row: Row, was: Hands | null, agent: string, skills: Skills): string | null {
  const giving: Giving = row.kind === 'offer' ? 'rings' : `${was?.state ?? 'new'} held`;
  const rule = skilled[row.why]?.[giving];
  if (rule === undefined || (rule === 'unless allowed' && skills.without !== null)) return null;
  const missing = lacking(skills).map(({ name, level }) => (level > 0 ? `${name} at level ${level}` : name));
  return missing.length === 0 ? null : `${agent} has not the skills that it asks for: ${missing.join(', ')}`;
}
