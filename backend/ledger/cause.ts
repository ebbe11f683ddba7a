/** Who or what makes a change, for the ledger. */
export type Cause = {
  /** A command's kind, or plain words: `routed`, `not answered`, `customer wrote`. */
  readonly why: string;
  /** Null for what the backend does by itself. */
  readonly agentId: string | null;
  readonly commandId: string | null;
};

/** Something done under the epoch of a held work item that changes no hands: words sent. */
export type Act = { readonly workItemId: string; readonly epoch: number; readonly entryId: string };

export const byItself = (why: string): Cause => ({ why, agentId: null, commandId: null });
