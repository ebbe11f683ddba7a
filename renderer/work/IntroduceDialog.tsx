import { Label, TextArea, TextField } from 'react-aria-components';
import { begunAbout } from '../../shared/contract/bridge/begun.ts';
import type { DueIntroduction } from '../../shared/contract/bridge/public.ts';
import { blanksIn } from '../../shared/domain/writing/blanks.ts';
import { countOf } from '../../shared/domain/writing/rules.ts';
import { sendBegun, type Subject, useBegun } from '../stores/begun.ts';
import { attempt } from '../stores/failures.ts';
import {
  askedIntroduction,
  closeIntroduction,
  decideIntroduction,
  keyOf,
  useIntroductions,
} from '../stores/introductions.ts';
import { composeWords } from '../text/compose.ts';
import { introductionWords } from '../text/introductions.ts';
import { clockTime } from '../text/time.ts';
import { Ask } from '../ui/Ask.tsx';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import css from '../ui/Form.module.css';

/** Why it cannot be posted as it stands; null: it can. */
function whyNot({ channel }: DueIntroduction, text: string): string | null {
  if (text.trim() === '') return introductionWords.empty;
  const [blank, ...more] = blanksIn(text);
  if (blank) return composeWords.blanks(more.length + 1, blank);
  const { over } = countOf(channel, 'public', text.trim());
  return over > 0 ? introductionWords.over(over) : null;
}

const subjectOf = (due: DueIntroduction): Subject => ({ about: begunAbout.introduction(due), customerIds: [] });

function Question({ due }: { readonly due: DueIntroduction }) {
  const { value, change } = useBegun(subjectOf(due), { text: due.text });
  const { text } = value;
  const missing = whyNot(due, text);
  const { length, limit } = countOf(due.channel, 'public', text.trim());
  const decide = (words: string | null): void =>
    void attempt(introductionWords.failed, () => sendBegun(subjectOf(due), () => decideIntroduction(due, words)));
  const standing = introductionWords.standing(due);
  return (
    <Ask
      title={introductionWords.titleOn(due.handle)}
      cancel={introductionWords.later}
      onClose={closeIntroduction}
      act={{
        words: introductionWords.post,
        keys: 'Ctrl+Enter',
        isReady: missing === null,
        run: () => decide(text.trim()),
      }}
      other={due.state === 'skipped' ? null : <Button onPress={() => decide(null)}>{introductionWords.skip}</Button>}
      whyNot={missing}
    >
      <p className={css.hint}>
        <Icon name="public" size="sm" /> {introductionWords.hint(clockTime(due.until))}
      </p>
      {standing && due.state !== 'skipped' ? <p className={css.wrong}>{standing}</p> : null}
      <TextField className={css.field!} value={text} onChange={words => change({ text: words })} autoFocus>
        <Label className={css.label!}>{introductionWords.field}</Label>
        <TextArea className={css.text!} dir="auto" rows={3} />
      </TextField>
      {missing === null ? <p className={css.hint}>{introductionWords.counter(length, limit)}</p> : null}
    </Ask>
  );
}

/** Asks an agent who begins a shift how to introduce them: as the team says, in their own words, or not at all. */
export function IntroduceDialog() {
  const due = useIntroductions(askedIntroduction);
  return due ? <Question key={keyOf(due)} due={due} /> : null;
}
