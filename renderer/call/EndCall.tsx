import { askEnd, ownCall, useCall } from '../stores/call.ts';
import { callWords } from '../text/call.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { ItemAbout } from '../work/ItemAbout.tsx';
import { endNow } from './act.ts';
import css from './CallBar.module.css';

/** Asks once before the line is closed. */
export function EndCall() {
  const open = useCall(state => state.ending);
  const own = useCall(ownCall);
  if (!own) return null;
  return (
    <Dialog
      open={open}
      role="alertdialog"
      onClose={() => askEnd(false)}
      title={callWords.endTitle(own.item.customerName)}
      about={<ItemAbout item={own.item} />}
      actions={
        <>
          <Button kind="quiet" onPress={() => askEnd(false)}>
            {callWords.cancel}
          </Button>
          <Button kind="danger-solid" icon="end" autoFocus onPress={endNow}>
            {callWords.endNow}
          </Button>
        </>
      }
    >
      <p className={css.endHint}>{callWords.endHint}</p>
    </Dialog>
  );
}
