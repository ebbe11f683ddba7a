import { useEffect } from 'react';
import { isWriting } from '../keys/listen.ts';
import { selectedItems, selectSeveral, type Settled, dismissSettled, undoSettled, useAside } from '../stores/aside.ts';
import { attempt } from '../stores/failures.ts';
import { useNow } from '../stores/now.ts';
import { changeSettings, settingsOf, useSession } from '../stores/session.ts';
import { openOver } from '../stores/shell.ts';
import { openItems, useWork } from '../stores/work.ts';
import { asideFailures, asideWords } from '../text/aside.ts';
import { failureWords } from '../text/shell.ts';
import { Button, MenuButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import css from './WorkList.module.css';

/** Order and selection of the open work. */
export function WorkTools() {
  const { workOrder } = useSession(settingsOf);
  const orders = Object.entries(asideWords.orders).map(([id, label]) => ({ id, label }));
  return (
    <Menu
      label={asideWords.order}
      placement="bottom end"
      renderTrigger={menu => <MenuButton {...menu} icon="more" label={asideWords.order} />}
      groups={[
        { id: 'order', title: asideWords.order, chosen: [workOrder], entries: orders },
        { id: 'select', entries: [{ id: 'select', label: asideWords.select, icon: 'checks' }] },
      ]}
      onAction={(id, group) => {
        if (group === 'select') selectSeveral(true);
        else if (id === 'newest' || id === 'waiting')
          void attempt(failureWords.settings, () => changeSettings({ workOrder: id }));
      }}
    />
  );
}

/** The boxes go. Whoever was in the list stays there: with the line of the box, else with the one that is shown. */
function leaveSelecting(): void {
  const had = document.activeElement;
  const list = had?.closest('[data-region=work]');
  selectSeveral(false);
  const lines = [had?.closest('li'), list].flatMap(place =>
    ['[data-work-item][aria-current]', '[data-work-item]'].map(one => place?.querySelector<HTMLElement>(one)),
  );
  if (list) lines.find(line => line)?.focus();
}

function useEscape(isSelecting: boolean): void {
  useEffect(() => {
    if (!isSelecting) return undefined;
    const onKey = (event: KeyboardEvent): void => {
      const isFields = event.target instanceof Element && isWriting(event.target);
      if (event.key === 'Escape' && !event.defaultPrevented && !isFields) leaveSelecting();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [isSelecting]);
}

/** While several are being selected: how many, and what to do with them. Escape lets it be. */
export function Selecting() {
  const selected = useAside(selectedItems);
  useEscape(selected !== null);
  if (selected === null) return null;
  return (
    <div className={css.selecting} role="group" aria-label={asideWords.select}>
      <span aria-live="polite">{asideWords.selected(selected.length)}</span>
      <Button kind="primary" isDisabled={selected.length === 0} onPress={() => openOver('together')}>
        {asideWords.settle}
      </Button>
      <Button kind="quiet" onPress={leaveSelecting}>
        {asideWords.cancel}
      </Button>
    </div>
  );
}

function Result({ settled }: { readonly settled: Settled }) {
  const now = useNow();
  const items = useWork(openItems);
  const { act, results, undone, undoUntil } = settled;
  const asked = results.filter(({ commandId }) => commandId !== null).length;
  const nameOf = (id: string): string => items.find(item => item.id === id)?.customerName ?? id;
  const said =
    undone === null
      ? asideWords.done(act, asked)
      : [asideWords.undone(undone), undone < asked ? asideWords.tooLate(asked - undone) : null]
          .filter(Boolean)
          .join('. ');
  return (
    <div className={css.lost} role="group" aria-label={asideWords.settle}>
      <Icon name="checks" />
      <p>
        <b>{said}</b>
        {results.flatMap(({ workItemId, refused }) =>
          refused ? (
            <span key={workItemId} dir="auto">
              {asideWords.notDone(nameOf(workItemId), refused)}
            </span>
          ) : (
            []
          ),
        )}
      </p>
      {undoUntil > now ? (
        <Button icon="undo" onPress={() => void attempt(asideFailures.undo, undoSettled)}>
          {asideWords.undo}
        </Button>
      ) : (
        <Button kind="quiet" onPress={dismissSettled}>
          {asideWords.seen}
        </Button>
      )}
    </div>
  );
}

/** What was settled together, item by item; for a moment it can be undone. */
export function SettledResult() {
  const settled = useAside(state => state.settled);
  return <div aria-live="polite">{settled ? <Result settled={settled} /> : null}</div>;
}
