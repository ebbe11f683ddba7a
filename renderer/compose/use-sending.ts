import { useState } from 'react';
import type { Leak } from '../../shared/domain/writing/private-leaks.ts';
import { Fault } from '../../shared/lib/fault.ts';
import { faultWords } from '../text/shell.ts';

type Sending = {
  readonly busy: boolean;
  /** Why the outbox did not take it; null: it did, or was not asked. */
  readonly failure: string | null;
  /** What the guard found, and the words it found it in: other words are asked about anew. */
  readonly stopped: { readonly leaks: readonly Leak[]; readonly text: string } | null;
};
const RESTING: Sending = { busy: false, failure: null, stopped: null };

/**
 * Sends once; while that runs the words stay as they are, so that none is typed into what is already on its way. Kept by
 * `place` (customer and kind of words), for the composer itself stays while customers change.
 */
export function useSending(place: string) {
  const [places, setPlaces] = useState<Readonly<Record<string, Sending>>>({});
  const put = (sending: Sending): void => setPlaces(all => ({ ...all, [place]: sending }));
  return {
    ...(places[place] ?? RESTING),
    /** `ask`: what has to be shown before it goes; nothing: it goes. */
    send(text: string, ask: () => Promise<readonly Leak[]>, go: () => Promise<void>): void {
      if (places[place]?.busy) return;
      put({ ...RESTING, busy: true });
      const sent = async (): Promise<Sending> => {
        const leaks = await ask();
        if (leaks.length > 0) return { ...RESTING, stopped: { leaks, text } };
        await go();
        return RESTING;
      };
      void sent().then(put, (error: unknown) => put({ ...RESTING, failure: faultWords[Fault.from(error).code] }));
    },
    relent: () => put(RESTING),
  };
}
