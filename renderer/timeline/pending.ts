import type { Output, OutboxItem } from '../../shared/contract/bridge.ts';
import { bridge } from '../bridge/bridge.ts';
import { dropBegun, putBackBegun } from '../stores/begun.ts';
import { aboutNow, EMPTY, keepDrafts, loadDrafts, saveDraft, setMode, takeUp } from '../stores/drafts.ts';
import { loadOutFiles } from '../stores/out-files.ts';
import { pickCase } from '../stores/written-case.ts';

/** Sends a refused command again, under the same id. */
export const retryWords = (commandId: string): Promise<unknown> => bridge.call('outbox.retry', { commandId });

type Taken = Pick<OutboxItem, 'commandId' | 'customerId'>;

async function takeBack({ commandId, customerId }: Taken): Promise<Output<'outbox.takeBack'>> {
  if (customerId !== null) {
    // Both ends hold the same words when they are joined.
    await loadDrafts(customerId);
    await keepDrafts(customerId);
  }
  return bridge.call('outbox.takeBack', { commandId });
}

/**
 * Takes a command back that has not left, or was refused. A reply or note is a draft again in its own case, whole: where it
 * goes, to whom, its subject, thread and files; other words go back into their dialog. The core has written them down as it
 * answers; here they are shown.
 */
export async function takeBackWords(taken: Taken): Promise<void> {
  const { draft, begun } = await takeBack(taken);
  if (begun) putBackBegun(begun);
  if (!draft) return;
  const { mode } = draft.draft;
  takeUp(draft);
  pickCase(draft);
  setMode(draft.customerId, mode);
  // Its files are the draft's again; the words do not wait for them.
  if (mode === 'reply') await loadOutFiles({ customerId: draft.customerId, caseId: draft.caseId });
}

/** Words of a dialog that no work opens any more: into a note of their customer, above what stands there. */
export async function takeBackAsNote(taken: Taken & { readonly customerId: string }): Promise<void> {
  const { begun } = await takeBack(taken);
  const text = begun?.fields['note'] ?? '';
  if (!begun || text === '') return;
  const about = aboutNow(taken.customerId);
  takeUp({ ...about, draft: { ...EMPTY, mode: 'note', text, savedAt: Date.now() } });
  setMode(taken.customerId, 'note');
  await saveDraft(about, 'note');
  await dropBegun(begun);
}
