import { type KeyboardEvent, useEffect, useRef } from 'react';
import type { Leak } from '../../shared/domain/writing/private-leaks.ts';
import { openEntry } from '../stores/view.ts';
import { composeWords, leakWords } from '../text/compose.ts';
import { shortMoment } from '../text/time.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { useFocusAfter } from '../ui/use-focus-back.ts';
import css from './GuardPanel.module.css';

type Props = {
  readonly customerId: string;
  readonly leaks: readonly Leak[];
  readonly onSend: () => void;
  readonly onEdit: () => void;
};

function Line({ customerId, leak }: { readonly customerId: string; readonly leak: Leak }) {
  const { kind, shown, entryId, at, channel } = leak;
  const from = composeWords.guardFrom(channel, at === null ? null : shortMoment(at));
  return (
    <li>
      <b dir="auto">{shown}</b> <span>{leakWords[kind]}</span>{' '}
      {entryId === null ? (
        <span>{from}</span>
      ) : (
        <button type="button" className={css.link} onClick={() => openEntry(customerId, entryId)}>
          {from}
        </button>
      )}
    </li>
  );
}

/** What a public reply would make public. Sending it all the same is a second act, not the same key once more. */
export function GuardPanel({ customerId, leaks, onSend, onEdit }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const edit = useRef<HTMLButtonElement>(null);
  useFocusAfter(box);
  useEffect(() => edit.current?.focus(), []);
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    // To the words, and not out of them.
    event.stopPropagation();
    onEdit();
  };
  return (
    <div ref={box} className={css.guard} onKeyDown={onKey} role="alertdialog" aria-label={composeWords.guardTitle}>
      <p className={css.guardTitle}>
        <Icon name="warn" size="sm" />
        <b>{composeWords.guardTitle}</b> <span>{composeWords.guardWhy}</span>
      </p>
      <ul>
        {leaks.map(leak => (
          <Line key={`${leak.kind} ${leak.shown}`} customerId={customerId} leak={leak} />
        ))}
      </ul>
      <div className={css.row}>
        <Button ref={edit} onPress={onEdit}>
          {composeWords.guardEdit}
        </Button>
        <Button kind="danger" onPress={onSend}>
          {composeWords.guardSend}
        </Button>
      </div>
    </div>
  );
}
