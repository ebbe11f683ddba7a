// What stands over the views: the key help, the command palette, ring and alerts, the wrap-up of a work item.
import { create } from 'zustand';

type Shell = {
  readonly over: 'keys' | 'commands' | 'alerts' | 'together' | 'sign-out' | null;
  readonly finishing: string | null;
  /** The work item of which is asked until when it is set aside. */
  readonly parking: string | null;
  /** The customer of whom is asked who has their work first. */
  readonly preferring: string | null;
  /** The work item that is to go on by phone: asks which number. */
  readonly phoning: string | null;
};
export const useShell = create<Shell>()(() => ({
  over: null,
  finishing: null,
  parking: null,
  preferring: null,
  phoning: null,
}));

export const openOver = (over: Shell['over']): void => useShell.setState({ over });
/** Asks for the wrap-up of a work item; null: the question is closed. */
export const askWrapUp = (workItemId: string | null): void => useShell.setState({ finishing: workItemId });
export const askPark = (workItemId: string | null): void => useShell.setState({ parking: workItemId });
export const askPrefer = (customerId: string | null): void => useShell.setState({ preferring: customerId });
export const askPhone = (workItemId: string | null): void => useShell.setState({ phoning: workItemId });
