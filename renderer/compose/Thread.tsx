import { focusComposer } from '../app/focus.ts';
import { write, type Written } from '../stores/drafts.ts';
import { composeWords } from '../text/compose.ts';
import { Button } from '../ui/Button.tsx';
import { Chip } from '../ui/Chip.tsx';
import css from './Thread.module.css';

type Props = { readonly customerId: string; readonly reply: Written; readonly parts: readonly string[] | null };

/** Words longer than one post: offered as a thread, and shown as the posts they become. */
export function Thread({ customerId, reply, parts }: Props) {
  const change = (thread: Written['thread']): void => {
    write(customerId, 'reply', { thread });
    // The button goes with its press.
    focusComposer();
  };
  if (!reply.thread)
    return (
      <div className={css.offered}>
        <Button icon="thread" onPress={() => change('numbered')}>
          {composeWords.asThread}
        </Button>
      </div>
    );
  const number = (isOn: boolean): void => write(customerId, 'reply', { thread: isOn ? 'numbered' : 'plain' });
  return (
    <div className={css.beside}>
      {parts ? (
        <ol className={css.parts} aria-label={composeWords.parts(parts.length)} tabIndex={0}>
          {parts.map((part, place) => (
            <li key={place} dir="auto">
              {part}
            </li>
          ))}
        </ol>
      ) : null}
      <div className={css.row}>
        <Chip on={reply.thread === 'numbered'} onToggle={number}>
          {composeWords.numbered}
        </Chip>
        <Button kind="quiet" onPress={() => change(null)}>
          {composeWords.onePost}
        </Button>
      </div>
    </div>
  );
}
