import { keysOf } from '../keys/actions.ts';
import { askIntroduction, dueOf, isOffered, keyOf, useIntroductions } from '../stores/introductions.ts';
import { presenceOf, usePresence } from '../stores/presence.ts';
import { settingsOf, useSession } from '../stores/session.ts';
import { introductionWords } from '../text/introductions.ts';
import { keyHint } from '../text/keys.ts';
import { channelIcon, Icon } from '../ui/Icon.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import css from './WorkList.module.css';

/** Where the agent has not introduced themselves in this shift; nothing of it is in the way of work. */
export function Introductions() {
  const due = useIntroductions(dueOf);
  const presence = usePresence(presenceOf);
  const keys = keysOf('shift.introduce', useSession(settingsOf).keys);
  const offered = due.filter(one => isOffered(one, presence));
  if (offered.length === 0) return null;
  return (
    <>
      <div className={css.head}>
        <h3>{introductionWords.title}</h3>
        {keys ? <Kbd keys={keyHint(keys)} /> : null}
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
