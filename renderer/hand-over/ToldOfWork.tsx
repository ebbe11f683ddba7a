import type { Mention } from '../../shared/domain/mention.ts';
import { attempt } from '../stores/failures.ts';
import { isNotDone, isTold, mentionsOf, openMention, see, useMentions } from '../stores/mentions.ts';
import { handOverFailures, handOverWords } from '../text/hand-over.ts';
import { clockTime } from '../text/time.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import banner from '../app/Banners.module.css';

/** A lead's words may end as they like; ours follow. */
const ended = (words: string): string => (/[.!?…]$/.test(words) ? words : `${words}.`);

function Notice({ told }: { readonly told: Mention }) {
  const { about, fromName, customerName, words, at } = told;
  const say = handOverWords.told[about === 'taken' || about === 'unanswered' ? about : 'untaken'];
  return (
    <div className={`${banner.banner} ${banner.stale}`} role="group">
      <Icon name={about === 'taken' ? 'people' : 'reply'} />
      <p>
        <b dir="auto">{say(fromName, customerName)}</b> <span dir="auto">{ended(words)}</span>{' '}
        {about === 'taken' ? handOverWords.draftKept : null} <span className={banner.when}>{clockTime(at)}</span>
      </p>
      <Button onPress={() => void attempt(handOverFailures.told, () => openMention(told))}>{handOverWords.open}</Button>
      <Button onPress={() => void attempt(handOverFailures.told, () => see([told.id]))}>{handOverWords.seen}</Button>
    </div>
  );
}

/** Work that a lead has moved out of this agent's hands, or that a colleague did not take, or a question that nobody came for: said until it is seen. */
export function ToldOfWork() {
  const told = useMentions(mentionsOf).filter(one => one.seenAt === null && isTold(one) && !isNotDone(one));
  return told.map(one => <Notice key={one.id} told={one} />);
}
