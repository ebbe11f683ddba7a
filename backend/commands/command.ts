import type { CommandReply } from '../../shared/contract/commands.ts';
import type { Agent } from '../../shared/domain/work.ts';
import { Fault, type FaultCode } from '../../shared/lib/fault.ts';
import type { RandomBytes } from '../../shared/lib/ids.ts';
import { Refused } from '../audit/refused.ts';
import type { Changes } from '../records/changes.ts';
import type { Leases } from '../routing/leases.ts';
import type { Statement, Tx } from '../store/db.ts';

/** What a command decides with. It puts what is to be done into `changes`, and writes nothing itself. */
export type Scene = {
  readonly tx: Tx;
  readonly changes: Changes;
  readonly agent: Agent;
  readonly commandId: string;
  /** The answers to what its kind asks first (`First`), in the same order; none of a kind that asks nothing first. */
  readonly first: readonly (readonly object[])[];
  readonly now: number;
  /** For what other nodes compare with their own: null where the database's clock is to be asked (store/shared-time.ts). */
  readonly sharedNow: number | null;
  readonly id: () => string;
  readonly random: RandomBytes;
  readonly leases: Leases;
  /** Whence calls can be made; null: there is none. */
  readonly exchange: string | null;
};

export type SentWords = { readonly entryId: string; readonly interactionId: string };
/** `entryId`: the entry it made, where it made one; `sent`: words for the outlet, in this order. */
export type Made = { readonly entryId: string | null; readonly sent?: readonly SentWords[] };
/** A refusal is thrown as a Fault before anything is written. */
export type Effect<Params> = (scene: Scene, params: Params) => Promise<Made>;

/** What a command asks for first, whatever comes of it: goes along with its beginning, which is one way to the database less. */
export type First<Params> = (agentId: string, params: Params) => readonly Statement[];

export const NOTHING_MADE = { entryId: null } as const;

/** What a refusal is about where its code alone does not say that it is a matter of security. */
export type Matter = 'for leads alone' | 'old epoch';

/** A final refusal; the desk shows the words kept for `code`. */
export const refuse = (code: FaultCode, reason: string, matter?: Matter): never => {
  throw matter ? new Refused(code, reason, { kind: 'command.refused', what: matter }) : new Fault(code, reason);
};

export const refusalOf = (fault: Fault): CommandReply => ({
  ok: false,
  code: fault.code,
  reason: fault.message.slice(0, 500),
});
