import { attempt } from '../stores/failures.ts';
import { askPresence, madeNotReady, pendingPresence, presenceOf, usePresence } from '../stores/presence.ts';
import { failureWords } from '../text/shell.ts';
import { workWords } from '../text/work.ts';
import { Button } from '../ui/Button.tsx';
import css from './NobodyOpen.module.css';

/** No conversation is open: says what is so, and what happens next. The way back stands here where no notice has it. */
export function NobodyOpen() {
  const presence = usePresence(presenceOf);
  const pending = usePresence(pendingPresence);
  const state = presence?.state ?? 'unknown';
  const isNoticed = usePresence(madeNotReady) !== null;
  const canReturn = (state === 'not-ready' || state === 'offline') && pending?.state !== 'available' && !isNoticed;
  return (
    <div className={css.nobody}>
      <h1>{workWords.emptyTitle[state]}</h1>
      <p>{workWords.emptyHint[state]}</p>
      {canReturn ? (
        <Button
          kind="primary"
          onPress={() => void attempt(failureWords.presence, () => askPresence({ state: 'available', reason: null }))}
        >
          {workWords.becomeAvailable}
        </Button>
      ) : null}
    </div>
  );
}
