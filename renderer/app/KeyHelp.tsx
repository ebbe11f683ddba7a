import { type KeyboardEvent, useState } from 'react';
import { ACTION_IDS, type ActionId, keysOf, takenBy } from '../keys/actions.ts';
import { nameOf } from '../keys/match.ts';
import { attempt } from '../stores/failures.ts';
import { changeSettings, settingsOf, useSession } from '../stores/session.ts';
import { openOver, useShell } from '../stores/shell.ts';
import { actionWords, keyHint, keysWords } from '../text/keys.ts';
import { failureWords } from '../text/shell.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Hidden } from '../ui/Hidden.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { Segment } from '../ui/Segment.tsx';
import css from './KeyHelp.module.css';

const keep = (change: Parameters<typeof changeSettings>[0]): void =>
  void attempt(failureWords.settings, () => changeSettings(change));

type LineProps = { readonly id: ActionId; readonly isAsking: boolean; readonly onAsk: (id: ActionId | null) => void };

/** One action and its key; while it asks, the next key pressed becomes the key, unless another action has it. */
function Line({ id, isAsking, onAsk }: LineProps) {
  const { keys } = useSession(settingsOf);
  const [clash, setClash] = useState<ActionId | null>(null);
  const own = keysOf(id, keys);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isAsking || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return onAsk(null);
    const { key, ctrlKey: ctrl, altKey: alt, metaKey: meta, shiftKey: shift } = event;
    const pressed = nameOf({ key, ctrl, alt, meta, shift });
    if (!pressed) return;
    const other = takenBy(pressed, id, keys);
    setClash(other);
    if (other) return;
    keep({ keys: { ...keys, [id]: pressed } });
    onAsk(null);
  };
  return (
    <li className={css.line} onKeyDownCapture={onKeyDown}>
      <span>{actionWords[id]}</span>
      {isAsking && clash ? <span className={css.clash}>{keysWords.taken(actionWords[clash])}</span> : null}
      <Button
        kind="quiet"
        onPress={() => {
          setClash(null);
          onAsk(isAsking ? null : id);
        }}
      >
        {isAsking ? (
          keysWords.press
        ) : (
          <>
            <Hidden>{keysWords.change(actionWords[id])}</Hidden>
            {own ? <Kbd keys={keyHint(own)} /> : <span aria-hidden="true">{keysWords.none}</span>}
          </>
        )}
      </Button>
    </li>
  );
}

function Table() {
  const { singleKeys, keys } = useSession(settingsOf);
  const [asking, setAsking] = useState<ActionId | null>(null);
  return (
    <>
      <div className={css.top}>
        <Segment
          label={keysWords.singles}
          value={singleKeys ? 'on' : 'off'}
          options={[
            { id: 'on', label: keysWords.on },
            { id: 'off', label: keysWords.off },
          ]}
          onChange={value => keep({ singleKeys: value === 'on' })}
        />
        <p>{keysWords.singlesHint}</p>
        <Button isDisabled={Object.keys(keys).length === 0} onPress={() => keep({ keys: {} })}>
          {keysWords.reset}
        </Button>
      </div>
      <ul className={css.table}>
        {ACTION_IDS.map(id => (
          <Line key={id} id={id} isAsking={asking === id} onAsk={setAsking} />
        ))}
      </ul>
      <h3 className={css.title}>{keysWords.fixed}</h3>
      <ul className={css.table}>
        {keysWords.fixedKeys.map(([key, what]) => (
          <li key={key} className={css.line}>
            <span>{what}</span>
            <Kbd keys={key} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** All keys, where they can be changed. */
export function KeyHelp() {
  const open = useShell(shell => shell.over === 'keys');
  return (
    <Dialog open={open} onClose={() => openOver(null)} title={keysWords.title} width="lg">
      <Table />
    </Dialog>
  );
}
