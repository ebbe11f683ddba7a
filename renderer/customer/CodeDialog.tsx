import { useState } from 'react';
import type { GivenCode } from '../../shared/domain/case-code.ts';
import { type Asked, closeCode, makeCode, refusalOf, useCodes } from '../stores/codes.ts';
import { backendNow, connectionOf, useConnection } from '../stores/connection.ts';
import { conversationOf, useConversations } from '../stores/conversations.ts';
import { loadDrafts, useDrafts, writingsOf } from '../stores/drafts.ts';
import { attempt } from '../stores/failures.ts';
import { useNow } from '../stores/now.ts';
import { useOutbox } from '../stores/outbox.ts';
import { codeFailures, codeWords } from '../text/codes.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import css from './CodeDialog.module.css';
import { insertCode, whyNotInsert } from './give-code.ts';

function Copy({ code }: { readonly code: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    if (await attempt(codeFailures.copy, () => navigator.clipboard.writeText(code))) setCopied(true);
  };
  return <Button onPress={() => void copy()}>{copied ? codeWords.copied : codeWords.copy}</Button>;
}

function Insert({ customerId, code }: { readonly customerId: string; readonly code: string }) {
  return (
    <Button
      kind="primary"
      onPress={() => void loadDrafts(customerId).then(() => insertCode(customerId, code))}
      isDisabled={useWhyNot(customerId) !== null}
    >
      {codeWords.insert}
    </Button>
  );
}

function useWhyNot(customerId: string): string | null {
  const { reply } = useDrafts(writingsOf(customerId));
  const ways = useConversations(conversationOf(customerId))?.ways ?? [];
  return whyNotInsert(reply, ways);
}

function Shown({ customerId, good }: { readonly customerId: string; readonly good: GivenCode }) {
  const whyNot = useWhyNot(customerId);
  return (
    <>
      <p className={css.shown} role="status">
        <output className={css.code} aria-label={codeWords.code}>
          {good.code}
        </output>
        <span className={css.until}>{codeWords.until(good.expiresAt)}</span>
      </p>
      {whyNot ? <p className={css.words}>{whyNot}</p> : null}
    </>
  );
}

/** The backend has been asked and has not answered yet, or has said why there is none. */
function useMissing(): { readonly words: string; readonly canMake: boolean } {
  const { code, commandId, fault } = useCodes();
  const refusal = useOutbox(refusalOf(commandId));
  const isOnline = ['live', 'catching-up'].includes(useConnection(connectionOf)?.state ?? 'offline');
  if (refusal) return { words: codeWords.refused(codeWords.why(refusal.code ?? 'internal')), canMake: isOnline };
  if (commandId !== null || code === undefined) return { words: codeWords.waiting, canMake: false };
  if (!isOnline) return { words: codeWords.needsNetwork, canMake: false };
  if (fault && fault !== 'offline') return { words: codeWords.refused(codeWords.why(fault)), canMake: true };
  return { words: codeWords.none, canMake: true };
}

function Missing() {
  return (
    <p className={css.words} role="status">
      {useMissing().words}
    </p>
  );
}

const Make = () => (
  <Button kind="primary" isDisabled={!useMissing().canMake} onPress={() => void makeCode()}>
    {codeWords.make}
  </Button>
);

function Open({ asked: { customerId, caseId } }: { readonly asked: Asked }) {
  const code = useCodes(state => state.code);
  const now = backendNow(useNow());
  const cases = useConversations(conversationOf(customerId))?.cases ?? [];
  const good = code && code.expiresAt > now ? code : null;
  return (
    <Dialog
      open
      onClose={closeCode}
      title={codeWords.title(cases.find(({ id }) => id === caseId)?.number ?? null)}
      actions={
        <>
          <Button kind="quiet" onPress={closeCode}>
            {codeWords.close}
          </Button>
          {good ? <Copy code={good.code} /> : null}
          {good ? <Insert customerId={customerId} code={good.code} /> : <Make />}
        </>
      }
    >
      <div className={css.body}>
        {good ? <Shown customerId={customerId} good={good} /> : <Missing />}
        <p className={css.hint}>{codeWords.hint}</p>
      </div>
    </Dialog>
  );
}

/** Shows the code of a case large, to be told or written; the good one again, where there is one. */
export function CodeDialog() {
  const asked = useCodes(state => state.asked);
  return asked ? <Open key={asked.caseId} asked={asked} /> : null;
}
