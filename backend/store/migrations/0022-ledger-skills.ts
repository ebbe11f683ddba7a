import type { Migration } from './migration.ts';

/**
 * Of whom work is offered or given to: the skills that it asked for, those of them that the agent had, and who lets them have
 * it without. Null in the rows of before, and where nothing is given.
 */
export const ledgerSkills = {
  name: '0022-ledger-skills',
  up: `ALTER TABLE ledger ADD COLUMN skills json;`,
} satisfies Migration;
