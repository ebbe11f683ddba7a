// A telephone that is none of ours: the call goes there, or it is asked in while the customer waits.
import { type FormEvent, useState } from 'react';
import { FieldError, Input, Label, TextField } from 'react-aria-components';
import type { OwnCall } from '../../shared/contract/bridge.ts';
import { begunAbout } from '../../shared/contract/bridge/begun.ts';
import { outsideNumberSchema } from '../../shared/domain/call.ts';
import { keysOf } from '../keys/actions.ts';
import { type Subject, useBegun } from '../stores/begun.ts';
import { askOutside, outsideLeg, ownCall, useCall } from '../stores/call.ts';
import { connectionOf, useConnection } from '../stores/connection.ts';
import { settingsOf, useSession } from '../stores/session.ts';
import { callWaits, callWords, outsideEnds, outsideStates } from '../text/call.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Icon } from '../ui/Icon.tsx';
import { ItemAbout } from '../work/ItemAbout.tsx';
import { canOutside, cancelOutside, completeOutside, conferOutside, goOutside } from './act.ts';
import css from './CallBar.module.css';
import form from '../ui/Form.module.css';

const LONGEST = 40;

const subjectOf = ({ id, customerId }: OwnCall['item']): Subject => ({
  about: begunAbout.outside(id),
  customerIds: [customerId],
});

function Question({ item }: Pick<OwnCall, 'item'>) {
  const subject = subjectOf(item);
  const { value, change } = useBegun(subject, { number: '' });
  const { number } = value;
  const [tried, setTried] = useState(false);
  const good = outsideNumberSchema.safeParse(number);
  const go = (action: 'transfer' | 'consult'): void => {
    setTried(true);
    if (!good.success) return;
    askOutside(false);
    goOutside(action, good.data, subject);
  };
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    go('consult');
  };
  return (
    <Dialog
      open
      onClose={() => askOutside(false)}
      title={callWords.outsideTitle(item.customerName)}
      about={<ItemAbout item={item} />}
      actions={
        <>
          <Button kind="quiet" onPress={() => askOutside(false)}>
            {callWords.cancel}
          </Button>
          <Button icon="right" keys="Ctrl+Enter" onPress={() => go('transfer')}>
            {callWords.transferNow}
          </Button>
          <Button kind="primary" icon="people" keys="Enter" onPress={() => go('consult')}>
            {callWords.askFirst}
          </Button>
        </>
      }
    >
      <form
        className={form.form}
        onSubmit={onSubmit}
        onKeyDown={event => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          go('transfer');
        }}
      >
        <p className={css.endHint}>{callWords.outsideHint}</p>
        <TextField
          className={form.field!}
          type="tel"
          value={number}
          onChange={written => change({ number: written })}
          maxLength={LONGEST}
          isInvalid={tried && !good.success}
          autoFocus
        >
          <Label className={form.label!}>{callWords.outsideNumber}</Label>
          <Input className={form.text!} dir="ltr" autoComplete="off" />
          <FieldError className={form.missing!}>{callWords.noNumber}</FieldError>
        </TextField>
      </form>
    </Dialog>
  );
}

/** Asks which telephone. */
export function OutsideDialog() {
  const open = useCall(state => state.outside);
  const own = useCall(ownCall);
  return open && own ? <Question item={own.item} /> : null;
}

function Act({ id, words, go }: { readonly id: OutsideAct; readonly words: string; readonly go: () => void }) {
  const { keys } = useSession(settingsOf);
  const connection = useConnection(connectionOf);
  useCall(outsideLeg);
  const waits = connection === null || callWaits[connection.state] !== null;
  const hint = keysOf(id, keys);
  return (
    <Button {...(hint ? { keys: hint } : {})} isDisabled={waits || !canOutside(id)} onPress={go}>
      {words}
    </Button>
  );
}
type OutsideAct = 'call.complete' | 'call.conference' | 'call.cancel';

/** The other telephone while it rings or talks, and what can be done about it; else why the last one did not come in. */
export function OutsideLine({ own }: { readonly own: OwnCall }) {
  const leg = useCall(outsideLeg);
  const last = own.call?.legs.findLast(({ who }) => who === 'other');
  if (!leg) {
    const why = own.item.participants.length === 0 && last?.end ? outsideEnds[last.end] : null;
    return why && last ? (
      <p className={css.note} role="status">
        <Icon name="warn" size="sm" />
        {callWords.notCome(why, last.name)}
      </p>
    ) : null;
  }
  const together = leg.state === 'talking' && own.call?.onHold === false;
  return (
    <div className={css.other} role="group" aria-label={callWords.other}>
      <Icon name="call" size="sm" />
      <span className={css.otherWho} role="status">
        <bdi dir="ltr">{leg.name}</bdi>, {together ? callWords.together : outsideStates[leg.state]}
      </span>
      {leg.state === 'talking' ? (
        <>
          {together ? null : <Act id="call.conference" words={callWords.conference} go={conferOutside} />}
          <Act id="call.complete" words={callWords.complete} go={completeOutside} />
        </>
      ) : null}
      <Act id="call.cancel" words={together ? callWords.letGo : callWords.backToCustomer} go={cancelOutside} />
    </div>
  );
}
