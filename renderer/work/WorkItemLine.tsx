import { memo, useEffect } from 'react';
import type { WorkItem } from '../../shared/domain/work.ts';
import { markOf, selectedItems, toggleSelected, useAside } from '../stores/aside.ts';
import { backendNow } from '../stores/connection.ts';
import { loadDrafts, useDrafts, writingsIn } from '../stores/drafts.ts';
import { expectCustomer, expectNobody, pointAt } from '../stores/likely.ts';
import { useNow } from '../stores/now.ts';
import { outboxItems, useOutbox } from '../stores/outbox.ts';
import { afterSince, usePresence } from '../stores/presence.ts';
import { hashOf, openCustomer } from '../stores/view.ts';
import { audienceOf, useWork } from '../stores/work.ts';
import { HereMark } from '../hand-over/HereLine.tsx';
import { asideWords } from '../text/aside.ts';
import { minutes, waitSpan } from '../text/time.ts';
import { draftOf } from '../stores/left-words.ts';
import { workWords } from '../text/work.ts';
import { channelIcon, Icon } from '../ui/Icon.tsx';
import css from './WorkList.module.css';

const QUEUED = {
  'work.park': asideWords.parking,
  'work.wake': asideWords.waking,
  'work.finish': asideWords.settling,
  'work.noResponse': asideWords.settling,
} as const;

/** What was asked for and has not been confirmed: the list says what is so, and this says what is coming. */
function useQueued(workItemId: string): string | null {
  const asked = useOutbox(outboxItems).find(
    ({ workItemId: about, state, kind }) =>
      about === workItemId && (state === 'queued' || state === 'sent') && kind in QUEUED,
  );
  return asked ? QUEUED[asked.kind as keyof typeof QUEUED] : null;
}

/** The clock that matters for this item, and what it counts. */
function useClock(item: WorkItem): { readonly clock: string; readonly what: string; readonly isHot: boolean } {
  const now = backendNow(useNow());
  const after = usePresence(afterSince);
  const mark = useAside(markOf(item.id));
  const past = (since: number): number => Math.max(0, now - since);
  if (item.parked) return { clock: asideWords.backAt(item.parked, now), what: asideWords.parked, isHot: false };
  if (item.channel === 'voice') {
    const since = after ?? item.heldAt ?? item.enteredAt;
    return { clock: minutes(past(since)), what: after === null ? workWords.onCall : workWords.acw, isHot: true };
  }
  if (mark?.waitsSince != null) return { clock: waitSpan(past(mark.waitsSince)), what: asideWords.waits, isHot: false };
  return { clock: waitSpan(past(item.heldAt ?? item.enteredAt)), what: workWords.held, isHot: false };
}

function SecondLine({ item }: { readonly item: WorkItem }) {
  const draft = draftOf(useDrafts(writingsIn(item)));
  const queued = useQueued(item.id);
  const isNotDelivered = useAside(markOf(item.id))?.isNotDelivered ?? false;
  useEffect(() => void loadDrafts(item.customerId), [item.customerId]);
  return (
    <span className={`${css.line} ${css.parts}`}>
      {queued ? <span className={css.draft}>{queued} </span> : null}
      {!queued && item.woken ? <span className={css.back}>{asideWords.back} </span> : null}
      {isNotDelivered ? <span className={css.notDelivered}>{asideWords.notDelivered} </span> : null}
      {draft ? <span className={css.draft}>{workWords.drafts[draft.mode]} </span> : null}
      <bdi className={css.rest}>{draft?.text || item.subject || item.from}</bdi>
    </span>
  );
}

type Props = { readonly item: WorkItem; readonly isShown: boolean };

/** One open item: a link to its conversation; while several are being selected, with a box before it. */
export const WorkItemLine = memo(function WorkItemLine({ item, isShown }: Props) {
  const { clock, what, isHot } = useClock(item);
  const audience = useWork(audienceOf(item));
  const unread = useAside(markOf(item.id))?.unread ?? 0;
  const selected = useAside(selectedItems);
  const isSelectable = selected !== null && item.channel !== 'voice' && !item.parked;
  return (
    <div className={css.row}>
      {isSelectable ? (
        <input
          type="checkbox"
          className={css.box}
          aria-label={asideWords.selectOne(item.customerName, workWords.about(item.channel, audience, item.subject))}
          checked={selected.includes(item.id)}
          onChange={() => toggleSelected(item.id)}
        />
      ) : null}
      <a
        className={css.item}
        href={hashOf('work', item.customerId, item.id)}
        data-work-item={item.id}
        aria-current={isShown ? 'true' : undefined}
        // Asked for while the finger is still down; then shown without the way through the address.
        onPointerEnter={() => pointAt(item.customerId)}
        onPointerLeave={expectNobody}
        onPointerDown={() => expectCustomer(item.customerId)}
        onClick={event => {
          if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
          event.preventDefault();
          openCustomer(item.customerId, item.id);
          expectNobody();
        }}
      >
        <Icon name={channelIcon(item.channel, audience)} label={workWords.about(item.channel, audience, '')} />
        <span className={css.words}>
          <span className={unread > 0 ? css.strongName : css.name} dir="auto">
            {item.customerName}
          </span>
          <SecondLine item={item} />
        </span>
        <span className={css.end}>
          <b className={isHot ? css.accent : css.time}>
            <HereMark customerId={item.customerId} />
            {clock}
          </b>
          {unread > 0 ? <b className={css.unread}>{asideWords.unread(unread)}</b> : <span>{what}</span>}
        </span>
      </a>
    </div>
  );
});
