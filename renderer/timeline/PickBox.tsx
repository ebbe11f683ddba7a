import { useRef } from 'react';
import type { TimelineItem } from '../../shared/contract/bridge.ts';
import { isPicked, togglePick, usePicks } from '../stores/picks.ts';
import { pickWords } from '../text/picks.ts';
import css from './Pick.module.css';
import { pickTo } from './picking.ts';

type Props = {
  readonly item: TimelineItem;
  /** Of the timeline. */
  readonly name: string;
  /** Tab comes to the boxes of one entry alone: the one at hand. */
  readonly current: boolean;
};

/** Picks the entry for an export; with Shift all from the one picked last to here. */
export function PickBox({ item, name, current }: Props) {
  const checked = usePicks(isPicked(item.entry.id));
  const shift = useRef(false);
  const change = (): void => {
    if (shift.current && !checked) pickTo({ key: name, item });
    else togglePick(name, item.entry);
  };
  return (
    <label className={css.pick}>
      <input
        type="checkbox"
        aria-label={pickWords.box}
        checked={checked}
        tabIndex={current ? 0 : -1}
        onClick={event => {
          shift.current = event.shiftKey;
        }}
        onChange={change}
      />
    </label>
  );
}
