import { useState } from 'react';
import type { Board } from '../../shared/domain/work.ts';
import { queueWords } from '../text/queues.ts';
import { waitSpan } from '../text/time.ts';
import { oncePerPress } from '../ui/once-per-press.ts';
import { PanelTitle } from '../ui/PanelTitle.tsx';
import { Introduced } from './Introduced.tsx';
import css from './side.module.css';

const ORDER = ['available', 'on-contact', 'acw', 'not-ready', 'offline'] as const;
/** Of one state, before the rest is asked for: the states must be in sight together. */
const SHOWN = 8;

type State = (typeof ORDER)[number];
type Agent = Board['agents'][number];

/** Available for a call at most: of anything else there is no place left. */
const isFull = ({ state, room }: Agent): boolean => state === 'available' && room !== undefined && room.held >= room.of;

function One({ agent, now }: { readonly agent: Agent; readonly now: number }) {
  const { name, reason, room, since } = agent;
  return (
    <span className={css.agent}>
      <span dir="auto">{name}</span>
      {room && isFull(agent) ? <b className={css.full}>{queueWords.fullOf(room.held, room.of)}</b> : null}
      <span className={css.detail}>
        {reason ? `${reason} ` : ''}
        {waitSpan(now - since)}
      </span>
    </span>
  );
}

type InStateProps = { readonly state: State; readonly agents: readonly Agent[]; readonly now: number };

function InState({ state, agents, now }: InStateProps) {
  const [wantsAll, setWantsAll] = useState(false);
  const rest = agents.length - SHOWN;
  const shown = wantsAll ? agents : agents.slice(0, SHOWN);
  return (
    <div className={css.row}>
      <dt>
        <i className={`${css.shape} ${css[state]}`} aria-hidden="true" />
        {queueWords.states[state]}
        <b>{agents.length}</b>
      </dt>
      <dd className={css.of}>
        {shown.map(agent => (
          <One key={agent.agentId} agent={agent} now={now} />
        ))}
        {rest > 0 ? (
          <button
            type="button"
            className={css.more}
            aria-expanded={wantsAll}
            onClick={() => setWantsAll(!wantsAll)}
            onKeyDown={oncePerPress}
          >
            {wantsAll ? queueWords.fewer : queueWords.more(rest)}
          </button>
        ) : null}
      </dd>
    </div>
  );
}

/** Who is in which state, told by shape and word: disc, square, open square, ring. */
export function AgentStates({ board, now }: { readonly board: Board; readonly now: number }) {
  return (
    <section className={css.panel} aria-labelledby="agents-title">
      <div className={css.head}>
        <PanelTitle id="agents-title" title={queueWords.agents} count={board.agents.length} />
      </div>
      <dl>
        {ORDER.map(state => {
          const agents = board.agents.filter(agent => agent.state === state);
          return agents.length > 0 ? <InState key={state} state={state} agents={agents} now={now} /> : null;
        })}
      </dl>
      <Introduced made={board.introductions ?? []} />
    </section>
  );
}
