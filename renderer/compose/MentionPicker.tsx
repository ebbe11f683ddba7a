import { type RefObject, useEffect, useId, useRef, useState } from 'react';
import { mentionsIn, namingAt } from '../../shared/domain/mention.ts';
import type { Colleague } from '../../shared/domain/roster.ts';
import { write } from '../stores/drafts.ts';
import { rosterOf, useOthers } from '../stores/roster.ts';
import { signedInAgent, useSession } from '../stores/session.ts';
import { mentionWords } from '../text/mentions.ts';
import { presenceWords } from '../text/shell.ts';
import css from './MentionPicker.module.css';

/** Offered at once: more are found by another letter. */
const OFFERED = 8;

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

/** Whose name, or a word of it, begins so. Pure. */
export function colleaguesFor(query: string, all: readonly Colleague[]): readonly Colleague[] {
  const asked = folded(query);
  const fits = ({ name }: Colleague): boolean => folded(name).startsWith(asked) || folded(name).includes(` ${asked}`);
  return all
    .filter(fits)
    .toSorted((a, b) => a.name.localeCompare(b.name))
    .slice(0, OFFERED);
}

type Naming = NonNullable<ReturnType<typeof namingAt>>;

function useNaming(anchor: RefObject<HTMLDivElement | null>) {
  const [naming, setNaming] = useState<Naming | null>(null);
  const field = (): HTMLTextAreaElement | null => anchor.current?.parentElement?.querySelector('textarea') ?? null;
  useEffect(() => {
    const text = anchor.current?.parentElement?.querySelector('textarea');
    if (!text) return;
    const look = (): void => setNaming(namingAt(text.value, text.selectionStart));
    const leave = (): void => setNaming(null);
    text.addEventListener('input', look);
    text.addEventListener('click', look);
    text.addEventListener('blur', leave);
    return () => {
      text.removeEventListener('input', look);
      text.removeEventListener('click', look);
      text.removeEventListener('blur', leave);
    };
  }, [anchor]);
  return { naming, close: () => setNaming(null), field };
}

type ListProps = {
  readonly id: string;
  readonly offered: readonly Colleague[];
  readonly at: number;
  readonly onChoose: (colleague: Colleague) => void;
};
const Offered = ({ id, offered, at, onChoose }: ListProps) => (
  <ul id={id} role="listbox" className={css.list} aria-label={mentionWords.choose}>
    {offered.map((colleague, place) => (
      <li
        key={colleague.agentId}
        id={`${id} ${place}`}
        role="option"
        aria-selected={place === at}
        className={css.option}
        // The focus stays where the name is being written.
        onPointerDown={event => {
          event.preventDefault();
          onChoose(colleague);
        }}
      >
        <span dir="auto">{colleague.name}</span>
        <span className={css.state}>{presenceWords.states[colleague.state]}</span>
      </li>
    ))}
  </ul>
);

/** While `@` and a name are written in a note, the colleagues whom it may become. Lives below the field, in its box. */
export function MentionPicker({ customerId }: { readonly customerId: string }) {
  const anchor = useRef<HTMLDivElement>(null);
  const list = useId();
  const { naming, close, field } = useNaming(anchor);
  const [at, setAt] = useState(0);
  const ownId = useSession(signedInAgent)?.id;
  const colleagues = (useOthers(rosterOf)?.colleagues ?? []).filter(({ agentId }) => agentId !== ownId);
  const fits = naming ? colleaguesFor(naming.query, colleagues) : [];
  // A name that stands there whole needs no list.
  const isWhole = naming !== null && mentionsIn(`@${naming.query}`, colleagues).length > 0 && fits.length <= 1;
  const offered = isWhole ? [] : fits;
  const chosen = Math.min(at, offered.length - 1);

  const choose = ({ name }: Colleague): void => {
    const text = field();
    if (!text || !naming) return;
    const before = `${text.value.slice(0, naming.from)}@${name} `;
    write(customerId, 'note', { text: `${before}${text.value.slice(text.selectionStart).replace(/^ /, '')}` });
    close();
    requestAnimationFrame(() => text.setSelectionRange(before.length, before.length));
  };

  useEffect(() => {
    const text = field();
    if (!text || offered.length === 0) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) setAt((chosen + step + offered.length) % offered.length);
      else if (event.key === 'Enter' || event.key === 'Tab') choose(offered[chosen]!);
      else if (event.key === 'Escape') close();
      else return setAt(0);
      event.preventDefault();
      event.stopPropagation();
    };
    text.addEventListener('keydown', onKey, { capture: true });
    text.setAttribute('aria-controls', list);
    text.setAttribute('aria-activedescendant', `${list} ${chosen}`);
    return () => {
      text.removeEventListener('keydown', onKey, { capture: true });
      text.removeAttribute('aria-controls');
      text.removeAttribute('aria-activedescendant');
    };
  });

  return (
    <div ref={anchor}>
      {offered.length > 0 ? <Offered id={list} offered={offered} at={chosen} onChoose={choose} /> : null}
    </div>
  );
}
