import type { FormEvent } from 'react';
import type { WorkItem } from '../../shared/domain/work.ts';
import { parkWork } from '../stores/aside.ts';
import { attempt } from '../stores/failures.ts';
import { askPark, useShell } from '../stores/shell.ts';
import { openItems, useWork } from '../stores/work.ts';
import { asideFailures, asideWords } from '../text/aside.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ParkFields, useParking } from './ParkFields.tsx';
import css from './Settle.module.css';

const close = (): void => askPark(null);

function Question({ item }: { readonly item: WorkItem }) {
  const { parking, setParking, until, reason } = useParking();
  const park = (): void => {
    if (until === undefined) return;
    close();
    void attempt(asideFailures.park, () => parkWork(item.id, until, reason));
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    park();
  };
  return (
    <Dialog
      open
      onClose={close}
      title={asideWords.parkTitle(item.customerName)}
      actions={
        <>
          <Button kind="quiet" onPress={close}>
            {asideWords.cancel}
          </Button>
          <Button kind="primary" keys="Enter" isDisabled={until === undefined} onPress={park}>
            {asideWords.parkNow}
          </Button>
        </>
      }
    >
      <form className={css.form} onSubmit={onSubmit}>
        <p className={css.hint}>{asideWords.parkHint}</p>
        <ParkFields parking={parking} onChange={setParking} isLate={until === undefined} />
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}

/** Asks until when held work is set aside. */
export function ParkDialog() {
  const id = useShell(shell => shell.parking);
  const item = useWork(openItems).find(one => one.id === id);
  return item ? <Question key={item.id} item={item} /> : null;
}
