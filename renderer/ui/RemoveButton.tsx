import { Icon } from './Icon.tsx';
import { oncePerPress } from './once-per-press.ts';
import css from './RemoveButton.module.css';

/** Takes away the chip in which it stands. `label` says which. */
export function RemoveButton({ label, onPress }: { readonly label: string; readonly onPress: () => void }) {
  return (
    <button type="button" className={css.remove} aria-label={label} onClick={onPress} onKeyDown={oncePerPress}>
      <Icon name="close" size="sm" />
    </button>
  );
}
