import type { Interaction } from './case.ts';
import type { Identity } from './customer.ts';
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
 * The conversations on which this customer can be answered, the one they wrote on last first: that is the default, unless
 * an agent has since moved the matter to another. `entries` are the newest of the customer, ascending, never filtered:
 * what is shown must not change who can read a reply.
 */
export function replyWays(
  interactions: readonly Interaction[],
  entries: readonly Entry[],
  identities: readonly Identity[] = [],
): ReplyWay[] {
  const lastIn = new Map<string | null, Entry>();
  const movedAt = new Map<string | null, number>();
  for (const entry of entries) {
    if (entry.direction === 'in' && entry.deletedAt === null) lastIn.set(entry.interactionId, entry);
    if (entry.kind === 'event' && entry.event.name === 'moved.private') movedAt.set(entry.interactionId, entry.at);
  }
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
        to: inbound?.author.address ?? addressOn(channel, identities),
        lastAt: Math.max(inbound?.at ?? interaction.startedAt, movedAt.get(id) ?? Number.NEGATIVE_INFINITY),
      };
    })
    .sort((a, b) => b.lastAt - a.lastAt);
}

/** Theirs alone: nothing is written to an address that others have too. */
const addressOn = (channel: Channel, identities: readonly Identity[]): string | null =>
  identities.find(identity => identity.channel === channel && identity.sureness !== 'shared')?.display ?? null;
