import { type AskedPresence, isBusy, type PresenceState } from '../../shared/domain/presence.ts';
import { backendNow } from '../stores/connection.ts';
import { attempt } from '../stores/failures.ts';
import { useNow } from '../stores/now.ts';
import { askPresence, pendingPresence, presenceOf, usePresence } from '../stores/presence.ts';
import { teamOf, useSession } from '../stores/session.ts';
import { failureWords, presenceWords } from '../text/shell.ts';
import { clockSpan } from '../text/time.ts';
import { Hidden } from '../ui/Hidden.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Menu, type MenuGroup } from '../ui/Menu.tsx';
import { PresenceShape } from '../ui/PresenceShape.tsx';
import css from './PresenceMenu.module.css';

const NOT_READY = 'not-ready:';

function askedBy(id: string): AskedPresence {
  if (id === 'available' || id === 'offline') return { state: id, reason: null };
  return { state: 'not-ready', reason: id.slice(NOT_READY.length) || null };
}

/** The team's reasons; one without any is simply not ready. During a contact, what waits can be taken back. */
function groupsOf(reasons: readonly string[], pending: AskedPresence | null, busy: boolean): MenuGroup[] {
  const notReady = reasons.length > 0 ? reasons : [''];
  const ready = pending && busy ? presenceWords.takeBack(presenceWords.asked(pending)) : presenceWords.states.available;
  return [
    { id: 'ready', entries: [{ id: 'available', label: ready }] },
    {
      id: 'not-ready',
      title: presenceWords.notReadyTitle,
      entries: notReady.map(reason => ({
        id: `${NOT_READY}${reason}`,
        label: reason || presenceWords.states['not-ready'],
      })),
    },
    { id: 'offline', entries: [{ id: 'offline', label: presenceWords.states.offline }] },
  ];
}

const nameOf = (state: PresenceState, reason: string | null): string =>
  reason ? presenceWords.withReason(presenceWords.states[state], reason) : presenceWords.states[state];

/** What the agent is to the routing now, since when, and what they have asked for after this contact. */
export function PresenceMenu() {
  const presence = usePresence(presenceOf);
  const pending = usePresence(pendingPresence);
  const team = useSession(teamOf);
  const busy = presence !== null && isBusy(presence);
  const now = useNow();
  const state = presence?.state ?? 'offline';
  const name = presence ? nameOf(state, presence.reason) : presenceWords.unknown;
  const span = presence ? clockSpan(backendNow(now) - presence.since) : null;
  return (
    <Menu
      label={presenceWords.menu}
      placement="bottom end"
      renderTrigger={menu => (
        <button {...menu} className={css.presence}>
          <PresenceShape state={state} />
          <Hidden>{presenceWords.menu}:</Hidden> <span className={css.name}>{name}</span>{' '}
          {pending ? <span className={css.pending}>{presenceWords.pending(presenceWords.asked(pending))}</span> : null}
          {span ? (
            <span className={css.time} aria-hidden="true">
              {span}
            </span>
          ) : null}
          <Icon name="down" size="sm" />
        </button>
      )}
      groups={groupsOf(team?.notReadyReasons ?? [], pending, busy)}
      onAction={id => void attempt(failureWords.presence, () => askPresence(askedBy(id)))}
    />
  );
}
