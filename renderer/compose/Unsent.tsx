import type { Mode } from '../stores/drafts.ts';
import { unsentWords } from '../text/compose.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import css from './Unsent.module.css';

type Props = {
  readonly modes: readonly Mode[];
  /** They wanted to end it all the same, and were told. */
  readonly isAsked: boolean;
  readonly onGo: (mode: Mode) => void;
};

/** Said before work ends: what was begun to be written, and the way back to it. */
export function Unsent({ modes, isAsked, onGo }: Props) {
  if (modes.length === 0) return null;
  return (
    <div className={css.unsent}>
      <Icon name="warn" />
      <p role="status">
        <b>{unsentWords.stands(modes)}</b> {isAsked ? unsentWords.again : unsentWords.notWithIt}
      </p>
      <div className={css.ways}>
        {modes.map(mode => (
          <Button key={mode} onPress={() => onGo(mode)}>
            {unsentWords.go[mode]}
          </Button>
        ))}
      </div>
    </div>
  );
}
