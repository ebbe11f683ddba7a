import { type RefObject, useMemo } from 'react';
import { targetsOfHit } from '../export/targets.ts';
import { keysOf } from '../keys/actions.ts';
import { askExport } from '../stores/export.ts';
import { attempt } from '../stores/failures.ts';
import { ordered } from '../stores/hit-order.ts';
import {
  activate,
  closePane,
  currentPane,
  hitsOfPane,
  keepBeside,
  openHitOf,
  type Pane,
  paneRoom,
  panesOf,
  stepInPane,
  useReading,
} from '../stores/reading.ts';
import { useSearch } from '../stores/search.ts';
import { rememberSearch } from '../stores/searches.ts';
import { settingsOf, useSession } from '../stores/session.ts';
import { openEntry } from '../stores/view.ts';
import { reviewWords } from '../text/review.ts';
import { failureWords } from '../text/shell.ts';
import { Conversation } from '../timeline/Conversation.tsx';
import { Button, IconButton } from '../ui/Button.tsx';
import { Announcer } from '../ui/Hidden.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Segment } from '../ui/Segment.tsx';
import { useMedia } from '../ui/use-media.ts';
import css from './Panes.module.css';

const NO_TERMS: readonly string[] = [];

const step = (pane: Pane, by: 1 | -1): void => {
  activate(pane.id);
  void attempt(failureWords.moreHits, () => stepInPane(by));
};

function Steps({ pane }: { readonly pane: Pane }) {
  const found = useSearch(state => state.found);
  const { hitOrder } = useSession(settingsOf);
  const all = useMemo(() => ordered(found?.hits ?? [], hitOrder), [found, hitOrder]);
  const hits = hitsOfPane(pane, all);
  const place = hits.findIndex(({ entry }) => entry.id === pane.hit.entry.id);
  const total = !pane.follows ? hits.length : Math.max(hits.length, found?.total.count ?? 0);
  const isLast = place === hits.length - 1 && (!pane.follows || !found?.more);
  return (
    <>
      <span className={css.place}>{place < 0 ? reviewWords.notAmong : reviewWords.hit(place + 1, total)}</span>
      <IconButton
        icon="previous"
        keys="P"
        label={reviewWords.previous}
        isDisabled={place <= 0}
        onPress={() => step(pane, -1)}
      />
      <IconButton
        icon="next"
        keys="N"
        label={reviewWords.next}
        isDisabled={place < 0 || isLast}
        onPress={() => step(pane, 1)}
      />
    </>
  );
}

function Keeping({ pane: { id, hit, isKept } }: { readonly pane: Pane }) {
  if (isKept)
    return (
      <IconButton icon="close" keys="X" label={reviewWords.close(hit.customerName)} onPress={() => closePane(id)} />
    );
  const keep = (): void => {
    keepBeside(hit);
    rememberSearch(useSearch.getState().asked);
  };
  return <IconButton icon="beside" keys="Shift+Enter" label={reviewWords.beside} onPress={keep} />;
}

const exportOf = ({ hit }: Pane): void => askExport(targetsOfHit(hit, useSearch.getState().asked));

type ReaderProps = { readonly pane: Pane; readonly isActive: boolean; readonly isFirst: boolean };

/** One case, at the hit. */
function Reader({ pane, isActive, isFirst }: ReaderProps) {
  const { keys } = useSession(settingsOf);
  const exportKeys = keysOf('export.open', keys);
  const terms = useSearch(state => state.found?.terms ?? NO_TERMS);
  const { entry, customerName } = pane.hit;
  return (
    <div
      className={css.pane}
      role="group"
      aria-label={reviewWords.pane(customerName)}
      data-pane={pane.id}
      data-active={isActive || undefined}
      onFocusCapture={() => activate(pane.id)}
    >
      <div className={css.steps}>
        {pane.isKept ? (
          <span className={css.kept} title={reviewWords.kept}>
            <Icon name="beside" size="sm" />
            <span className={css.keptWords}>{reviewWords.kept}</span>
          </span>
        ) : null}
        <span className={css.grow} />
        <Steps pane={pane} />
        <Button icon="external" onPress={() => openEntry(entry.customerId, entry.id)}>
          {reviewWords.openInWork}
        </Button>
        <IconButton icon="export" keys={exportKeys} label={reviewWords.export} onPress={() => exportOf(pane)} />
        <Keeping pane={pane} />
      </div>
      <div className={css.conversation}>
        <Conversation
          key={entry.customerId}
          customerId={entry.customerId}
          at={entry.id}
          marks={terms}
          mode="review"
          label={isFirst ? undefined : reviewWords.timelineOf(customerName)}
        />
      </div>
    </div>
  );
}

/** How many cases there is room for. */
function useRoomForPanes(): number {
  const two = useMedia('(max-width: 1279px)');
  const three = useMedia('(max-width: 1919px)');
  return two ? 1 : three ? 2 : 3;
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
  const { beside, active } = useReading();
  const panes = useMemo(() => panesOf(openHitOf({ found, openId }), beside), [found, openId, beside]);
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
              options={panes.map(({ id, hit }) => ({ id, label: hit.customerName }))}
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
            isActive={panes.length > 1 && pane.id === current?.id}
            isFirst={pane === shown[0]}
          />
        ))}
      </div>
    </div>
  );
}
