import type { WorkItem } from '../../shared/domain/work.ts';
import { parkWork } from '../stores/aside.ts';
import { sendBegun } from '../stores/begun.ts';
import { attempt } from '../stores/failures.ts';
import { askPark, useShell } from '../stores/shell.ts';
import { openItems, useWork } from '../stores/work.ts';
import { asideFailures, asideWords } from '../text/aside.ts';
import { Ask } from '../ui/Ask.tsx';
import { ItemAbout } from './ItemAbout.tsx';
import { ParkFields, parkSubject, useParking } from './ParkFields.tsx';
import css from '../ui/Form.module.css';

const close = (): void => askPark(null);

function Question({ item }: { readonly item: WorkItem }) {
  const { parking, setParking, until, reason } = useParking([item]);
  const park = (): void => {
    if (until === undefined) return;
    close();
    void attempt(asideFailures.park, () => sendBegun(parkSubject([item]), () => parkWork(item.id, until, reason)));
  };
  return (
    <Ask
      title={asideWords.parkTitle(item.customerName)}
      about={<ItemAbout item={item} />}
      cancel={asideWords.cancel}
      onClose={close}
      act={{ words: asideWords.parkNow, keys: 'Enter', isReady: until !== undefined, run: park }}
    >
      <p className={css.hint}>{asideWords.parkHint}</p>
      <ParkFields
        parking={parking}
        onChange={setParking}
        isLate={until === undefined}
        place={parkSubject([item]).about}
      />
    </Ask>
  );
}

/** Asks until when held work is set aside. */
export function ParkDialog() {
  const id = useShell(shell => shell.parking);
  const item = useWork(openItems).find(one => one.id === id);
  return item ? <Question key={item.id} item={item} /> : null;
}
