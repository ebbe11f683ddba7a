import { useMemo } from 'react';
import { exportNow } from '../export/targets.ts';
import { keysOf } from '../keys/actions.ts';
import { attempt } from '../stores/failures.ts';
import { ordered } from '../stores/hit-order.ts';
import {
  activate,
  closePane,
  hitsOfPane,
  isOneOfSeveral,
  keepBeside,
  type Pane,
  stepInPane,
  turnPane,
} from '../stores/reading.ts';
import { useSearch } from '../stores/search.ts';
import { rememberSearch } from '../stores/searches.ts';
import { settingsOf, useSession } from '../stores/session.ts';
import { openEntryOfWork } from '../stores/selected.ts';
import { KeepHere } from '../settings/KeepHere.tsx';
import { keepingWords } from '../text/keeping.ts';
import { reviewWords } from '../text/review.ts';
import { failureWords } from '../text/shell.ts';
import { Conversation } from '../timeline/Conversation.tsx';
import type { TakesFocus } from '../timeline/Timeline.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import { Icon } from '../ui/Icon.tsx';
import css from './Panes.module.css';
import { useLookedFor } from './use-looked-for.ts';

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
  const isExact = !pane.follows || (found?.total.exact ?? true);
  const isLast = place === hits.length - 1 && (!pane.follows || !found?.more);
  return (
    <>
      <span className={css.place}>{place < 0 ? reviewWords.notAmong : reviewWords.hit(place + 1, total, isExact)}</span>
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

function Keeping({ pane: { id, hit, isKept }, called }: { readonly pane: Pane; readonly called: string }) {
  if (isKept)
    return <IconButton icon="close" keys="X" label={reviewWords.close(called)} onPress={() => closePane(id)} />;
  const keep = (): void => {
    keepBeside(hit);
    rememberSearch(useSearch.getState().asked);
  };
  return <IconButton icon="beside" keys="Shift+Enter" label={reviewWords.beside} onPress={keep} />;
}

const exportOf = ({ id }: Pane): void => {
  activate(id);
  exportNow();
};

/** Of whom it is; where several cases of one person are open, also which. */
export const calledOf = (panes: readonly Pane[], pane: Pane): string =>
  isOneOfSeveral(panes, pane)
    ? reviewWords.paneOfSeveral(pane.hit.customerName, pane.hit.caseNumber)
    : pane.hit.customerName;

type ReaderProps = {
  readonly pane: Pane;
  readonly called: string;
  readonly isActive: boolean;
  readonly isFirst: boolean;
  readonly takesFocus: TakesFocus;
};

/** One case, at the hit. */
export function Reader({ pane, called, isActive, isFirst, takesFocus }: ReaderProps) {
  const { keys } = useSession(settingsOf);
  const exportKeys = keysOf('export.open', keys);
  const marks = useLookedFor();
  const opened = useSearch(state => (pane.follows ? state.opened : 0));
  const { entry } = pane.hit;
  const only = pane.isAlone ? entry.caseId : null;
  return (
    <div
      className={css.pane}
      role="group"
      aria-label={reviewWords.pane(called)}
      data-pane={pane.id}
      tabIndex={-1}
      data-active={isActive || undefined}
      onFocusCapture={() => activate(pane.id)}
    >
      <div className={css.steps}>
        {pane.isKept ? (
          <span className={css.kept} title={reviewWords.kept}>
            <Icon name="beside" size="sm" />
            {reviewWords.kept}
          </span>
        ) : null}
        <Chip on={pane.isAlone} label={reviewWords.aloneHint} onToggle={() => turnPane(pane.id)}>
          {reviewWords.alone}
        </Chip>
        <span className={css.grow} />
        <Steps pane={pane} />
        <IconButton
          icon="external"
          label={reviewWords.openInWork}
          onPress={() => void openEntryOfWork(entry.customerId, entry.id)}
        />
        <KeepHere
          pin={{ customerId: entry.customerId, caseId: entry.caseId }}
          keys={keysOf('case.pin', keys)}
          label={pane.hit.caseNumber === null ? keepingWords.keepThisCase : keepingWords.keepCase(pane.hit.caseNumber)}
        />
        <IconButton icon="export" keys={exportKeys} label={reviewWords.export} onPress={() => exportOf(pane)} />
        <Keeping pane={pane} called={called} />
      </div>
      <div className={css.conversation}>
        <Conversation
          key={`${entry.customerId} ${only}`}
          customerId={entry.customerId}
          only={only}
          caseId={entry.caseId}
          pane={pane.isKept ? pane.id : null}
          takesFocus={takesFocus}
          at={entry.id}
          jump={opened}
          marks={marks}
          mode="review"
          label={isFirst ? undefined : reviewWords.timelineOf(called)}
        />
      </div>
    </div>
  );
}
