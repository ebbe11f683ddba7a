import { type FormEvent, useEffect, useState } from 'react';
import type { Together as Act } from '../../shared/contract/bridge/aside.ts';
import { begunAbout } from '../../shared/contract/bridge/begun.ts';
import type { Queue, WorkItem } from '../../shared/domain/work.ts';
import { bridge } from '../bridge/bridge.ts';
import { selectedItems, settleTogether, UNDO, useAside } from '../stores/aside.ts';
import { sendBegun, type Subject, useBegun } from '../stores/begun.ts';
import { attempt } from '../stores/failures.ts';
import { teamOf, useSession } from '../stores/session.ts';
import { openOver, useShell } from '../stores/shell.ts';
import { openItems, useWork } from '../stores/work.ts';
import { asideFailures, asideWords } from '../text/aside.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Segment } from '../ui/Segment.tsx';
import { ItemAbout } from './ItemAbout.tsx';
import { customersOf, idsOf, ParkFields, parkSubject, useParking } from './ParkFields.tsx';
import css from '../ui/Form.module.css';
import { sharedDispositions } from './shared-dispositions.ts';

const ACTS = ['finish', 'no-response', 'park'] as const;
const options = ACTS.map(id => ({ id, label: asideWords.acts[id] }));

function useQueues(): readonly Queue[] {
  const [queues, setQueues] = useState<readonly Queue[]>([]);
  useEffect(() => {
    void attempt(asideFailures.together, async () => setQueues(await bridge.call('queues.read', {})));
  }, []);
  return queues;
}

type ChoiceProps = {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
};
const Choice = ({ label, value, options: all, onChange }: ChoiceProps) => (
  <label className={css.field}>
    <span className={css.label}>{label}</span>
    <select className={css.line} value={value} onChange={event => onChange(event.target.value)}>
      {all.map(one => (
        <option key={one.id} value={one.id}>
          {one.label}
        </option>
      ))}
    </select>
  </label>
);

const togetherSubject = (items: readonly WorkItem[]): Subject => ({
  about: begunAbout.together(idsOf(items)),
  customerIds: customersOf(items),
});

/** What the agent has chosen, and the command it makes; a null `act` cannot be done yet, and `why` says so. */
function useAct(items: readonly WorkItem[]) {
  const { value, change } = useBegun(togetherSubject(items), { do: 'finish', disposition: '', wrapUp: '', chosen: '' });
  const { disposition, wrapUp, chosen: chosenReason } = value;
  const kind = ACTS.find(act => act === value.do) ?? 'finish';
  const parking = useParking(items);
  const reasons = useSession(teamOf)?.noResponseReasons ?? [];
  const shared = sharedDispositions(items, useQueues());
  const reason = chosenReason || reasons[0] || '';
  const finish = (): { act: Act | null; why: string | null } => {
    if (shared.isRequired && disposition === '')
      return { act: null, why: shared.all.length > 0 ? asideWords.needsDisposition : asideWords.noShared };
    return { act: { do: 'finish', disposition: disposition || null, wrapUp: wrapUp.trim() || null }, why: null };
  };
  const none = (): { act: Act | null; why: string | null } =>
    reason ? { act: { do: 'no-response', reason }, why: null } : { act: null, why: asideWords.noReason };
  const park = (): { act: Act | null; why: string | null } =>
    parking.until === undefined
      ? { act: null, why: null }
      : { act: { do: 'park', until: parking.until, reason: parking.reason }, why: null };
  const made = { finish, 'no-response': none, park }[kind]();
  return {
    ...made,
    kind,
    setKind: (act: Act['do']) => change({ do: act }),
    shared,
    disposition,
    setDisposition: (code: string) => change({ disposition: code }),
    wrapUp,
    setWrapUp: (words: string) => change({ wrapUp: words }),
    reasons,
    reason,
    place: parkSubject(items).about,
    setReason: (one: string) => change({ chosen: one }),
    parking,
  };
}

function Fields({ act }: { readonly act: ReturnType<typeof useAct> }) {
  const { kind, parking, shared, reasons } = act;
  if (kind === 'park')
    return (
      <ParkFields
        parking={parking.parking}
        onChange={parking.setParking}
        isLate={parking.until === undefined}
        place={act.place}
      />
    );
  if (kind === 'no-response')
    return reasons.length === 0 ? null : (
      <Choice
        label={asideWords.whyNone}
        value={act.reason}
        options={reasons.map(one => ({ id: one, label: one }))}
        onChange={act.setReason}
      />
    );
  return (
    <>
      {shared.all.length === 0 ? null : (
        <Choice
          label={asideWords.disposition}
          value={act.disposition}
          options={[
            { id: '', label: asideWords.noDisposition },
            ...shared.all.map(({ code, label }) => ({ id: code, label })),
          ]}
          onChange={act.setDisposition}
        />
      )}
      <label className={css.field}>
        <span className={css.label}>{asideWords.wrapUp}</span>
        <input
          className={css.line}
          dir="auto"
          maxLength={1_000}
          value={act.wrapUp}
          onChange={event => act.setWrapUp(event.target.value)}
        />
      </label>
    </>
  );
}

const close = (): void => openOver(null);
const send = (items: readonly WorkItem[], settleThem: () => Promise<void>): Promise<void> =>
  sendBegun(togetherSubject(items), () => sendBegun(parkSubject(items), settleThem));

function Question({ items }: { readonly items: readonly WorkItem[] }) {
  const chosen = useAct(items);
  const { act, why, kind, setKind } = chosen;
  const settle = (event?: FormEvent): void => {
    event?.preventDefault();
    if (!act) return;
    close();
    const ids = items.map(({ id }) => id);
    void attempt(asideFailures.together, () => send(items, () => settleTogether(ids, act)));
  };
  return (
    <Dialog
      open
      role="alertdialog"
      onClose={close}
      title={asideWords.togetherTitle(items.length)}
      actions={
        <>
          <Button kind="quiet" onPress={close}>
            {asideWords.cancel}
          </Button>
          <Button kind="primary" isDisabled={act === null} onPress={() => settle()}>
            {asideWords.confirm(kind, items.length)}
          </Button>
        </>
      }
    >
      <form className={css.form} onSubmit={settle}>
        <ul className={css.hint} aria-label={asideWords.together}>
          {items.map(item => (
            <li key={item.id}>
              <bdi>{item.customerName}</bdi> <ItemAbout item={item} />
            </li>
          ))}
        </ul>
        <Segment label={asideWords.act} options={options} value={kind} onChange={setKind} />
        <Fields act={chosen} />
        {why ? <p className={css.wrong}>{why}</p> : null}
        <p className={css.hint}>{asideWords.togetherHint(UNDO / 1_000)}</p>
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}

/** One confirmation for what is done to all selected items alike. */
export function Together() {
  const open = useShell(shell => shell.over === 'together');
  const selected = useAside(selectedItems) ?? [];
  const items = useWork(openItems).filter(({ id }) => selected.includes(id));
  return open && items.length > 0 ? <Question items={items} /> : null;
}
