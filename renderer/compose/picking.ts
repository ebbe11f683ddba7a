import { create } from 'zustand';

/** Whether the list of canned texts is open; keys and buttons open it, whoever is shown. */
export const usePicking = create<{ readonly isOpen: boolean }>()(() => ({ isOpen: false }));
export const setPicking = (isOpen: boolean): void => usePicking.setState({ isOpen });
