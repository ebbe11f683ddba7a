import { type RefObject, useMemo } from 'react';
import { activate, currentPane, openHitOf, type Pane, paneRoom, panesOf, useReading } from '../stores/reading.ts';
import { useSearch } from '../stores/search.ts';
import { reviewWords } from '../text/review.ts';
import type { TakesFocus } from '../timeline/Timeline.tsx';
import { Button } from '../ui/Button.tsx';
import { Announcer } from '../ui/Hidden.tsx';
import { Segment } from '../ui/Segment.tsx';
import { useMedia } from '../ui/use-media.ts';
import css from './Panes.module.css';
import { calledOf, Reader } from './Reader.tsx';

/** How many cases there is room for. */
function useRoomForPanes(): number {
  const two = useMedia('(max-width: 1279px)');
  const three = useMedia('(max-width: 1919px)');
  return two ? 1 : three ? 2 : 3;
}

/**
 * Where the results are in view, whoever goes through them stays there. A case that is still being opened takes no focus
 * from the one to which keys have been turned meanwhile.
 */
function takesFocusOf({ follows }: Pane, isCurrent: boolean, alone: boolean): TakesFocus {
  if (!follows || !isCurrent) return 'from-within';
  return alone ? 'from-all' : 'from-readers';
}

type Props = {
  /** Not beside the results but in their place. */
  readonly alone: boolean;
  readonly back: RefObject<HTMLButtonElement | null>;
  readonly onBack: () => void;
};

/** The case at the hit, and those that were kept beside it. Where there is no room for all, one chooses. */
export function Panes({ alone, back, onBack }: Props) {
  const found = useSearch(state => state.found);
  const openId = useSearch(state => state.openId);
  const { beside, active, turned } = useReading();
  const panes = useMemo(
    () => panesOf(openHitOf({ found, openId }), { beside, turned }),
    [found, openId, beside, turned],
  );
  const room = useRoomForPanes();
  const current = currentPane(panes, active, openId);
  const shown = paneRoom(panes, current, room);
  const keptLast = beside.at(-1)?.customerName;
  return (
    <div className={css.reader}>
      <Announcer words={keptLast === undefined ? '' : reviewWords.keptSaid(keptLast)} />
      {alone || shown.length < panes.length ? (
        <div className={css.choice}>
          {alone ? (
            <Button ref={back} kind="quiet" onPress={onBack}>
              {reviewWords.back}
            </Button>
          ) : null}
          {panes.length > 1 && current ? (
            <Segment
              label={reviewWords.panes}
              options={panes.map(pane => ({ id: pane.id, label: calledOf(panes, pane) }))}
              value={current.id}
              onChange={activate}
            />
          ) : null}
        </div>
      ) : null}
      {panes.length === 0 ? <p className={css.choose}>{reviewWords.choose}</p> : null}
      <div
        className={css.panes}
        style={{ gridTemplateColumns: `repeat(${Math.max(1, shown.length)}, minmax(0, 1fr))` }}
      >
        {shown.map(pane => (
          <Reader
            key={pane.id}
            pane={pane}
            called={calledOf(panes, pane)}
            isActive={panes.length > 1 && pane.id === current?.id}
            isFirst={pane === shown[0]}
            takesFocus={takesFocusOf(pane, pane.id === current?.id, alone)}
          />
        ))}
      </div>
    </div>
  );
}
