import type { Ref } from 'react';
import { blanksIn } from '../../shared/domain/writing/blanks.ts';
import css from './Field.module.css';

/** Lies behind the words, letter for letter, and marks what is still to be filled in. */
export function Marks({ text, ref }: { readonly text: string; readonly ref: Ref<HTMLDivElement> }) {
  const blanks = blanksIn(text);
  return (
    <div ref={ref} className={`${css.text} ${css.marks}`} aria-hidden="true" dir="auto">
      {blanks.map(({ from, to }, index) => (
        <span key={from}>
          {text.slice(blanks[index - 1]?.to ?? 0, from)}
          <mark>{text.slice(from, to)}</mark>
        </span>
      ))}
      {text.slice(blanks.at(-1)?.to ?? 0)}
    </div>
  );
}
