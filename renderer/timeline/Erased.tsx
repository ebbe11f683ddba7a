import { type ReactNode, useEffect } from 'react';
import type { Erasure, ErasureReason } from '../../shared/domain/erasure.ts';
import { erasureOf, loadErasure, useErasures } from '../stores/erasures.ts';
import { erasureWords } from '../text/erasure.ts';
import css from './Conversation.module.css';

type Props = { readonly at: number; readonly reason: ErasureReason | null; readonly inHand: boolean };

/** In the place of a conversation. `inHand`: work of theirs goes on. */
function Erased({ inHand, ...erasure }: Props) {
  return (
    <div className={css.nothing} role="status">
      <h2>{erasureWords.gone(erasure)}</h2>
      <p>{erasureWords.nothing}</p>
      {inHand ? <p>{erasureWords.work}</p> : null}
    </div>
  );
}

function useErasure(customerId: string): Erasure | null | undefined {
  useEffect(() => void loadErasure(customerId), [customerId]);
  return useErasures(erasureOf(customerId));
}

/** Their empty record is here, because their work is in hand. */
export function ErasedInHand({ customerId, at }: { readonly customerId: string; readonly at: number }) {
  return <Erased at={at} reason={useErasure(customerId)?.reason ?? null} inHand />;
}

/** A customer who is not here (any more): says that they were erased where that is why, else what it is given. */
export function ErasedOr({ customerId, children }: { readonly customerId: string; readonly children: ReactNode }) {
  const erasure = useErasure(customerId);
  if (erasure === undefined) return null;
  return erasure ? <Erased at={erasure.at} reason={erasure.reason} inHand={false} /> : children;
}
