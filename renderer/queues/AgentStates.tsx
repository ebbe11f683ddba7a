import type { Board } from '../../shared/domain/work.ts';
import { queueWords } from '../text/queues.ts';
import { waitSpan } from '../text/time.ts';
import { PanelTitle } from '../ui/PanelTitle.tsx';
import css from './AgentStates.module.css';
import { Introduced } from './Introduced.tsx';

const ORDER = ['available', 'on-contact', 'acw', 'not-ready', 'offline'] as const;

type Agent = Board['agents'][number];

/** Available for a call at most: of anything else there is no place left. */
const isFull = ({ state, room }: Agent): boolean => state === 'available' && room !== undefined && room.held >= room.of;

function One({ agent, now }: { readonly agent: Agent; readonly now: number }) {
  const { name, reason, room, since } = agent;
  return (
    <span className={css.agent}>
      <span dir="auto">{name}</span>
      {room && isFull(agent) ? <b className={css.full}>{queueWords.fullOf(room.held, room.of)}</b> : null}
      <span className={css.since}>
        {reason ? `${reason} ` : ''}
        {waitSpan(now - since)}
      </span>
    </span>
  );
}

/** Who is in which state, told by shape and word: disc, square, open square, ring. */
export function AgentStates({ board, now }: { readonly board: Board; readonly now: number }) {
  return (
    <section aria-labelledby="agents-title">
      <PanelTitle id="agents-title" title={queueWords.agents} count={board.agents.length} />
      <dl>
        {ORDER.map(state => {
          const agents = board.agents.filter(agent => agent.state === state);
          if (agents.length === 0) return null;
          return (
            <div key={state} className={css.row}>
              <dt>
                <i className={`${css.shape} ${css[state]}`} aria-hidden="true" />
                {queueWords.states[state]}
                <b>{agents.length}</b>
              </dt>
              <dd>
                {agents.map(agent => (
                  <One key={agent.agentId} agent={agent} now={now} />
                ))}
              </dd>
            </div>
          );
        })}
      </dl>
      <Introduced made={board.introductions ?? []} />
    </section>
  );
}
