import type { OutboxItem } from '../../shared/contract/bridge.ts';
import { attempt } from '../stores/failures.ts';
import { actOf, editAgain } from '../stores/hand-over.ts';
import { dropCommand, outboxItems, useOutbox } from '../stores/outbox.ts';
import { openCustomer } from '../stores/view.ts';
import { openItems, useWork } from '../stores/work.ts';
import { handOverFailures, handOverWords } from '../text/hand-over.ts';
import { takeBackAsNote, takeBackWords } from '../timeline/pending.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import banner from '../app/Banners.module.css';

/** Into the dialog while one still holds it; else the words become a note on the customer, and are not lost. */
async function edit(refused: OutboxItem): Promise<void> {
  const item = openItems(useWork.getState()).find(({ id }) => id === refused.workItemId);
  if (item) return editAgain(refused, item);
  const { customerId, workItemId = null } = refused;
  if (customerId === null) return takeBackWords(refused);
  openCustomer(customerId, workItemId);
  return takeBackAsNote({ ...refused, customerId });
}

/** Handing over that was not done: why, and the agent's words to go on with. */
export function RefusedHandOvers() {
  const refused = useOutbox(outboxItems).filter(item => item.state === 'refused' && actOf(item) !== null);
  return refused.map(one => {
    const act = actOf(one)!;
    return (
      <div key={one.commandId} className={`${banner.banner} ${banner.alarm}`} role="group">
        <Icon name="warn" />
        <p>
          <b>{handOverWords.refused(act)}</b> <span dir="auto">{handOverWords.reason(one)}</span>
        </p>
        {act === 'reassign' ? null : (
          <Button onPress={() => void attempt(handOverFailures.edit, () => edit(one))}>{handOverWords.edit}</Button>
        )}
        <Button onPress={() => void attempt(handOverFailures.edit, () => dropCommand(one.commandId))}>
          {handOverWords.discard}
        </Button>
      </div>
    );
  });
}
