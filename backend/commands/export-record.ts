import type { CommandOf } from '../../shared/contract/commands.ts';
import type { ExportRecord } from '../../shared/contract/commands/export.ts';
import { type Counted, writeNotes } from '../audit/note.ts';
import { type Effect, NOTHING_MADE } from './command.ts';

/**
 * A file of history has left the desk: a row of the audit for each customer in it, at the time it was made. What the desk
 * says is taken as it is, also of customers whom the agent may not see any more: the file is out.
 */
export const recordExport: Effect<CommandOf<'export.record'>['params']> = async ({ tx, agent, now }, record) => {
  const ago = Math.max(0, now - record.at);
  const notes = record.customers.map(({ customerId, entries }): Counted => ({
    note: {
      kind: 'history.exported',
      agentId: agent.id,
      what: whatOf(record, entries),
      about: customerId,
      outcome: 'done',
    },
    count: 1,
    sinceMs: ago,
    untilMs: ago,
  }));
  await writeNotes(tx, notes);
  return NOTHING_MADE;
};

/** `html, case 48213, no notes, 57 entries, sha256 …`: the same words for the same file, to be searched for. */
function whatOf({ format, scope, caseNumber, withNotes, sha256 }: ExportRecord, entries: number): string {
  const of = caseNumber === null ? scope : `case ${caseNumber}`;
  return `${format}, ${of}, ${withNotes ? 'with notes' : 'no notes'}, ${entries} ${entries === 1 ? 'entry' : 'entries'}, sha256 ${sha256}`;
}
