import type { WorkItem } from '../../shared/domain/work.ts';
import { backendNow } from '../stores/connection.ts';
import { attempt } from '../stores/failures.ts';
import { leaveWork } from '../stores/hand-over.ts';
import { useNow } from '../stores/now.ts';
import { helpingItems, rosterOf, useOthers } from '../stores/roster.ts';
import { signedInAgent, useSession } from '../stores/session.ts';
import { chosenItemId, hashOf, openCustomer, useView } from '../stores/view.ts';
import { audienceOf, useWork } from '../stores/work.ts';
import { handOverFailures, handOverWords } from '../text/hand-over.ts';
import { waitSpan } from '../text/time.ts';
import { Button } from '../ui/Button.tsx';
import { channelIcon, Icon } from '../ui/Icon.tsx';
import list from '../work/WorkList.module.css';
import css from './Strip.module.css';

/** Whose work it is. */
function useHolder(item: WorkItem): string {
  const name = useOthers(rosterOf)?.colleagues.find(({ agentId }) => agentId === item.holderId)?.name;
  return name ?? item.handover?.fromName ?? item.customerName;
}

/** Who is in the call with whoever helps; null: no call. */
function useInCall(item: WorkItem): 'consulted' | 'conference' | null {
  const me = useSession(signedInAgent)?.id;
  const role = item.participants.find(({ agentId }) => agentId === me)?.role;
  return item.channel === 'voice' && (role === 'consulted' || role === 'conference') ? role : null;
}

/** Where a colleague's work is open that one was asked into. */
export function HelpingBar({ item }: { readonly item: WorkItem }) {
  const holder = useHolder(item);
  const inCall = useInCall(item);
  return (
    <div className={css.helping} role="group" aria-label={handOverWords.helping(holder)}>
      <div className={css.inner}>
        <Icon name="people" />
        <b dir="auto">{handOverWords.helping(holder)}</b>
        <span className={css.hint} role="status" dir="auto">
          {inCall ? handOverWords.helpingCall[inCall](holder) : handOverWords.helpingHint}
        </span>
        <Button onPress={() => void attempt(handOverFailures.leave, () => leaveWork(item.id))}>
          {handOverWords.leave}
        </Button>
      </div>
    </div>
  );
}

function Line({ item }: { readonly item: WorkItem }) {
  const now = backendNow(useNow());
  const audience = useWork(audienceOf(item));
  const me = useSession(signedInAgent)?.id;
  const since = item.participants.find(({ agentId }) => agentId === me)?.since ?? now;
  const isShown = useView(chosenItemId) === item.id;
  return (
    <a
      className={list.item}
      href={hashOf('work', item.customerId, item.id)}
      aria-current={isShown ? 'true' : undefined}
      onClick={event => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        openCustomer(item.customerId, item.id);
      }}
    >
      <Icon name={channelIcon(item.channel, audience)} />
      <span className={list.words}>
        <span className={list.name} dir="auto">
          {item.customerName}
        </span>
        <span className={list.line} dir="auto">
          {item.subject}
        </span>
      </span>
      <span className={list.end}>
        <b className={list.time}>{waitSpan(Math.max(0, now - since))}</b>
        <span>{handOverWords.helpingList}</span>
      </span>
    </a>
  );
}

/** Colleagues' work that one was asked into, under one's own. */
export function HelpingList() {
  const items = useOthers(helpingItems);
  if (items.length === 0) return null;
  return (
    <>
      <div className={list.head}>
        <h3>
          {handOverWords.helpingList} <span>{items.length}</span>
        </h3>
      </div>
      <ul className={list.items}>
        {items.map(item => (
          <li key={item.id}>
            <Line item={item} />
          </li>
        ))}
      </ul>
    </>
  );
}
