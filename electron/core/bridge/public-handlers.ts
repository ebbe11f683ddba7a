import type { Handlers } from '../../../shared/contract/bridge.ts';
import { begunAbout } from '../../../shared/contract/bridge/begun.ts';
import type { DueIntroduction } from '../../../shared/contract/bridge/public.ts';
import {
  type Introduction,
  introductionsChangeAt,
  introductionText,
  mayStillPost,
  type Place,
  placesFor,
} from '../../../shared/domain/introduction.ts';
import type { Team } from '../../../shared/domain/team.ts';
import { Fault } from '../../../shared/lib/fault.ts';
import { uuidv7 } from '../../../shared/lib/ids.ts';
import type { Kept } from '../cache/commands.ts';
import { type Introducing, isIntroducing } from '../link/introduced.ts';
import { type Context, missing } from './context.ts';

type Deciding = Kept & { command: Introducing };
const isDeciding = (kept: Kept): kept is Deciding => isIntroducing(kept.command);

/** The newest word on a handle and shift that this desk has not heard the end of. */
const decidedFor = (kept: readonly Deciding[], { brand, shift }: Place): Deciding | undefined =>
  kept.findLast(
    ({ command: { params } }) =>
      params.handle === brand.address && params.channel === brand.channel && params.shiftFrom === shift.from,
  );

type Known = { readonly team: Team; readonly agentName: string; readonly made: readonly Introduction[] };

/** Null: it is out, or on its way. */
function dueOn(place: Place, { team, agentName, made }: Known, decided: Deciding | undefined): DueIntroduction | null {
  const { brand, shift, until } = place;
  const there = made.find(({ handle, channel }) => handle === brand.address && channel === brand.channel) ?? null;
  const isRefused = decided?.state === 'refused';
  if ((decided && !isRefused) || !mayStillPost(there)) return null;
  const own = isRefused && decided.command.kind === 'shift.introduce' ? decided.command.params.text : there?.text;
  return {
    channel: brand.channel,
    handle: brand.address,
    name: brand.name,
    shiftFrom: shift.from,
    until,
    text: own ?? introductionText(team, place, agentName),
    state: isRefused ? 'refused' : there?.state === 'skipped' || there?.state === 'failed' ? there.state : 'new',
    reason: isRefused ? decided.reason : (there?.reason ?? null),
  };
}

/** Introductions of a shift, and posts of others shown to all. */
export const publicHandlers = (context: Context) => {
  const { cache, file, outbox, clock } = context;
  const team = (): Team | null => cache.teams.all()[0] ?? null;
  const now = (): number => Math.round(context.backendNow());
  const id = (): string => uuidv7(clock.now());

  /** Words refused before, and what was begun, are replaced by those that are sent now. */
  const dropRefused =
    ({ channel, handle, shiftFrom }: { channel: string; handle: string; shiftFrom: number }) =>
    (): void => {
      file.begun.remove(begunAbout.introduction({ channel, handle, shiftFrom }));
      for (const kept of file.commands.all().filter(isDeciding))
        if (
          kept.state === 'refused' &&
          kept.command.params.handle === handle &&
          kept.command.params.shiftFrom === shiftFrom
        )
          file.commands.remove(kept.command.id);
    };
  const heldFor = (interactionId: string | null): { workItemId: string; epoch: number } => {
    const agent = context.agent();
    const items = agent ? cache.workItems.heldBy(agent.id) : [];
    const caseId = interactionId && cache.interactions.get(interactionId)?.caseId;
    const held = items.find(item => item.interactionId === interactionId) ?? items.find(item => item.caseId === caseId);
    if (!held) throw new Fault('denied', 'only who holds the work may repost');
    return { workItemId: held.id, epoch: held.epoch };
  };
  const entryOf = (entryId: string) => cache.entries.get(entryId) ?? missing('entry');
  /** The shift is over then: it must not be sent late. */
  const shiftEnd = (shiftFrom: number): number | null => {
    const agent = context.agent();
    const places = agent ? placesFor(team(), agent, now()) : [];
    return places.find(({ shift }) => shift.from === shiftFrom)?.shift.to ?? null;
  };

  return {
    'shift.introductions': () => {
      const agent = context.agent();
      const ours = team();
      if (!agent || !ours) return { due: [], made: [], next: null };
      const places = placesFor(ours, agent, now());
      const made = places[0] ? cache.introductions.of(agent.id, places[0].shift.from) : [];
      const deciding = file.commands.all().filter(isDeciding);
      const known = { team: ours, agentName: agent.name, made };
      return {
        due: places.flatMap(place => dueOn(place, known, decidedFor(deciding, place)) ?? []),
        made,
        next: introductionsChangeAt(ours, now()),
      };
    },
    'shift.introduce': params =>
      outbox.add(
        {
          command: { id: id(), kind: 'shift.introduce', params },
          customerId: null,
          expiresAt: shiftEnd(params.shiftFrom),
        },
        dropRefused(params),
      ),
    'shift.skipIntroduction': params =>
      outbox.add(
        {
          command: { id: id(), kind: 'shift.skipIntroduction', params },
          customerId: null,
          expiresAt: shiftEnd(params.shiftFrom),
        },
        dropRefused(params),
      ),
    'post.repost': asked => {
      const { customerId, interactionId } = entryOf(asked.entryId);
      const params = { ...heldFor(interactionId), ...asked };
      return outbox.add({ command: { id: id(), kind: 'post.repost', params }, customerId });
    },
    'post.undoRepost': params => {
      const { customerId } = entryOf(params.entryId);
      return outbox.add({ command: { id: id(), kind: 'post.undoRepost', params }, customerId });
    },
  } satisfies Partial<Handlers>;
};
