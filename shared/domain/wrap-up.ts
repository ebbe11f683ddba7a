// How a contact ends: what may be finished, what is said of it, and how long the work after it may last.
import type { Channel } from './primitives.ts';
import type { WrapUpPolicy } from './work.ts';

export type Ended = { readonly wrapUp: string | null; readonly disposition: string | null };

/** Why it may not be finished so, for people; null: it may. Desk and backend both ask, each with the queue it knows. */
export function whyNotFinish({ required, dispositions }: WrapUpPolicy, { disposition }: Ended): string | null {
  if (disposition === null) return required ? 'Choose a disposition: this queue asks for one.' : null;
  return dispositions.some(({ code }) => code === disposition)
    ? null
    : 'This queue has no such disposition any more. Choose another one.';
}

/** One line for people: the disposition by its name, then the words. Null: nothing was said. */
export function wrapUpLine({ dispositions }: WrapUpPolicy, { wrapUp, disposition }: Ended): string | null {
  const label = dispositions.find(({ code }) => code === disposition)?.label ?? null;
  const said = [label, wrapUp].filter(Boolean).join(': ');
  return said === '' ? null : said.slice(0, 1_000);
}

/** Milliseconds of after-contact work on this channel: the channel's own, or the queue's. Null: it does not end by itself. */
export function afterContactMs({ acwMs, acwMsByChannel }: WrapUpPolicy, channel: Channel): number | null {
  const own = acwMsByChannel?.[channel];
  return own === undefined ? acwMs : own;
}
