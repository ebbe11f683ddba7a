import type { Interaction } from './case.ts';
import type { Entry } from './entry.ts';
import type { Audience, Channel } from './primitives.ts';

/** A conversation that can be answered in writing, and how. */
export type ReplyWay = {
  readonly target: {
    readonly interactionId: string;
    readonly channel: Channel;
    readonly audience: Audience;
    readonly handle: string | null;
    readonly replyTo: string | null;
  };
  /** Of the mail or the conversation; null: none. */
  readonly subject: string | null;
  /** The customer's address there, as they wrote it. */
  readonly to: string | null;
  /** When the customer last wrote there, else when it began. */
  readonly lastAt: number;
};

const NOT_WRITTEN: readonly Channel[] = ['voice', 'internal', 'letter'];

/**
 * The conversations on which this customer can be answered, the one they wrote on last first: that is the default.
 * `entries` are the newest of the customer, ascending, never filtered: what is shown must not change who can read a reply.
 */
export function replyWays(interactions: readonly Interaction[], entries: readonly Entry[]): ReplyWay[] {
  const lastIn = new Map<string | null, Entry>();
  for (const entry of entries)
    if (entry.direction === 'in' && entry.deletedAt === null) lastIn.set(entry.interactionId, entry);
  return interactions
    .filter(({ channel }) => !NOT_WRITTEN.includes(channel))
    .map((interaction): ReplyWay => {
      const { id, channel } = interaction;
      const inbound = lastIn.get(id);
      return {
        target: {
          interactionId: id,
          channel,
          audience: inbound?.audience ?? interaction.audience,
          handle: inbound?.handle ?? interaction.handle,
          replyTo: inbound?.id ?? null,
        },
        subject: inbound?.kind === 'email' ? inbound.email.subject : interaction.subject,
        to: inbound?.author.address ?? null,
        lastAt: inbound?.at ?? interaction.startedAt,
      };
    })
    .sort((a, b) => b.lastAt - a.lastAt);
}
