import { Fragment } from 'react';
import type { EntryOf, Turn } from '../../../shared/domain/entry.ts';
import { minutes } from '../../text/time.ts';
import { entryWords, sortOf } from '../../text/timeline.ts';
import { useTimeline } from '../context.ts';
import css from './CallEntry.module.css';
import { EntryHead, EntryText, PartFold, useOpen } from '../EntryParts.tsx';
import { TURNS_SHOWN } from '../folds.ts';
import { RichText } from '../RichText.tsx';

type Call = EntryOf<'call'>;

export function callWho(entry: Call, agentName: string | null): string {
  const { state, agentName: taker } = entry.call;
  if (state === 'abandoned') return entryWords.callAbandoned;
  if (state === 'waiting') return entryWords.callWaiting;
  if (state === 'live') return entryWords.callLive(!taker || taker === agentName ? 'you' : taker);
  if (!taker) return entryWords.callEnded;
  return entry.direction === 'out' ? entryWords.callMade(taker) : entryWords.callTaken(taker);
}

function callVia(entry: Call): string {
  const { number, queueName } = entry.call;
  const said = number
    ? entry.direction === 'out'
      ? entryWords.toNumber(number)
      : entryWords.from(number)
    : entryWords.withheld;
  return queueName ? `${said}, ${queueName}` : said;
}

/** The conversation that the agent has moved here. */
function GoesOnFrom({ entry }: { readonly entry: Call }) {
  const { goesOnFrom } = entry.call;
  if (!goesOnFrom) return null;
  const { channel, audience } = goesOnFrom;
  const kind = channel === 'email' ? 'email' : audience === 'public' ? 'post' : 'message';
  return <p className={css.figures}>{entryWords.goesOnFrom(sortOf(kind, channel, audience))}</p>;
}

function Figures({ entry }: { readonly entry: Call }) {
  const { talkMs, queueMs, holdMs, wrapUp } = entry.call;
  const times: [string, number | null][] = [
    [entryWords.talk, talkMs],
    [entryWords.queue, queueMs],
    [entryWords.hold, holdMs],
  ];
  const known = times.filter((time): time is [string, number] => time[1] !== null);
  if (known.length === 0 && !wrapUp) return null;
  return (
    <p className={css.figures}>
      {known.map(([name, ms]) => (
        <span key={name}>
          {name} <b>{minutes(ms)}</b>
        </span>
      ))}
      {wrapUp ? (
        <span>
          {entryWords.wrapUp}{' '}
          <b dir="auto">
            <RichText text={wrapUp} />
          </b>
        </span>
      ) : null}
    </p>
  );
}

/** A live call shows what was said last; one that is over, how it began. */
const shownTurns = (entry: Call, open: boolean): readonly Turn[] => {
  const { turns, state } = entry.call;
  if (open) return turns;
  return state === 'live' ? turns.slice(-TURNS_SHOWN) : turns.slice(0, TURNS_SHOWN);
};

/** Archives may tell who spoke and not when: then all of it is at nought, and nothing is said of the time. */
const hasTimes = ({ call }: Call): boolean => call.turns.length === 1 || call.turns.some(({ at }) => at > 0);

function Turns({ entry }: { readonly entry: Call }) {
  const open = useOpen(entry.id, 'turns');
  const { turns, state } = entry.call;
  if (turns.length === 0) return null;
  const more = turns.length - TURNS_SHOWN;
  const timed = hasTimes(entry);
  return (
    <div className={`${css.turns} ${state === 'live' ? css.turnsLive : ''}`} role="group" aria-label={entryWords.turns}>
      {shownTurns(entry, open).map((turn, i) => (
        <Fragment key={i}>
          <span className={css.turnAt}>{timed ? minutes(turn.at) : null}</span>
          <bdi className={css.turnWho}>{turn.name}</bdi>
          <span dir="auto">
            <RichText text={turn.text} />
          </span>
        </Fragment>
      ))}
      {more > 0 ? (
        <span className={css.turnsMore}>
          <PartFold entryId={entry.id} part="turns" label={entryWords.moreTurns(more)} less={entryWords.fewerTurns} />
        </span>
      ) : null}
    </div>
  );
}

export function CallEntry({ entry }: { readonly entry: Call }) {
  const { agentName } = useTimeline();
  return (
    <>
      <EntryHead
        entry={entry}
        who={callWho(entry, agentName)}
        via={callVia(entry)}
        accent={entry.call.state === 'live'}
      />
      <GoesOnFrom entry={entry} />
      <Figures entry={entry} />
      {entry.text ? <EntryText entry={entry} /> : null}
      <Turns entry={entry} />
    </>
  );
}
