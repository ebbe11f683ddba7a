import { useEffect } from 'react';
import { attempt } from '../stores/failures.ts';
import { countSpace, leaveKeeping, loadKeeping, useKeeping } from '../stores/keeping.ts';
import { openView } from '../stores/view.ts';
import { keepingWords } from '../text/keeping.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import css from './KeepingView.module.css';
import { Limits } from './Limits.tsx';
import { Pins } from './Pins.tsx';
import { Room } from './Room.tsx';
import { SpaceUsed } from './SpaceUsed.tsx';

/** What this workstation keeps of the history, what that takes, and what is never to go. */
export function KeepingView() {
  const keeping = useKeeping(state => state.keeping);
  useEffect(() => {
    void loadKeeping();
    void attempt(keepingWords.failures.space, countSpace);
    return leaveKeeping;
  }, []);
  return (
    <section className={css.view} aria-label={keepingWords.region} data-region="keeping" tabIndex={-1}>
      <div className={css.page}>
        <header className={css.head}>
          <h1>{keepingWords.title}</h1>
          <Button kind="quiet" keys="G W" onPress={() => openView('work')}>
            {keepingWords.back}
          </Button>
        </header>
        <p className={css.lead}>{keepingWords.lead}</p>
        {keeping?.inMemory ? (
          <p className={css.warning} role="status">
            <Icon name="warn" />
            {keepingWords.inMemory}
          </p>
        ) : null}
        <div className={css.columns}>
          <SpaceUsed />
          <div className={css.side}>
            {keeping ? (
              <>
                <Limits key={JSON.stringify(keeping.limits)} keeping={keeping} />
                <Room keeping={keeping} />
                <Pins pins={keeping.pins} />
              </>
            ) : null}
          </div>
        </div>
      </div>
    </section>
  );
}
