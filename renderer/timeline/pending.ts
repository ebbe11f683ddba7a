import type { OutboxItem } from '../../shared/contract/bridge.ts';
import { bridge } from '../bridge/bridge.ts';
import { putBackBegun } from '../stores/begun.ts';
import { keepDrafts, loadDrafts, setMode, takeUp } from '../stores/drafts.ts';
import { loadOutFiles } from '../stores/out-files.ts';
import { pickCase } from '../stores/written-case.ts';

/** Sends a refused command again, under the same id. */
export const retryWords = (commandId: string): Promise<unknown> => bridge.call('outbox.retry', { commandId });

/**
 * Takes a command back that has not left, or was refused. A reply or note is a draft again in its own case, whole: where it
 * goes, to whom, its subject, thread and files; other words go back into their dialog. The core has written them down as it
 * answers; here they are shown.
 */
export async function takeBackWords({
  commandId,
  customerId,
}: Pick<OutboxItem, 'commandId' | 'customerId'>): Promise<void> {
  if (customerId !== null) {
    // Both ends hold the same words when they are joined.
    await loadDrafts(customerId);
    await keepDrafts(customerId);
  }
  const { draft, begun } = await bridge.call('outbox.takeBack', { commandId });
  if (begun) putBackBegun(begun);
  if (!draft) return;
  const { mode } = draft.draft;
  takeUp(draft);
  pickCase(draft);
  setMode(draft.customerId, mode);
  // Its files are the draft's again; the words do not wait for them.
  if (mode === 'reply') await loadOutFiles({ customerId: draft.customerId, caseId: draft.caseId });
}
