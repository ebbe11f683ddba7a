// The case that one is at, kept on this workstation, or no longer.
import type { Pin } from '../../shared/contract/bridge/keeping.ts';
import { useConversations } from '../stores/conversations.ts';
import { attempt } from '../stores/failures.ts';
import { isPinned, loadPins, setPinned, useKeeping } from '../stores/keeping.ts';
import { paneNow } from '../stores/reading.ts';
import { caseAtHand } from '../stores/selected.ts';
import { useView } from '../stores/view.ts';
import { keepingWords } from '../text/keeping.ts';
import { caseInView } from '../timeline/Conversation.tsx';

/** In Review that of the hit at hand, in Work that which is worked on, else the one that the heading names; null: none. */
export function caseToPin(): Pin | null {
  const { name, customerId } = useView.getState();
  if (name === 'review') {
    const entry = paneNow()?.hit.entry;
    return entry ? { customerId: entry.customerId, caseId: entry.caseId } : null;
  }
  if (name !== 'work' || customerId === null) return null;
  const cases = useConversations.getState().byKey[customerId]?.cases ?? [];
  const caseId = caseAtHand(customerId) ?? caseInView(cases)?.id;
  return caseId === undefined ? null : { customerId, caseId };
}

async function turn(pin: Pin): Promise<void> {
  if (useKeeping.getState().pins === null) await loadPins();
  await setPinned(pin, !isPinned(pin)(useKeeping.getState()));
}

export function pinNow(): void {
  const pin = caseToPin();
  if (pin) void attempt(keepingWords.failures.pin, () => turn(pin));
}
