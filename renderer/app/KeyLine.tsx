import { type KeyboardEvent, useState } from 'react';
import { ACTION_IDS, type ActionId, keysOf, takenBy } from '../keys/actions.ts';
import { nameOf } from '../keys/match.ts';
import { keptBy } from '../keys/reserved.ts';
import { attempt } from '../stores/failures.ts';
import { changeSettings, settingsOf, useSession } from '../stores/session.ts';
import { actionWords, keyHint, keysWords } from '../text/keys.ts';
import { failureWords } from '../text/shell.ts';
import { Button } from '../ui/Button.tsx';
import { Hidden } from '../ui/Hidden.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import css from './KeyHelp.module.css';

type LineProps = { readonly id: ActionId; readonly isAsking: boolean; readonly onAsk: (id: ActionId | null) => void };

const keepKey = (id: ActionId, pressed: string): void => {
  const { keys } = settingsOf(useSession.getState());
  void attempt(failureWords.settings, () => changeSettings({ keys: { ...keys, [id]: pressed } }));
};

/** Others begin with this key and it leads nowhere by itself: a second one may follow. */
const isBeginning = (pressed: string, id: ActionId, chosen: Readonly<Record<string, string>>): boolean =>
  ACTION_IDS.some(other => other !== id && keysOf(other, chosen).startsWith(`${pressed} `));

/** Takes the next key, or two one after the other; says who has it where it is not free. */
function useAsked(id: ActionId, onAsk: LineProps['onAsk']) {
  const { keys } = useSession(settingsOf);
  const host = useSession(session => session.host);
  const [first, setFirst] = useState<string | null>(null);
  const [clash, setClash] = useState<string | null>(null);
  const take = (pressed: string): void => {
    const all = first ? `${first} ${pressed}` : pressed;
    setFirst(null);
    const keeper = keptBy(all, host);
    if (keeper) return setClash(keysWords.kept[keeper]);
    if (!first && isBeginning(pressed, id, keys)) {
      setClash(null);
      return setFirst(pressed);
    }
    const other = takenBy(all, id, keys);
    if (other) return setClash(keysWords.taken(actionWords[other]));
    keepKey(id, all);
    onAsk(null);
  };
  const forget = (): void => {
    setFirst(null);
    setClash(null);
  };
  return { first, clash, take, forget };
}

/** One action and its key; while it asks, the next key pressed becomes the key, unless somebody has it. */
export function KeyLine({ id, isAsking, onAsk }: LineProps) {
  const { keys } = useSession(settingsOf);
  const { first, clash, take, forget } = useAsked(id, onAsk);
  const own = keysOf(id, keys);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isAsking || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') return onAsk(null);
    if (event.key === 'Backspace' || event.key === 'Delete') {
      keepKey(id, '');
      return onAsk(null);
    }
    const { key, ctrlKey: ctrl, altKey: alt, metaKey: meta, shiftKey: shift } = event;
    const pressed = nameOf({ key, ctrl, alt, meta, shift });
    if (pressed) take(pressed);
  };
  return (
    // Who goes elsewhere is not choosing a key any more.
    <li
      className={css.line}
      onKeyDownCapture={onKeyDown}
      onBlur={() => (isAsking ? onAsk(null) : undefined)}
      data-action={id}
    >
      <span>{actionWords[id]}</span>
      {isAsking && clash ? (
        <span className={css.clash} role="alert">
          {clash}
        </span>
      ) : null}
      <Button
        kind="quiet"
        onPress={() => {
          forget();
          onAsk(isAsking ? null : id);
        }}
      >
        {isAsking ? (
          first ? (
            keysWords.second(keyHint(first))
          ) : (
            keysWords.press
          )
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
