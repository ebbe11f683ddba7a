import { useEffect } from 'react';
import type { Pin } from '../../shared/contract/bridge/keeping.ts';
import { attempt } from '../stores/failures.ts';
import { isPinned, loadPins, setPinned, useKeeping } from '../stores/keeping.ts';
import { keepingWords } from '../text/keeping.ts';
import { IconButton } from '../ui/Button.tsx';

type Props = { readonly pin: Pin; readonly label: string; readonly keys?: string };

/** Keeps a customer, or a case of theirs, on this workstation, or no longer. */
export function KeepHere({ pin, label, keys }: Props) {
  const pinned = useKeeping(isPinned(pin));
  useEffect(() => {
    if (useKeeping.getState().pins === null) void loadPins();
  }, []);
  return (
    <IconButton
      icon="pin"
      label={label}
      {...(keys ? { keys } : {})}
      aria-pressed={pinned}
      onPress={() => void attempt(keepingWords.failures.pin, () => setPinned(pin, !pinned))}
    />
  );
}
