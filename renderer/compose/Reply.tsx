import type { Ref } from 'react';
import type { Opened } from '../../shared/contract/bridge.ts';
import type { ReplyWay as Way } from '../../shared/domain/reply-ways.ts';
import type { Leak } from '../../shared/domain/writing/private-leaks.ts';
import { nameOf, useAbout, type Written } from '../stores/drafts.ts';
import { outFilesOf, useOutFiles } from '../stores/out-files.ts';
import { helpsIn, useOthers } from '../stores/roster.ts';
import { composeWords } from '../text/compose.ts';
import { handOverWords } from '../text/hand-over.ts';
import { Field } from './Field.tsx';
import { Attach, Files, takingFrom } from './Files.tsx';
import { GuardPanel } from './GuardPanel.tsx';
import { MailFoot, MailHead } from './Mail.tsx';
import { type Outgoing, whyFilesCannot, whyNot } from './outgoing.ts';
import { leaksOf, sendReply } from './send.ts';
import { useStanding, whyStanding } from './standing.ts';
import { Counter, SignOff, Strip } from './Strip.tsx';
import { TakeStrip } from './TakeStrip.tsx';
import { Thread } from './Thread.tsx';
import { useSending } from './use-sending.ts';

type Props = {
  readonly opened: Opened;
  readonly reply: Written;
  readonly way: Way | undefined;
  readonly out: Outgoing | null;
  readonly isReady: boolean;
  readonly onMacros: () => void;
  readonly box: Ref<HTMLDivElement>;
};

/** Words to the customer, in the manner of the channel they go by. */
export function Reply({ opened, reply, way, out, isReady, onMacros, box }: Props) {
  const customerId = opened.customer.id;
  const about = useAbout(customerId);
  const draft = nameOf(about, 'reply');
  const isHelping = useOthers(helpsIn(out?.target.interactionId ?? null));
  const files = useOutFiles(outFilesOf(about));
  const sending = useSending(draft);
  const stopped = sending.stopped !== null && sending.stopped.text === out?.text ? sending.stopped : null;
  const send = (knowingly: readonly Leak[] | null): void => {
    if (!out || out.text === '') return;
    const ask = knowingly ? async () => [] : () => leaksOf(customerId, out);
    sending.send(out.text, ask, () => sendReply(about, reply, out, { files: files.files, knowingly: knowingly ?? [] }));
  };
  const standing = useStanding(opened, out?.target.interactionId ?? null);
  const isEmpty = reply.text.trim() === '';
  const place = out?.target ?? null;
  return (
    <Field
      customerId={customerId}
      mode="reply"
      written={reply}
      isReady={isReady}
      pin={{ target: out?.target ?? reply.target }}
      reason={
        stopped
          ? composeWords.guardTitle
          : isHelping
            ? handOverWords.holderSends
            : (whyStanding(standing) ?? whyNot(reply, out) ?? whyFilesCannot(files, out))
      }
      failure={sending.failure}
      busy={sending.busy}
      act={out?.parts ? composeWords.sendParts(out.parts.length) : composeWords.send}
      onSend={() => send(null)}
      onMacros={onMacros}
      frame={out?.target.audience === 'public' ? 'public' : undefined}
      blanks={isEmpty ? [] : (out?.blanks ?? [])}
      box={box}
      tools={<Attach about={about} place={place} isDisabled={sending.busy || !isReady} />}
      taking={takingFrom(about, place)}
      above={
        <>
          <Strip mode="reply" way={way} mail={out?.mail} />
          {standing && !standing.ringsHere && !isHelping ? <TakeStrip standing={standing} /> : null}
          {out?.mail ? (
            <MailHead key={draft} opened={opened} mail={out.mail} target={out.target} subject={out.subject} />
          ) : null}
        </>
      }
      below={
        <>
          {out && out.canThread && out.counted.over > 0 ? (
            <Thread customerId={customerId} reply={reply} parts={out.parts} />
          ) : null}
          <Files key={`files ${draft}`} about={about} place={place} words={reply.text} />
          {out?.mail ? (
            <MailFoot key={draft} opened={opened} mail={out.mail} target={out.target} signature={out.signature} />
          ) : null}
          {stopped ? (
            <GuardPanel
              customerId={customerId}
              leaks={stopped.leaks}
              onSend={() => send(stopped.leaks)}
              onEdit={sending.relent}
            />
          ) : null}
        </>
      }
      counter={
        out ? (
          <>
            {isEmpty || !out.signOff ? null : <SignOff signOff={out.signOff} />}
            <Counter out={out} isEmpty={isEmpty} />
          </>
        ) : null
      }
    />
  );
}
