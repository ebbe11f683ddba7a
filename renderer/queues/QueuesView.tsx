import { useState } from 'react';
import type { Board } from '../../shared/domain/work.ts';
import { backendNow, connectionOf, useConnection } from '../stores/connection.ts';
import { boardOf, useBoard } from '../stores/board.ts';
import { useNow } from '../stores/now.ts';
import { isLead, useSession } from '../stores/session.ts';
import { queueWords } from '../text/queues.ts';
import { age } from '../text/time.ts';
import { Empty } from '../ui/Empty.tsx';
import { Icon } from '../ui/Icon.tsx';
import { AgentStates } from './AgentStates.tsx';
import { BoardTable, type Part } from './BoardTable.tsx';
import { HeldTable } from './HeldTable.tsx';
import { Outcomes } from './Outcomes.tsx';
import css from './QueuesView.module.css';
import { WaitingTable } from './WaitingTable.tsx';

/** Numbers older than this, milliseconds, say so over the whole board. */
const STALE = 15_000;

const isSame = (a: Part | null, b: Part): boolean => a?.queueId === b.queueId && a.channel === b.channel;

function Content({ board }: { readonly board: Board }) {
  const [part, setPart] = useState<Part | null>(null);
  useNow();
  const isLive = useConnection(connectionOf)?.state === 'live';
  // The age is counted on the backend's clock on both sides, so a wrong clock on this desk changes nothing.
  const now = backendNow();
  const old = now - board.madeAt;
  const isStale = !isLive || old > STALE;
  return (
    <>
      <header className={css.head}>
        <h1>{queueWords.title}</h1>
        <span className={css.summary}>
          {queueWords.summary(board.rows.length, board.agents.filter(({ state }) => state !== 'offline').length)}
        </span>
      </header>
      {isStale ? (
        <p className={css.stale} role="status">
          <Icon name="offline" />
          {queueWords.notLive(age(old))}
        </p>
      ) : null}
      <BoardTable board={board} now={now} chosen={part} onChoose={next => setPart(isSame(part, next) ? null : next)} />
      <div className={css.below}>
        <div className={css.lists}>
          <WaitingTable board={board} now={now} part={part} />
          <HeldTable board={board} now={now} />
        </div>
        <div className={css.side}>
          <AgentStates board={board} now={now} />
          {board.outcomes ? <Outcomes board={board} counted={board.outcomes} now={now} /> : null}
        </div>
      </div>
    </>
  );
}

/** What a team lead sees of the queues, each number with its age. */
export function QueuesView() {
  const board = useBoard(boardOf);
  const lead = useSession(isLead);
  return (
    <section className={css.view} aria-label={queueWords.region}>
      {!lead ? (
        <Empty title={queueWords.leadsOnly} hint={queueWords.leadsOnlyHint} />
      ) : board ? (
        <Content board={board} />
      ) : (
        <Empty title={queueWords.none} hint={queueWords.noneHint} />
      )}
    </section>
  );
}
