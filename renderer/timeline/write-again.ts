import { bridge } from '../bridge/bridge.ts';
import { focusComposer } from '../app/focus.ts';
import { keepDrafts, loadDrafts, setMode, takeUp } from '../stores/drafts.ts';
import { tell } from '../stores/failures.ts';
import { isNotDone, see, useMentions } from '../stores/mentions.ts';
import { loadOutFiles } from '../stores/out-files.ts';
import { openCustomer } from '../stores/view.ts';
import { pickCase } from '../stores/written-case.ts';
import { notSentWords } from '../text/shell.ts';

type Words = { readonly customerId: string; readonly entryId: string };

/**
 * Words that their network refused stand in the composer once more, going where they were to go. The core has written them
 * down as it answers; then what told of them is seen. What failed stays in the timeline as it is.
 */
export async function writeAgain({ customerId, entryId }: Words): Promise<void> {
  openCustomer(customerId);
  // Both ends hold the same words when they are joined.
  await loadDrafts(customerId);
  await keepDrafts(customerId);
  const { draft, entryIds, files } = await bridge.call('reply.writeAgain', { entryId });
  takeUp(draft);
  pickCase(draft);
  setMode(customerId, 'reply');
  focusComposer();
  if (files.length > 0) tell(notSentWords.files(files));
  const told = useMentions.getState().mentions.filter(one => one.seenAt === null && isNotDone(one));
  await see(told.filter(one => entryIds.includes(one.entryId)).map(({ id }) => id));
  // Its files are the draft's again; the words do not wait for them.
  await loadOutFiles({ customerId: draft.customerId, caseId: draft.caseId });
}
