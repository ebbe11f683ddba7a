// What the session layer (server, sockets, feed) asks of the contact centre. The session layer knows who asks and what
// they may see; these decide what is so. Made by `createServices` in contact-centre.ts.
import type { z } from 'zod';
import type { IntakeResult } from '../shared/contract/intake.ts';
import type { Command, CommandReply } from '../shared/contract/commands.ts';
import type { CustomerGrant, FeedEvent, HistoryPage, historyRequestSchema } from '../shared/contract/wire.ts';
import type { Agent, Board } from '../shared/domain/work.ts';
import type { Queryable } from './store/db.ts';

export type Services = {
  agentById(agentId: string): Promise<Agent | null>;
  agentByName(name: string): Promise<Agent | null>;
  /** Everything but customers that a desk starts from: its agent, queues, presence, ringing offer, held work. */
  snapshotOf(db: Queryable, agentId: string): Promise<FeedEvent[]>;
  /** Customer, cases, interactions and the newest entries; null when there is no such customer. */
  grantOf(db: Queryable, customerId: string): Promise<CustomerGrant | null>;
  historyPage(request: z.output<typeof historyRequestSchema>): Promise<HistoryPage>;
  /** Idempotent by command id. Never throws for a refusal; a refusal is a value. */
  runCommand(agentId: string, command: Command): Promise<CommandReply>;
  /** Each record by itself: a bad one is refused with its reason and the rest goes on. Results in the order given. */
  intake(records: readonly unknown[]): Promise<IntakeResult[]>;
  board(): Promise<Board>;
  sessionOpened(agentId: string): Promise<void>;
  sessionLost(agentId: string): Promise<void>;
  /** Starts and stops routing: offers, expiry. */
  start(): Promise<void>;
  stop(): Promise<void>;
};
