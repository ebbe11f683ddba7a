import type { Opened } from '../../shared/contract/bridge.ts';
import type { Channel } from '../../shared/domain/primitives.ts';
import type { Draft } from '../../shared/contract/bridge.ts';

export type Target = NonNullable<Draft['target']>;
/** A conversation that can be answered in writing. */
export type Way = {
  readonly target: Target;
  readonly subject: string | null;
  readonly to: string | null;
  readonly lastAt: number;
};

const NOT_WRITTEN: readonly Channel[] = ['voice', 'internal', 'letter'];

/** The conversations this customer can be answered on, the one they wrote to last first: the same channel is the default. */
export function waysOf({ interactions, page }: Pick<Opened, 'interactions' | 'page'>): Way[] {
  const ways = interactions
    .filter(({ channel }) => !NOT_WRITTEN.includes(channel))
    .map(interaction => {
      const own = page.items.map(item => item.entry).filter(entry => entry.interactionId === interaction.id);
      const inbound = own.findLast(entry => entry.direction === 'in' && entry.deletedAt === null);
      const { id, channel } = interaction;
      const target: Target = {
        interactionId: id,
        channel,
        audience: inbound?.audience ?? interaction.audience,
        handle: inbound?.handle ?? interaction.handle,
        replyTo: inbound?.id ?? null,
      };
      const subject = inbound?.kind === 'email' ? inbound.email.subject : interaction.subject;
      return { target, subject, to: inbound?.author.address ?? null, lastAt: inbound?.at ?? interaction.startedAt };
    });
  return ways.sort((a, b) => b.lastAt - a.lastAt);
}
