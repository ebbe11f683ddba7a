import type { Connection } from '../../shared/contract/bridge.ts';
import { connectionOf, useConnection } from '../stores/connection.ts';
import { liveTime, momentTitle, shortMoment } from '../text/time.ts';
import { useToday } from '../timeline/today.ts';
import { connectionWords } from '../text/shell.ts';
import { Announcer } from '../ui/Hidden.tsx';
import { Icon } from '../ui/Icon.tsx';
import css from './ConnectionStatus.module.css';

/** What is so beside the state's name, in its own words. */
export function detailOf(connection: Connection, now: number = Date.now()): string | null {
  const { state, completeTo, left, since, queued, waiting: of } = connection;
  const waiting = queued > 0 ? connectionWords.queued(of) : null;
  if (state === 'live') return completeTo === null ? null : connectionWords.completeTo(liveTime(completeTo, now));
  if (state === 'catching-up') return connectionWords.left(left);
  const from = since === null ? null : connectionWords.since(shortMoment(since, now));
  return [from, waiting].filter(part => part !== null).join(' · ') || null;
}

function Shape({ state }: { readonly state: Connection['state'] }) {
  if (state === 'live') return <i className={css.dot} />;
  if (state === 'catching-up' || state === 'connecting') return <i className={css.arc} />;
  return <Icon name={state === 'offline' ? 'offline' : 'warn'} />;
}

const classOf = (state: Connection['state']): string | undefined => {
  if (state === 'live') return undefined;
  return state === 'catching-up' || state === 'connecting' ? css.amber : css.filled;
};

function titleOf(connection: Connection): string | undefined {
  const { completeTo, setAside, reason } = connection;
  const said = [
    reason,
    completeTo === null ? null : connectionWords.completeTo(momentTitle(completeTo)),
    setAside > 0 ? connectionWords.setAside(setAside) : null,
  ];
  return said.filter(part => part !== null).join('\n') || undefined;
}

/**
 * Always there, always true. Its time moves every few seconds, so it is not read aloud by itself; a change of state is.
 */
export function ConnectionStatus() {
  const connection = useConnection(connectionOf);
  const state = connection?.state ?? 'connecting';
  const now = useToday();
  const detail = connection ? detailOf(connection, now) : null;
  return (
    <>
      <div
        className={`${css.status} ${classOf(state) ?? ''}`}
        role="status"
        aria-label={connectionWords.region}
        aria-live="off"
        data-state={state}
        title={connection ? titleOf(connection) : undefined}
      >
        <Shape state={state} />
        <b>{connectionWords.names[state]}</b>
        {detail ? <span className={css.detail}> {detail}</span> : null}
        {connection && connection.setAside > 0 ? (
          <span className={css.aside}>
            <Icon name="warn" size="sm" label={connectionWords.setAside(connection.setAside)} />
          </span>
        ) : null}
      </div>
      <Announcer words={`${connectionWords.region}: ${connectionWords.names[state]}`} />
    </>
  );
}
