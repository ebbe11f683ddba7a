import { type KeyboardEvent, type RefObject, useState } from 'react';
import { Button as AriaButton, Dialog, Popover } from 'react-aria-components';
import { openKeypad } from '../stores/call.ts';
import { callWords } from '../text/call.ts';
import { IconButton } from '../ui/Button.tsx';
import { sendDigit } from './act.ts';
import css from './CallBar.module.css';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;
/** Enough to see where one is; older ones are pushed out. */
const SHOWN = 20;

/** Twelve keys, by mouse or by the keys themselves. What was sent is shown and kept nowhere. */
function Pad() {
  const [sent, setSent] = useState('');
  const send = (digit: string): void => {
    setSent(before => (before + digit).slice(-SHOWN));
    sendDigit(digit);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || !DIGITS.some(digit => digit === event.key))
      return;
    event.preventDefault();
    send(event.key);
  };
  return (
    <div onKeyDown={onKeyDown}>
      <div className={css.padHead}>
        <output className={css.sent} aria-label={callWords.digits}>
          {sent}
        </output>
        <IconButton icon="close" label={callWords.close} onPress={() => openKeypad(false)} />
      </div>
      <div className={css.pad}>
        {DIGITS.map((digit, place) => (
          <AriaButton
            key={digit}
            className={css.digit!}
            aria-label={callWords.digit(digit)}
            autoFocus={place === 0}
            onPress={() => send(digit)}
          >
            {digit}
          </AriaButton>
        ))}
      </div>
    </div>
  );
}

export function Keypad({ at, open }: { readonly at: RefObject<HTMLButtonElement | null>; readonly open: boolean }) {
  return (
    <Popover
      className={css.popover!}
      triggerRef={at}
      isOpen={open}
      onOpenChange={openKeypad}
      isNonModal
      placement="top"
      offset={6}
    >
      <Dialog className={css.popoverIn!} aria-label={callWords.keypad}>
        <Pad />
      </Dialog>
    </Popover>
  );
}
