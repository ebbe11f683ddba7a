import type { Interaction } from './case.ts';
import type { Identity } from './customer.ts';
import type { Entry } from './entry.ts';
import type { Audience, Channel } from './primitives.ts';
import { isAnsweredByMail, reachOn } from './reach.ts';

/**
 * A conversation that can be answered in writing, and how. That of a form or letter is answered by mail: in a
 * conversation that begins with the answer.
 */
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

const NOT_WRITTEN: readonly Channel[] = ['voice', 'internal'];

type Said = {
  /** The newest words of theirs in each conversation. */
  readonly lastIn: ReadonlyMap<string | null, Entry>;
  /** When an agent moved the matter there. */
  readonly movedAt: ReadonlyMap<string | null, number>;
};

function saidIn(entries: readonly Entry[]): Said {
  const lastIn = new Map<string | null, Entry>();
  const movedAt = new Map<string | null, number>();
  for (const entry of entries) {
    if (entry.direction === 'in' && entry.deletedAt === null) lastIn.set(entry.interactionId, entry);
    if (entry.kind === 'event' && entry.event.name === 'moved.private') movedAt.set(entry.interactionId, entry.at);
  }
  return { lastIn, movedAt };
}

function wayOf(interaction: Interaction, { lastIn, movedAt }: Said, identities: readonly Identity[]): ReplyWay {
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
    to: inbound?.author.address ?? reachOn(channel, identities)?.display ?? null,
    lastAt: Math.max(inbound?.at ?? interaction.startedAt, movedAt.get(id) ?? Number.NEGATIVE_INFINITY),
  };
}

const isForm = ({ target }: ReplyWay): boolean => target.channel === 'web';
/** Words meant for one person stay private where they go by another way. */
const isPrivate = ({ target }: ReplyWay): boolean => target.audience === 'private';

/** By whichever of our addresses. Where no address of theirs is known a form is answered on the form, a letter not at all. */
function byMail(way: ReplyWay, identities: readonly Identity[]): ReplyWay[] {
  const address = reachOn('email', identities)?.display;
  if (address === undefined) return isForm(way) ? [way] : [];
  return [{ ...way, target: { ...way.target, channel: 'email', audience: 'private', handle: null }, to: address }];
}

/** Forms and letters of a matter that has a conversation by mail are answered there: it is then as new as they are. */
function withMailed(ways: readonly ReplyWay[], { identities, caseOf }: WaysOf): ReplyWay[] {
  const mailed = ways.filter(({ target }) => isAnsweredByMail(target.channel));
  if (mailed.length === 0) return [...ways];
  const all = ways.filter(way => !mailed.includes(way));
  for (const way of mailed) {
    const caseId = caseOf.get(way.target.interactionId);
    const at = all.findIndex(({ target }) => target.channel === 'email' && caseOf.get(target.interactionId) === caseId);
    if (at < 0) all.push(...byMail(way, identities));
    else all[at] = { ...all[at]!, lastAt: Math.max(all[at]!.lastAt, way.lastAt) };
  }
  return all.sort((a, b) => b.lastAt - a.lastAt);
}

type WaysOf = {
  readonly identities: readonly Identity[];
  /** By interaction. */
  readonly caseOf: ReadonlyMap<string, string>;
};

/**
 * The default first. Where that one is a form whose sender has no address, a private one that brings an answer back comes
 * before it, of the same matter if there is one; never a public one, which would show to all what was asked in private.
 */
function reachingFirst(ways: readonly ReplyWay[], { caseOf }: WaysOf): ReplyWay[] {
  const [first] = ways;
  if (!first || !isForm(first)) return [...ways];
  const reaching = ways.filter(way => !isForm(way) && isPrivate(way));
  const matter = caseOf.get(first.target.interactionId);
  const best = reaching.find(({ target }) => caseOf.get(target.interactionId) === matter) ?? reaching[0];
  return best ? [best, ...ways.filter(way => way !== best)] : [...ways];
}

/**
 * The conversations on which this customer can be answered, the one they wrote on last first: that is the default, unless
 * an agent has since moved the matter to another, or nothing comes back that way. `entries` are the newest of the customer, ascending, never filtered:
 * what is shown must not change who can read a reply.
 */
export function replyWays(
  interactions: readonly Interaction[],
  entries: readonly Entry[],
  identities: readonly Identity[] = [],
): ReplyWay[] {
  const said = saidIn(entries);
  const ways = interactions
    .filter(({ channel }) => !NOT_WRITTEN.includes(channel))
    .map(interaction => wayOf(interaction, said, identities))
    .sort((a, b) => b.lastAt - a.lastAt);
  const of = { identities, caseOf: new Map(interactions.map(({ id, caseId }) => [id, caseId])) };
  return reachingFirst(withMailed(ways, of), of);
}
