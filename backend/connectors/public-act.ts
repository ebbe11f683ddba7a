// What is done on a network under one of our handles that answers nobody, and the demo's networks that do it.
import type { Channel } from '../../shared/domain/primitives.ts';
import { networkOf } from '../../shared/domain/writing/networks.ts';
import { logger } from '../../shared/lib/log.ts';
import { appendLine, readLines } from './line-file.ts';

const log = logger('outlet');

type Under = {
  /** The same act may come again after a crash; the network must see it once. */
  readonly id: string;
  readonly channel: Channel;
  readonly handle: string;
  readonly agentId: string;
};
/** The post of somebody else that is shown to all. */
type Of = { readonly customerId: string; readonly entryId: string; readonly sourceUrl: string | null };
export type PublicAct =
  | (Under & { readonly do: 'post'; readonly text: string; readonly introductionId: string })
  | (Under & { readonly do: 'repost'; readonly of: Of })
  /** Takes the act `undoes` back. */
  | (Under & { readonly do: 'undo-repost'; readonly undoes: string; readonly of: Of });

export type Acted = { readonly ok: true } | { readonly ok: false; readonly reason: string };
/** One line of the file: what everybody can see on the network. */
export type Seen = { readonly act: PublicAct; readonly at: number };

/** Why a network would not do it; null: it would. */
export function whyNotAct(act: PublicAct): string | null {
  const network = networkOf(act.channel);
  if (act.do === 'post') return network.post ? null : `${act.channel} takes no posts of words alone`;
  if (act.do === 'undo-repost') return network.undoRepost ? null : `a repost on ${act.channel} stays`;
  if (network.repost === null) return `there are no reposts on ${act.channel}`;
  return network.repost === 'link' && act.of.sourceUrl === null ? 'the post has no link that could be shared' : null;
}

type Options = {
  /** NDJSON, appended to only; null: kept in memory. */
  readonly file: string | null;
  readonly now: () => number;
  /** Milliseconds before a channel confirms. */
  readonly delayMs: (channel: Channel) => number;
};

/** Writes each act down once, on disk before it confirms. */
export function publicSide({ file, now, delayMs }: Options) {
  const seen = readLines<Seen>(file);
  const under = new Map<string, Promise<Acted>>();
  const done = new Set(seen.map(({ act }) => act.id));

  async function perform(act: PublicAct): Promise<Acted> {
    const refusal = whyNotAct(act);
    if (refusal) return { ok: false, reason: refusal };
    await new Promise<void>(over => setTimeout(over, delayMs(act.channel)));
    const line = { act, at: now() };
    if (file) appendLine(file, line);
    done.add(act.id);
    seen.push(line);
    log.info('act.done', { actId: act.id, do: act.do, channel: act.channel });
    return { ok: true };
  }
  return {
    async act(act: PublicAct): Promise<Acted> {
      if (done.has(act.id)) return { ok: true };
      const underWay = under.get(act.id) ?? perform(act).finally(() => under.delete(act.id));
      under.set(act.id, underWay);
      return underWay;
    },
    /** In order; an act is in it at most once. */
    seen: (): readonly Seen[] => seen,
  };
}
