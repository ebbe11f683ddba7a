// What the session layer (server, sockets, feed) asks of the contact centre. The session layer knows who asks and what
// they may see; these decide what is so. Made by `createServices` in contact-centre.ts.
import type * as z from 'zod';
import type { IntakeResult } from '../shared/contract/intake.ts';
import type { Command, CommandReply } from '../shared/contract/commands.ts';
import type { CustomerGrant, FeedEvent, HistoryPage, historyRequestSchema } from '../shared/contract/wire.ts';
import type { Gone } from '../shared/domain/presence.ts';
import type { Roster } from '../shared/domain/roster.ts';
import type { Agent, Board } from '../shared/domain/work.ts';
import type { Origin } from './audit/note.ts';
import type { ErasureOffice } from './erasure/office.ts';
import type { ReviewServices } from './history/reviewing.ts';
import type { Queryable } from './store/db.ts';
import type { UploadServices } from './uploads/route.ts';

/** How things stand with an agent who may be signed in. `elsewhere`: the id of their session on another node. */
export type Standing = { readonly role: Agent['role']; readonly elsewhere: string | null };

export type Services = UploadServices & {
  agentById(agentId: string): Promise<Agent | null>;
  agentByName(name: string): Promise<Agent | null>;
  /** Everything but customers that a desk starts from: its agent, queues, presence, ringing offer, held work. */
  snapshotOf(db: Queryable, agentId: string): Promise<FeedEvent[]>;
  /** Customer, cases, interactions and the newest entries; null when there is no such customer. */
  grantOf(db: Queryable, customerId: string): Promise<CustomerGrant | null>;
  historyPage(request: z.output<typeof historyRequestSchema>): Promise<HistoryPage>;
  /** Idempotent by command id. Never throws for a refusal; a refusal is a value. `from`: for the audit. */
  runCommand(agentId: string, command: Command, from?: Origin): Promise<CommandReply>;
  /** Each record by itself: a bad one is refused with its reason and the rest goes on. Results in the order given. */
  /** `archive`: the import they came with, by its name; left out: none. */
  intake(records: readonly unknown[], archive?: string): Promise<IntakeResult[]>;
  /** Whom an agent finds and brings beyond what they are granted for work. */
  review: ReviewServices;
  /** For an administrator; leads ask by a command. */
  erasures: ErasureOffice;
  board(): Promise<Board>;
  /** Colleagues and queues, as every desk may know them. */
  roster(): Promise<Roster>;
  /**
   * `sessionId` begins with its time, so that of two nodes the newer session counts; left out: one made now. `away`: the
   * desk's machine slept, and its agent is not rung before they say that they are back.
   */
  sessionOpened(agentId: string, sessionId?: string, away?: boolean): Promise<void>;
  /** `how` left out: the connection broke. */
  sessionLost(agentId: string, how?: Gone['how']): Promise<void>;
  /** The agent's desk is with another node now. */
  sessionMoved(agentId: string): void;
  /** By agent id; who is missing may not be signed in any more. */
  standings(agentIds: readonly string[]): Promise<ReadonlyMap<string, Standing>>;
  /** Starts and stops routing: offers, expiry. */
  start(): Promise<void>;
  stop(): Promise<void>;
};
