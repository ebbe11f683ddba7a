import type { ShownPin } from '../../shared/contract/bridge/keeping.ts';
import { attempt } from '../stores/failures.ts';
import { setPinned } from '../stores/keeping.ts';
import { openCustomer } from '../stores/view.ts';
import { keepingWords } from '../text/keeping.ts';
import { IconButton } from '../ui/Button.tsx';
import css from './KeepingView.module.css';

const wordsOf = ({ caseId, caseNumber, caseSubject }: ShownPin): string =>
  caseId === null ? keepingWords.whole : [keepingWords.pinnedCase(caseNumber), caseSubject].filter(Boolean).join(': ');

function PinLine({ pin }: { readonly pin: ShownPin }) {
  const { customerId, caseId, customerName, entries, older } = pin;
  const name = customerName ?? keepingWords.unknownCustomer;
  return (
    <li className={css.pin}>
      <span className={css.pinWho}>
        {customerName === null ? (
          <span>{name}</span>
        ) : (
          <button type="button" className={css.link} onClick={() => openCustomer(customerId)}>
            <bdi>{name}</bdi>
          </button>
        )}
        <span className={css.hint}>
          <bdi>{wordsOf(pin)}</bdi> · {keepingWords.pinEntries(entries, older)}
        </span>
      </span>
      <IconButton
        icon="close"
        label={keepingWords.unpinOf(caseId === null ? name : wordsOf(pin))}
        onPress={() => void attempt(keepingWords.failures.pin, () => setPinned({ customerId, caseId }, false))}
      />
    </li>
  );
}

/** Customers and cases of whom nothing goes, whatever the limits. */
export function Pins({ pins }: { readonly pins: readonly ShownPin[] }) {
  return (
    <div className={css.group} role="group" aria-label={keepingWords.pins}>
      <h2>{keepingWords.pins}</h2>
      {pins.length === 0 ? <p className={css.hint}>{keepingWords.noPins}</p> : null}
      <ul className={css.pins}>
        {pins.map(pin => (
          <PinLine key={`${pin.customerId} ${pin.caseId ?? ''}`} pin={pin} />
        ))}
      </ul>
    </div>
  );
}
