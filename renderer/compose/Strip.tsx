import type { ReplyWay as Way } from '../../shared/domain/reply-ways.ts';
import type { Mode } from '../stores/drafts.ts';
import { composeWords } from '../text/compose.ts';
import { Icon } from '../ui/Icon.tsx';
import css from './Composer.module.css';
import { lengthOf } from './send.ts';

/** Who can read what is written here, said before a letter is written. */
export function Strip({ mode, way }: { readonly mode: Mode; readonly way: Way | undefined }) {
  if (mode === 'note')
    return (
      <p className={css.noteStrip}>
        <Icon name="note" size="sm" />
        {composeWords.noteStrip}
      </p>
    );
  if (!way) return null;
  const { channel, audience } = way.target;
  const isPublic = audience === 'public';
  return (
    <p className={isPublic ? css.publicStrip : css.privateStrip}>
      <Icon name={isPublic ? 'public' : 'private'} size="sm" />
      <span dir="auto">
        {isPublic ? composeWords.publicStrip(channel) : composeWords.privateStrip(channel, way.to)}
      </span>
    </p>
  );
}

export function Counter({ way, text }: { readonly way: Way | undefined; readonly text: string }) {
  const counted = lengthOf(way, text);
  if (!counted) return null;
  const over = counted.length - counted.limit;
  return over > 0 ? (
    <b className={css.over}>{composeWords.over(over)}</b>
  ) : (
    <span className={css.counter}>{composeWords.counter(counted.length, counted.limit)}</span>
  );
}
