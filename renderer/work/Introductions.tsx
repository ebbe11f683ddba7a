import { askIntroduction, dueOf, isOffered, keyOf, useIntroductions } from '../stores/introductions.ts';
import { presenceOf, usePresence } from '../stores/presence.ts';
import { introductionWords } from '../text/introductions.ts';
import { channelIcon, Icon } from '../ui/Icon.tsx';
import css from './WorkList.module.css';

/** Where the agent has not introduced themselves in this shift; nothing of it is in the way of work. */
export function Introductions() {
  const due = useIntroductions(dueOf);
  const presence = usePresence(presenceOf);
  const offered = due.filter(one => isOffered(one, presence));
  if (offered.length === 0) return null;
  return (
    <>
      <div className={css.head}>
        <h3>{introductionWords.title}</h3>
      </div>
      <ul className={css.items} aria-label={introductionWords.title}>
        {offered.map(one => (
          <li key={keyOf(one)}>
            <button type="button" className={css.item} onClick={() => askIntroduction(one)}>
              <Icon name={channelIcon(one.channel, 'public')} />
              <span className={css.words}>
                <span className={css.name} dir="auto">
                  {introductionWords.on(one.handle)}
                </span>
                <span className={css.line} dir="auto">
                  {introductionWords.standing(one) ?? one.text}
                </span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
