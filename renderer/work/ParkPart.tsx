import type { WorkItem } from '../../shared/domain/work.ts';
import { wakeWork } from '../stores/aside.ts';
import { attempt } from '../stores/failures.ts';
import { askPark } from '../stores/shell.ts';
import { asideFailures, asideWords } from '../text/aside.ts';
import { Button } from '../ui/Button.tsx';
import css from './HandleBar.module.css';

/** Sets the work aside or brings it back, and says why it came back by itself. */
export function ParkPart({ item, now }: { readonly item: WorkItem; readonly now: number }) {
  if (item.parked)
    return (
      <>
        <span className={css.time} dir="auto">
          {asideWords.parkedUntil(item.parked, now)}
        </span>
        <Button icon="undo" onPress={() => void attempt(asideFailures.wake, () => wakeWork(item.id))}>
          {asideWords.bringBack}
        </Button>
      </>
    );
  return (
    <>
      {item.woken ? <span className={css.time}>{asideWords.woken(item.woken, now)}</span> : null}
      <Button icon="clock" onPress={() => askPark(item.id)}>
        {asideWords.park}
      </Button>
    </>
  );
}
