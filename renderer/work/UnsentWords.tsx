import { useEffect } from 'react';
import { aboutNow, setMode, useDrafts, write, writeIn, writingsOf } from '../stores/drafts.ts';
import { attempt } from '../stores/failures.ts';
import { forgetHolders, loadHolders, useHolders, workOf } from '../stores/holders.ts';
import { outFilesOf, removeOutFile, useOutFiles } from '../stores/out-files.ts';
import { rosterOf, useOthers } from '../stores/roster.ts';
import { signedInAgent, useSession } from '../stores/session.ts';
import { asideFailures, unsentWords } from '../text/aside.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { holderElsewhere } from './unsent.ts';
import css from './UnsentWords.module.css';

/** Nothing of a mail or thread either. */
const NO_WORDS = { text: '', subject: null, mail: null, thread: null } as const;

/** Below what stands there already: neither is lost. */
function intoNote(customerId: string): void {
  const { reply, note } = writingsOf(customerId)(useDrafts.getState());
  write(customerId, 'note', { text: [note.text, reply.text].filter(Boolean).join('\n\n') });
  write(customerId, 'reply', NO_WORDS);
  setMode(customerId, 'note');
}

function discard(customerId: string): void {
  const about = aboutNow(customerId);
  writeIn(about, 'reply', NO_WORDS);
  for (const { id } of outFilesOf(about)(useOutFiles.getState()).files) void removeOutFile(about, id);
}

const copy = (text: string): void => void attempt(asideFailures.copy, () => navigator.clipboard.writeText(text));

/**
 * Words begun while the conversation was in one's own hands, and now it is in a colleague's: they stay, and say that they
 * cannot simply be sent. When the conversation comes back they stand in the field as they were.
 */
export function UnsentWords({ customerId }: { readonly customerId: string }) {
  const { reply } = useDrafts(writingsOf(customerId));
  const items = useHolders(workOf(customerId));
  const ownId = useSession(signedInAgent)?.id ?? null;
  const roster = useOthers(rosterOf);
  const hasWords = reply.text.trim() !== '';
  useEffect(() => {
    if (!hasWords) return;
    void loadHolders(customerId);
    return () => forgetHolders(customerId);
  }, [customerId, hasWords]);
  const holderId = holderElsewhere(items, reply.target?.interactionId ?? null, ownId);
  if (!hasWords || holderId === null) return null;
  const name = roster?.colleagues.find(({ agentId }) => agentId === holderId)?.name ?? unsentWords.colleague;
  return (
    <div className={css.unsent} role="group" aria-label={unsentWords.title}>
      <div className={css.inner}>
        <Icon name="warn" />
        <p>
          <b>{unsentWords.title}</b> <span>{unsentWords.held(name)}</span>
        </p>
        <Button onPress={() => copy(reply.text)}>{unsentWords.copy}</Button>
        <Button icon="note" onPress={() => intoNote(customerId)}>
          {unsentWords.insert}
        </Button>
        <Button kind="quiet" onPress={() => discard(customerId)}>
          {unsentWords.discard}
        </Button>
      </div>
    </div>
  );
}
