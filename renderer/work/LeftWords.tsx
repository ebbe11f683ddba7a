import { useEffect } from 'react';
import type { LeftWords as Left } from '../../shared/contract/bridge/draft.ts';
import { aboutNow, isLoaded, useDrafts, writingsIn } from '../stores/drafts.ts';
import { draftOf, loadLeftWords, openLeftWords, useUnlisted, useWordsLeft } from '../stores/left-words.ts';
import { useView } from '../stores/view.ts';
import { leftWords } from '../text/left-words.ts';
import { shortMoment } from '../text/time.ts';
import { workWords } from '../text/work.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './WorkList.module.css';

/** As they stand on this page, where they do. */
function useWords(left: Left): Pick<Left, 'mode' | 'text' | 'savedAt'> {
  const drafts = useDrafts();
  return (isLoaded(left.customerId)(drafts) ? draftOf(writingsIn(left)(drafts)) : null) ?? left;
}

/** Their conversation is on the screen, and it is these words that stand in its field. */
function useIsShown({ customerId, caseId }: Left): boolean {
  const isOnScreen = useView(view => view.name === 'work' && view.customerId === customerId);
  const isInField = useDrafts(() => aboutNow(customerId).caseId === caseId);
  return isOnScreen && isInField;
}

function Line({ left }: { readonly left: Left }) {
  const { mode, text, savedAt } = useWords(left);
  const isShown = useIsShown(left);
  return (
    <button
      type="button"
      className={css.item}
      aria-current={isShown ? 'true' : undefined}
      onClick={() => openLeftWords(left)}
    >
      <Icon name={mode === 'note' ? 'note' : 'reply'} />
      <span className={css.words}>
        <span className={css.name} dir="auto">
          {left.customerName ?? leftWords.nobody}
        </span>
        <span className={`${css.line} ${css.parts}`}>
          <span className={css.draft}>{workWords.drafts[mode]} </span>
          <bdi className={css.rest}>{text}</bdi>
        </span>
      </span>
      <span className={css.end}>
        <span>{shortMoment(savedAt)}</span>
      </span>
    </button>
  );
}

/** What was begun and left, as when the time for the wrap-up ended the work: it is not lost, and here it is found. */
export function LeftWords() {
  const left = useWordsLeft();
  const unlisted = useUnlisted().join('\n');
  useEffect(() => {
    if (unlisted !== '') void loadLeftWords();
  }, [unlisted]);
  if (left.length === 0) return null;
  return (
    <>
      <div className={css.head}>
        <h3>
          {leftWords.title} <span>{left.length}</span>
        </h3>
      </div>
      <ul className={css.items} aria-label={leftWords.title}>
        {left.map(one => (
          <li key={`${one.customerId} ${one.caseId ?? ''}`}>
            <Line left={one} />
          </li>
        ))}
      </ul>
    </>
  );
}
