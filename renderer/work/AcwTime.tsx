import { backendNow } from '../stores/connection.ts';
import { attempt } from '../stores/failures.ts';
import { useNow } from '../stores/now.ts';
import { outboxItems, useOutbox } from '../stores/outbox.ts';
import { extendAfter, timedAfter, usePresence } from '../stores/presence.ts';
import { failureWords } from '../text/shell.ts';
import { minutes } from '../text/time.ts';
import { workWords } from '../text/work.ts';
import { Button } from '../ui/Button.tsx';
import css from './AcwTime.module.css';

/** Below this, milliseconds, it is nearly over. */
const SOON = 10_000;

/** How long the after-contact work still lasts, where its queue gives it a time; and the one way to have more. */
export function AcwTime() {
  const after = usePresence(timedAfter);
  const now = backendNow(useNow());
  const isAsked = useOutbox(outboxItems).some(({ kind, state }) => kind === 'acw.extend' && state !== 'refused');
  if (!after) return null;
  const left = Math.max(0, after.from + (after.ms ?? 0) - now);
  return (
    <span className={css.after}>
      <span role="timer" className={left < SOON ? css.soon : css.left}>
        {workWords.acwLeft(minutes(left))}
      </span>
      {after.extended ? null : (
        <Button
          kind="quiet"
          isDisabled={isAsked}
          onPress={() => void attempt(failureWords.extend, () => extendAfter(after.workItemId))}
        >
          {workWords.acwExtend}
        </Button>
      )}
    </span>
  );
}
