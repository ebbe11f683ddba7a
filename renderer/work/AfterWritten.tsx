import css from '../call/CallBar.module.css';
import { keysOf } from '../keys/actions.ts';
import { backendNow } from '../stores/connection.ts';
import { attempt } from '../stores/failures.ts';
import { useNow } from '../stores/now.ts';
import { outboxItems, useOutbox } from '../stores/outbox.ts';
import { endAfter, stoppable, usePresence } from '../stores/presence.ts';
import { settingsOf, useSession } from '../stores/session.ts';
import { callWords } from '../text/call.ts';
import { failureWords } from '../text/shell.ts';
import { minutes } from '../text/time.ts';
import { workWords } from '../text/work.ts';
import { Button } from '../ui/Button.tsx';
import { PresenceShape } from '../ui/PresenceShape.tsx';
import { AcwTime } from './AcwTime.tsx';

/** The bar of the work after a written contact, as after a call: how long it has lasted and will, more of it, or its end. */
export function AfterWritten() {
  const after = usePresence(stoppable);
  const { keys } = useSession(settingsOf);
  const now = backendNow(useNow());
  const isEnding = useOutbox(outboxItems).some(({ kind, state }) => kind === 'acw.end' && state !== 'refused');
  if (!after) return null;
  return (
    <section className={css.after} aria-label={callWords.after}>
      <div className={css.inner}>
        <PresenceShape state="acw" />
        <b className={css.clock}>{minutes(Math.max(0, now - after.from))}</b>
        <span className={css.who}>{workWords.acwWritten}</span>
        <AcwTime />
        <Button
          kind="primary"
          icon="check"
          keys={keysOf('acw.end', keys)}
          isDisabled={isEnding}
          onPress={() => void attempt(failureWords.endAfter, () => endAfter(after.workItemId))}
        >
          {workWords.acwDone}
        </Button>
      </div>
    </section>
  );
}
