import { useEffect } from 'react';
import { REPEAT_MS } from '../../shared/domain/here.ts';
import { backendNow } from '../stores/connection.ts';
import { useDrafts, writingsOf } from '../stores/drafts.ts';
import { useNow } from '../stores/now.ts';
import { peopleAt, tellHere, useOthers } from '../stores/roster.ts';
import { handOverWords } from '../text/hand-over.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './Strip.module.css';

/** Milliseconds without a key after which one is no longer typing. */
const RESTS = 4_000;

/** Tells colleagues that this customer is open here, and whether a reply is being typed; of a hidden page nothing. */
export function useTellHere(customerId: string): void {
  useEffect(() => {
    let typedAt = Number.NEGATIVE_INFINITY;
    let toldTyping = false;
    const tell = (): void => {
      toldTyping = performance.now() - typedAt < RESTS;
      tellHere({ customerId: document.hidden ? null : customerId, doing: toldTyping ? 'typing' : 'looking' });
    };
    let before = writingsOf(customerId)(useDrafts.getState()).reply.text;
    const stopWatching = useDrafts.subscribe(drafts => {
      const { text } = writingsOf(customerId)(drafts).reply;
      if (text === before) return;
      // Words that were kept come in whole when they are read: nobody typed them now.
      const isTyped = Math.abs(text.length - before.length) <= 2;
      before = text;
      if (!isTyped) return;
      typedAt = performance.now();
      if (!toldTyping) tell();
    });
    tell();
    const again = setInterval(tell, Math.min(REPEAT_MS, RESTS));
    document.addEventListener('visibilitychange', tell);
    return () => {
      stopWatching();
      clearInterval(again);
      document.removeEventListener('visibilitychange', tell);
      tellHere({ customerId: null, doing: 'looking' });
    };
  }, [customerId]);
}

/** Who else looks at this customer or writes to them, beside where one writes oneself. */
export function HereLine({ customerId }: { readonly customerId: string }) {
  useTellHere(customerId);
  const people = useOthers(peopleAt(customerId, backendNow(useNow())));
  const isTyped = people.some(({ doing }) => doing === 'typing');
  return (
    <div aria-live="polite">
      {people.length > 0 ? (
        <p className={`${css.here} ${isTyped ? css.typing : ''}`} dir="auto">
          <Icon name={isTyped ? 'note' : 'eye'} size="sm" />
          {handOverWords.here(people)}
        </p>
      ) : null}
    </div>
  );
}

/** The same in the work list, as a picture with its words behind it. */
export function HereMark({ customerId }: { readonly customerId: string }) {
  const people = useOthers(peopleAt(customerId, backendNow(useNow())));
  if (people.length === 0) return null;
  const words = handOverWords.here(people);
  return (
    <span className={css.mark} role="img" aria-label={words} title={words}>
      <Icon name={people.some(({ doing }) => doing === 'typing') ? 'note' : 'eye'} size="sm" />
    </span>
  );
}
