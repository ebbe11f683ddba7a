import { keysOf } from '../keys/actions.ts';
import { useAside, workNow } from '../stores/aside.ts';
import { useDerived } from '../stores/derived.ts';
import { settingsOf, useSession } from '../stores/session.ts';
import { chosenOf, openCustomer, useView } from '../stores/view.ts';
import { acceptedOffer, useWork } from '../stores/work.ts';
import { workWords } from '../text/work.ts';
import { Button } from '../ui/Button.tsx';
import css from './HandleBar.module.css';

const LISTING = [useWork, useAside, useSession, useView] as const;

/** What the key leads to from work that has ended under words; null: there is none, or none has ended. */
function nextNow(customerId: string) {
  const chosen = chosenOf(customerId)(useView.getState());
  const isAwaited = acceptedOffer(useWork.getState())?.workItemId === chosen?.itemId;
  return chosen && !isAwaited ? (workNow().open[0] ?? null) : null;
}

/** In place of the bar of work that ended while words stood here: they stay, and other work is one key away. */
export function EndedBar({ customerId }: { readonly customerId: string }) {
  const { keys } = useSession(settingsOf);
  const next = useDerived(LISTING, () => nextNow(customerId));
  if (!next) return null;
  return (
    <div className={css.held} role="group" aria-label={workWords.endedLabel}>
      <div className={css.inner}>
        <span className={css.ended} role="status">
          {workWords.ended}
        </span>
        <Button icon="right" keys={keysOf('item.next', keys)} onPress={() => openCustomer(next.customerId, next.id)}>
          <bdi>{workWords.next(next.customerName)}</bdi>
        </Button>
      </div>
    </div>
  );
}
