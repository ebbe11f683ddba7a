import { attempt } from '../stores/failures.ts';
import { isTold, mentionsOf, openMention, useMentions } from '../stores/mentions.ts';
import { mentionWords } from '../text/mentions.ts';
import { shortMoment } from '../text/time.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './WorkList.module.css';

/** Opened ones stay for coming back to; these many. */
const SEEN_SHOWN = 3;

/** Notes in which this agent is named: those not opened first. */
export function Mentions() {
  const mentions = useMentions(mentionsOf).filter(one => !isTold(one));
  const unseen = mentions.filter(({ seenAt }) => seenAt === null);
  const shown = [...unseen, ...mentions.filter(({ seenAt }) => seenAt !== null).slice(0, SEEN_SHOWN)];
  if (shown.length === 0) return null;
  return (
    <>
      <div className={css.head}>
        <h3>
          {mentionWords.title} <span>{unseen.length > 0 ? mentionWords.count(unseen.length) : null}</span>
        </h3>
      </div>
      <ul className={css.items} aria-label={mentionWords.title}>
        {shown.map(mention => (
          <li key={mention.id}>
            <button
              type="button"
              className={css.item}
              onClick={() => void attempt(mentionWords.failed, () => openMention(mention))}
            >
              <Icon name="note" />
              <span className={css.words}>
                <span className={mention.seenAt === null ? css.strongName : css.name} dir="auto">
                  {mentionWords.about(mention.fromName, mention.customerName)}
                </span>
                <span className={css.line} dir="auto">
                  {mention.words}
                </span>
              </span>
              <span className={css.end}>
                <span>{shortMoment(mention.at)}</span>
                {mention.seenAt === null ? <b className={css.unread}>{mentionWords.isNew}</b> : null}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
