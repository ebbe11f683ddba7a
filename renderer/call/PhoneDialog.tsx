import { useId, useState } from 'react';
import { bridge } from '../bridge/bridge.ts';
import { ownCall, useCall } from '../stores/call.ts';
import { connectionOf, useConnection } from '../stores/connection.ts';
import { attempt } from '../stores/failures.ts';
import { askPhone, useShell } from '../stores/shell.ts';
import { openItems, useWork } from '../stores/work.ts';
import { callWaits, callWords } from '../text/call.ts';
import { Ask } from '../ui/Ask.tsx';
import css from '../ui/Form.module.css';
import { ItemAbout } from '../work/ItemAbout.tsx';
import { phonable, type Phonable } from './phone.ts';

const words = callWords.phone;
const close = (): void => askPhone(null);

/** Why it cannot ring now; null: it can. */
function useWhyNot(): string | null {
  const busy = useCall(ownCall) !== null;
  const connection = useConnection(connectionOf);
  if (busy) return words.busy;
  return connection === null || callWaits[connection.state] === null ? null : words.waits;
}

function Question({ item, numbers }: Phonable) {
  const id = useId();
  const [chosen, setChosen] = useState(numbers[0]!);
  const whyNot = useWhyNot();
  const ring = (): void => {
    close();
    const move = { workItemId: item.id, way: 'phone', number: chosen.address } as const;
    void attempt(words.failed, () => bridge.call('case.move', move));
  };
  return (
    <Ask
      title={words.title(item.customerName)}
      about={<ItemAbout item={item} />}
      cancel={words.cancel}
      onClose={close}
      act={{ words: words.call(chosen.display), keys: 'Enter', icon: 'call', isReady: whyNot === null, run: ring }}
      whyNot={whyNot}
    >
      <p className={css.hint}>{words.hint}</p>
      <fieldset className={css.choices}>
        <legend className={css.label}>{words.numbers}</legend>
        {numbers.map((one, place) => (
          <label key={one.id} className={css.choice}>
            <input
              type="radio"
              name={id}
              // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was asked for takes the focus
              autoFocus={place === 0}
              checked={one.id === chosen.id}
              onChange={() => setChosen(one)}
            />
            <bdi>{one.display}</bdi>
          </label>
        ))}
      </fieldset>
    </Ask>
  );
}

/** Asks which number rings, before it does. */
export function PhoneDialog() {
  const id = useShell(shell => shell.phoning);
  const found = phonable(useWork(openItems).find(one => one.id === id) ?? null);
  return found ? <Question key={found.item.id} {...found} /> : null;
}
