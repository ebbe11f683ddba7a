import type { Ref } from 'react';
import type { Opened } from '../../shared/contract/bridge.ts';
import { blanksIn } from '../../shared/domain/writing/blanks.ts';
import { nameOf, useAbout, type Written } from '../stores/drafts.ts';
import { composeWords } from '../text/compose.ts';
import { Field } from './Field.tsx';
import { MentionPicker } from './MentionPicker.tsx';
import { sendNote } from './send.ts';
import { Strip } from './Strip.tsx';
import { useSending } from './use-sending.ts';

type Props = {
  readonly opened: Opened;
  readonly note: Written;
  readonly isReady: boolean;
  readonly onMacros: () => void;
  readonly box: Ref<HTMLDivElement>;
};

/** Words among colleagues. */
export function Note({ opened, note, isReady, onMacros, box }: Props) {
  const customerId = opened.customer.id;
  const about = useAbout(customerId);
  const sending = useSending(nameOf(about, 'note'));
  return (
    <Field
      customerId={customerId}
      mode="note"
      written={note}
      isReady={isReady}
      reason={null}
      failure={sending.failure}
      busy={sending.busy}
      act={composeWords.saveNote}
      onSend={() =>
        sending.send(
          note.text,
          async () => [],
          () => sendNote(opened, about, note),
        )
      }
      onMacros={onMacros}
      frame="note"
      blanks={blanksIn(note.text)}
      box={box}
      above={<Strip mode="note" way={undefined} />}
      below={<MentionPicker key={nameOf(about, 'note')} customerId={customerId} />}
    />
  );
}
