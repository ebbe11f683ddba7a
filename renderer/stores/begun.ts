// What was begun in a dialog that closed before it was done: it had to make way for a ring, or Escape was pressed too soon.
import { useState } from 'react';
import { create } from 'zustand';
import { signedInAgent, useSession } from './session.ts';

/** By who wrote it and what it is about, for as long as this page lives. */
export const useBegunThings = create<Readonly<Record<string, unknown>>>()(() => ({}));

export type Begun<T> = { readonly value: T; readonly change: (value: T) => void; readonly done: () => void };

/** As it was left, else as `first` says. `done`: it begins anew the next time. */
export function useBegun<T>(about: string, first: () => T): Begun<T> {
  const name = `${useSession(signedInAgent)?.id ?? ''} ${about}`;
  const [value, setValue] = useState<T>(() => (useBegunThings.getState()[name] as T | undefined) ?? first());
  return {
    value,
    change(next) {
      useBegunThings.setState({ [name]: next });
      setValue(next);
    },
    done: () => useBegunThings.setState(({ [name]: _gone, ...others }) => others, true),
  };
}
