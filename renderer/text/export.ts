import { type ExportFormat, LEFT_OUT, type LeftOut } from '../../shared/domain/export/ask.ts';
import type { FaultCode } from '../../shared/lib/fault.ts';

const count = (n: number): string => n.toLocaleString('en-GB');
const some = (n: number, one: string, many: string): string => `${count(n)} ${n === 1 ? one : many}`;

const leftOutWords: Readonly<Record<LeftOut, (n: number) => string>> = {
  note: n => some(n, 'private note', 'private notes'),
  private: n => some(n, 'private entry', 'private entries'),
  event: n => some(n, 'event', 'events'),
  unreadable: n => some(n, 'unreadable entry', 'unreadable entries'),
};

export const exportWords = {
  title: 'Export',
  scope: 'What',
  oneCase: (number: number, subject: string) => `Case ${number}${subject === '' ? '' : `, ${subject}`}`,
  beside: (numbers: readonly number[]) => `The ${numbers.length} cases side by side: ${numbers.join(', ')}`,
  customer: (name: string) => `Everything of ${name} on this workstation`,
  search: (query: string) => `All entries found by “${query}”`,
  entry: 'The open hit alone',
  picked: (n: number) => (n === 1 ? 'The one picked entry' : `The ${count(n)} picked entries`),
  /** What becomes of picked entries under these options. */
  pickedGo: (n: number, leftOut: Readonly<Partial<Record<LeftOut, number>>>) => {
    const parts = LEFT_OUT.flatMap(why => (leftOut[why] ? [leftOutWords[why](leftOut[why])] : []));
    const goes =
      n === 0
        ? 'None of the picked goes into the file'
        : `${some(n, 'picked entry goes', 'picked entries go')} into the file`;
    return parts.length === 0 ? `${goes}.` : `${goes}; left out: ${parts.join(', ')}.`;
  },
  format: 'As',
  formats: { html: 'Web page', pdf: 'PDF', json: 'JSON', csv: 'Table (CSV)' } satisfies Record<ExportFormat, string>,
  hints: {
    html: 'One file that reads and prints well everywhere.',
    pdf: 'For paper and for sending on.',
    json: 'For programs, by the contract in the documentation.',
    csv: 'One row for each entry, for spreadsheets.',
  } satisfies Record<ExportFormat, string>,
  printHint: 'The print dialog of this browser opens: choose “Save as PDF” there.',
  contents: 'With',
  withPrivate: 'Direct messages, mails and calls',
  withEvents: 'Events, such as assigned or moved',
  withNotes: 'Private notes of colleagues',
  notesHint: 'A file with notes is not for the customer.',
  audited: 'Every export is recorded for the audit, with your name.',
  offline: 'Without a network it is made from what this workstation has, and recorded when there is one again.',
  cancel: 'Cancel',
  start: 'Export',
  stop: 'Stop',
  save: 'Save …',
  again: 'Try again',
  close: 'Done',
  running: 'Export under way',
  finding: 'Looking for the entries …',
  progress: (done: number, of: number) => `${count(done)} of ${some(of, 'entry', 'entries')} read`,
  saving: 'Written. Where should it go?',
  saved: (name: string) => `Saved as ${name}`,
  downloaded: (name: string) => `Downloaded as ${name}`,
  printed: 'Handed to the print dialog',
  holds: (entries: number, leftOut: number) =>
    leftOut === 0
      ? `${some(entries, 'entry', 'entries')}, nothing left out.`
      : `${some(entries, 'entry', 'entries')}; ${count(leftOut)} left out, as the file says.`,
  recorded: 'Recorded for the audit.',
  recordWaits: 'Its record for the audit is kept here until there is a network.',
  stopped: 'Stopped. Nothing was left behind.',
  failed: 'Nothing was exported.',
} as const;

/** Why nothing came of it; for other codes the screen's usual words stand. */
export const exportFaults: Readonly<Partial<Record<FaultCode, string>>> = {
  'not-found': 'There is nothing of this on this workstation any more, or the search finds nothing.',
  'not-kept': 'There is not enough room on the disk, or its record for the audit could not be kept.',
  'too-large': 'It is too much for one file of this kind. Narrow it down, or choose a web page instead of a PDF.',
  conflict: 'Another export is being written on this workstation.',
};
