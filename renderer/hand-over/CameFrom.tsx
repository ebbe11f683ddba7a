import type { Handover } from '../../shared/domain/work.ts';
import { backendNow } from '../stores/connection.ts';
import { useNow } from '../stores/now.ts';
import { signedInAgent, useSession } from '../stores/session.ts';
import { handOverWords } from '../text/hand-over.ts';
import { spokenSpan } from '../text/time.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './Strip.module.css';

type Props = { readonly handover: Handover; readonly enteredAt: number };

/** From whom, why, and how long it has taken so far. */
export function CameFrom({ handover, enteredAt }: Props) {
  const now = backendNow(useNow());
  const { note } = handover;
  const ownId = useSession(signedInAgent)?.id ?? null;
  return (
    <div className={css.from} role="group" aria-label={handOverWords.from}>
      <p className={css.line}>
        <Icon name="reply" size="sm" />
        <b dir="auto">{handOverWords.cameFrom(handover, ownId)}</b>
        <span className={css.time}>{handOverWords.before(spokenSpan(Math.max(0, now - enteredAt)))}</span>
      </p>
      {note ? (
        <p className={css.note} dir="auto">
          {note}
        </p>
      ) : null}
    </div>
  );
}
