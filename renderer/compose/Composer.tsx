import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import type { Opened } from '../../shared/contract/bridge.ts';
import type { Values } from '../../shared/domain/writing/blanks.ts';
import { conversationOf, useConversations } from '../stores/conversations.ts';
import { aboutNow, isLoaded, keepDrafts, loadDrafts, useAbout, useDrafts, writingsOf } from '../stores/drafts.ts';
import { attempt } from '../stores/failures.ts';
import { forgetTroubles, loadOutFiles } from '../stores/out-files.ts';
import { teamOf, useSession } from '../stores/session.ts';
import { composeWords } from '../text/compose.ts';
import { fileWords } from '../text/files.ts';
import css from './Composer.module.css';
import { Elsewhere } from './Elsewhere.tsx';
import { Head } from './Head.tsx';
import { insertMacro } from './insert.ts';
import { MacroPicker } from './MacroPicker.tsx';
import { Note } from './Note.tsx';
import { brandOf, macrosFor, type Outgoing, outgoingOf, valuesFor, wayOf } from './outgoing.ts';
import { setPicking, usePicking } from './picking.ts';
import { Reply } from './Reply.tsx';
import { useOpenedAtHand } from './ways-at-hand.ts';
import { useWriter } from './use-writer.ts';

function leaveOnEscape(event: KeyboardEvent<HTMLElement>, customerId: string): void {
  if (event.key !== 'Escape') return;
  event.stopPropagation();
  forgetTroubles(aboutNow(customerId));
  (event.target as HTMLElement).blur();
}

type PickerProps = {
  readonly opened: Opened;
  readonly out: Outgoing | null;
  readonly values: Values;
  readonly box: Parameters<typeof MacroPicker>[0]['anchor'];
};

function Picker({ opened, out, values, box }: PickerProps) {
  const customerId = opened.customer.id;
  const team = useSession(teamOf);
  const { mode, reply } = useDrafts(writingsOf(customerId));
  const pin = mode === 'reply' ? { target: out?.target ?? reply.target } : {};
  return (
    <MacroPicker
      macros={macrosFor(team, mode === 'reply' ? out?.target.channel : undefined)}
      anchor={box}
      onClose={() => setPicking(false)}
      onChoose={macro => insertMacro({ customerId, mode, pin }, macro, values)}
    />
  );
}

/** Stays on the screen while customers change: only its words do. */
function Writing({ opened, isReady }: { readonly opened: Opened; readonly isReady: boolean }) {
  const customerId = opened.customer.id;
  const writings = useDrafts(writingsOf(customerId));
  const team = useSession(teamOf);
  const isPicking = usePicking(({ isOpen }) => isOpen);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => () => setPicking(false), [customerId]);
  const { mode, reply, note } = writings;
  const way = wayOf(reply, opened.ways);
  const { name, shiftEnd } = useWriter(team, brandOf(reply, way, team));
  const values = useMemo(() => valuesFor(opened, way, { name, shiftEnd }), [opened, way, name, shiftEnd]);
  const out = useMemo(() => (way ? outgoingOf(reply, way, team, values) : null), [reply, way, team, values]);
  const shared = { opened, isReady, box, onMacros: () => setPicking(true) };
  return (
    <div className={css.inner} onKeyDown={event => leaveOnEscape(event, customerId)}>
      <Elsewhere opened={opened} />
      <Head opened={opened} writings={writings} out={out} />
      {mode === 'note' ? <Note {...shared} note={note} /> : <Reply {...shared} reply={reply} way={way} out={out} />}
      {isPicking ? <Picker opened={opened} out={out} values={values} box={box} /> : null}
    </div>
  );
}

/** Where one answers, in the channel the customer wrote on, and leaves notes for colleagues. */
export function Composer({ customerId }: { readonly customerId: string }) {
  const opened = useOpenedAtHand(useConversations(conversationOf(customerId)), customerId);
  const isReady = useDrafts(isLoaded(customerId));
  const about = useAbout(customerId);
  useEffect(() => {
    void loadDrafts(customerId);
    return () => void keepDrafts(customerId);
  }, [customerId]);
  useEffect(() => void attempt(fileWords.failed, () => loadOutFiles(about)), [about]);
  return (
    <section className={css.composer} aria-label={composeWords.region}>
      {opened && opened.customer.erasedAt === undefined ? <Writing opened={opened} isReady={isReady} /> : null}
    </section>
  );
}
