// A long file that begins last is waited for with idle cores. Vitest knows how long each took the last time, and on a bare
// checkout only how large they are.
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Each over ten seconds; those that mostly wait between those that mostly compute. The rest follow as vitest has them. */
const LONG = [
  'e2e/start',
  'e2e/shift-ways',
  'faults/desk-files',
  'faults/power-cut',
  'faults/accept-cut',
  'e2e/story',
  'e2e/attacks-mail',
  'faults/work-kills',
  'e2e/desktop',
  'faults/seal-kill',
  'e2e/files-out',
  'faults/processes',
  'e2e/export',
  'faults/core-kill',
  'faults/clock',
  'e2e/review',
  'e2e/sizes',
  'faults/backend-kill',
  'e2e/accessibility',
  'faults/typed-words',
  'faults/backend-kill-postgres',
  'faults/bytes',
  'e2e/call',
  'faults/new-log-kill',
  'e2e/attachments',
  'e2e/attacks-host',
  'faults/postgres-restart',
  'renderer/note-and-reply',
  'backend/session/here-nodes',
  'backend/routing/one-winner',
  'backend/session/nodes',
  'core/prune',
  'backend/scenario/at-the-desk',
  'backend/scenario/played',
  'backend/connectors/import',
  'backend/session/backend',
  'backend/session/file-modes',
  'backend/telephony/calls',
  'backend/session/flood',
  'core/out-files',
  'backend/feed/gap-free',
  'backend/erasure/erasure',
  'backend/erasure/backup',
  'backend/routing/shared-time',
  'backend/erasure/parts',
];

const rankOf = ({ moduleId }: TestSpecification): number => {
  const rank = LONG.findIndex(name => moduleId.includes(`/test/${name}.test.ts`));
  return rank < 0 ? LONG.length : rank;
};
const turnOf = ({ project }: TestSpecification): number => project.config.sequence.groupOrder;

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => turnOf(a) - turnOf(b) || rankOf(a) - rankOf(b));
  }
}
