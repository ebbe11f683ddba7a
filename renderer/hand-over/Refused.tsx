import { useState } from 'react';
import type { OutboxItem } from '../../shared/contract/bridge.ts';
import { Banner } from '../app/Banner.tsx';
import { attempt } from '../stores/failures.ts';
import { actOf, editAgain } from '../stores/hand-over.ts';
import { dropCommand, outboxItems, useOutbox } from '../stores/outbox.ts';
import { openCustomer } from '../stores/view.ts';
import { openItems, useWork } from '../stores/work.ts';
import { asideFailures } from '../text/aside.ts';
import { handOverFailures, handOverWords } from '../text/hand-over.ts';
import { refusedHandOverWords as words } from '../text/refused-hand-over.ts';
import { asSentence } from '../text/shell.ts';
import { takeBackAsNote } from '../timeline/pending.ts';
import { Button } from '../ui/Button.tsx';

type Props = { readonly refused: OutboxItem };
const edits = (act: () => Promise<void>) => void attempt(handOverFailures.edit, act);

function Copy({ note }: { readonly note: string }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(note);
    setCopied(true);
  };
  return <Button onPress={() => void attempt(asideFailures.copy, copy)}>{isCopied ? words.copied : words.copy}</Button>;
}

/** The work cannot be handed over any more: its customer is there, and the words go where they are of use. */
function Onward({ refused }: Props) {
  const { customerId, workItemId = null } = refused;
  const note = refused.words?.trim() ? refused.words : null;
  const intoNote = async (about: string): Promise<void> => {
    openCustomer(about, workItemId);
    await takeBackAsNote({ ...refused, customerId: about });
  };
  return (
    <>
      {customerId === null ? null : <Button onPress={() => openCustomer(customerId, workItemId)}>{words.open}</Button>}
      {note === null ? null : <Copy note={note} />}
      {note === null || customerId === null ? null : (
        <Button icon="note" onPress={() => edits(() => intoNote(customerId))}>
          {words.intoNote}
        </Button>
      )}
    </>
  );
}

/** Handing over that was not done: whose work, why, and the ways on. Its words can be edited while the work is in hand. */
function Refusal({ refused }: Props) {
  const act = actOf(refused)!;
  const item = useWork(openItems).find(({ id }) => id === refused.workItemId);
  const isOver = item === undefined && act !== 'reassign';
  return (
    <Banner
      kind="alarm"
      icon="warn"
      action={
        <>
          {item && act !== 'reassign' ? (
            <Button onPress={() => edits(() => editAgain(refused, item))}>{handOverWords.edit}</Button>
          ) : (
            <Onward refused={refused} />
          )}
          <Button onPress={() => edits(() => dropCommand(refused.commandId))}>{handOverWords.discard}</Button>
        </>
      }
    >
      <b dir="auto">{words.title(act, refused.customerName ?? item?.customerName ?? null)}</b>{' '}
      <span dir="auto">{asSentence(handOverWords.reason(refused))}</span> {isOver ? words.over : null}
    </Banner>
  );
}

/** Told until something is done about it. */
export function RefusedHandOvers() {
  const refused = useOutbox(outboxItems).filter(item => item.state === 'refused' && actOf(item) !== null);
  return refused.map(one => <Refusal key={one.commandId} refused={one} />);
}
