import { keysOf } from '../keys/actions.ts';
import { connectionState, isConnected, useConnection } from '../stores/connection.ts';
import { attempt } from '../stores/failures.ts';
import { takeWaiting } from '../stores/holders.ts';
import { settingsOf, useSession } from '../stores/session.ts';
import { takeWords } from '../text/taking.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import type { Standing } from './standing.ts';
import css from './TakeStrip.module.css';

/** Says whose the work is before a word is written for nothing; what waits can be taken here, and the words stay. */
export function TakeStrip({ standing }: { readonly standing: Standing }) {
  const { keys } = useSession(settingsOf);
  const connection = useConnection(connectionState);
  const { item, why, mayTake, isTaking } = standing;
  const take = (): void => void attempt(takeWords.failed, () => takeWaiting(item.id));
  const said = isTaking && !isConnected(connection) ? takeWords.takingLater(connection) : why;
  return (
    <div className={css.strip} role="group" aria-label={takeWords.region}>
      <Icon name="warn" size="sm" />
      <span role="status">{said}</span>
      {mayTake ? (
        <Button data-take keys={keysOf('item.take', keys)} isDisabled={isTaking} onPress={take}>
          {isTaking ? takeWords.taking : takeWords.take}
        </Button>
      ) : null}
    </div>
  );
}
