import type { Opened } from '../../shared/contract/bridge.ts';
import { MOVE_WAYS } from '../../shared/contract/commands/settle.ts';
import { PRAISE_ACTS } from '../../shared/domain/outcomes.ts';
import type { Identity } from '../../shared/domain/customer.ts';
import { hasMessages, reachOn } from '../../shared/domain/reach.ts';
import type { ReplyWay as Way } from '../../shared/domain/reply-ways.ts';
import type { Team } from '../../shared/domain/team.ts';
import type { WorkItem } from '../../shared/domain/work.ts';
import { networkOf } from '../../shared/domain/writing/networks.ts';
import { phonable } from '../call/phone.ts';
import { bridge } from '../bridge/bridge.ts';
import { attempt } from '../stores/failures.ts';
import { moveOn } from '../stores/holders.ts';
import { useOutbox } from '../stores/outbox.ts';
import { teamOf, useSession } from '../stores/session.ts';
import { useSelected } from '../stores/selected.ts';
import { askPhone } from '../stores/shell.ts';
import { composeWords } from '../text/compose.ts';
import { failureWords } from '../text/shell.ts';
import { MenuButton } from '../ui/Button.tsx';
import { Menu, type MenuGroup } from '../ui/Menu.tsx';
import css from './Composer.module.css';
import { type Repostable, repostableOf, repostNewest } from './repost.ts';

type Target = Way['target'] | undefined;

/** Ways on which the matter can go on, but for the one on which it is: as the same case, its clock going on. */
function movesOf({ channel }: WorkItem, target: Target, identities: readonly Identity[]): MenuGroup {
  const on = target?.channel ?? channel;
  const isPublic = target?.audience === 'public';
  const makesSense = { 'direct-message': isPublic && hasMessages(on), email: on !== 'email', phone: true };
  const cannot = { 'direct-message': false, email: reachOn('email', identities) === null, phone: false };
  return {
    id: 'move',
    title: isPublic ? composeWords.moveOn : composeWords.moveElsewhere,
    entries: MOVE_WAYS.filter(way => makesSense[way]).map(id => ({
      id,
      label: composeWords.moveWays[id],
      ...(cannot[id] ? { isDisabled: true, hint: composeWords.noMailAddress } : {}),
    })),
  };
}

type PraiseAct = (typeof PRAISE_ACTS)[number];

/** What can be done with kind words there: a repost only where the network has one. */
const praiseActsOn = (target: Target): readonly PraiseAct[] => {
  const canRepost = target?.audience === 'public' && networkOf(target.channel).repost !== null;
  return PRAISE_ACTS.filter(act => act !== 'reposted' || canRepost);
};
const PRAISE_FOR = { marked: 'marked-for', thanked: 'thanked-for', reposted: 'reposted-for' } as const;

function praiseGroups(team: Team | null, target: Target): MenuGroup[] {
  const acts = praiseActsOn(target);
  const reasons = team?.praiseReasons ?? [];
  const entries = acts.map(id => ({ id, label: composeWords.praiseActs[id], hint: composeWords.praiseHints[id] }));
  const withReason = acts.map(act => ({
    id: PRAISE_FOR[act],
    title: composeWords.praiseFor[act],
    entries: reasons.map(id => ({ id, label: id })),
  }));
  return [{ id: 'praise', title: composeWords.praise, entries }, ...(reasons.length > 0 ? withReason : [])];
}

/** Before the handle, in the id of a group of reasons. */
const REPOST_FOR = 'repost-for ';

/** Without ending the work: under each of our handles, and what for where the team has reasons. */
function repostGroups(team: Team | null, handles: readonly string[]): MenuGroup[] {
  const reasons = team?.praiseReasons ?? [];
  const entries = handles.map(id => ({ id, label: composeWords.repostAs(id) }));
  const withReason = handles.map(handle => ({
    id: `${REPOST_FOR}${handle}`,
    title: composeWords.repostFor(handle),
    entries: reasons.map(id => ({ id, label: id })),
  }));
  if (handles.length === 0) return [];
  return [{ id: 'repost', title: composeWords.repost, entries }, ...(reasons.length > 0 ? withReason : [])];
}

function groupsOf(team: Team | null, target: Target, repostable: Repostable | null, moves: MenuGroup): MenuGroup[] {
  const reasons = team?.noResponseReasons ?? [];
  return [
    ...(reasons.length > 0
      ? [{ id: 'no-response', title: composeWords.noResponse, entries: reasons.map(id => ({ id, label: id })) }]
      : []),
    ...praiseGroups(team, target),
    ...repostGroups(team, repostable?.handles ?? []),
    moves,
  ];
}

/** Of an entry of the praise groups: what is done, and what for; null: it is of another group. */
function praiseOf(group: string, id: string): { readonly act: PraiseAct; readonly reason?: string } | null {
  const plain = group === 'praise' ? PRAISE_ACTS.find(act => act === id) : undefined;
  if (plain) return { act: plain };
  const act = PRAISE_ACTS.find(one => PRAISE_FOR[one] === group);
  return act ? { act, reason: id } : null;
}

function settle(item: WorkItem, target: Target, group: string, id: string): void {
  const { id: workItemId, customerId } = item;
  const praise = praiseOf(group, id);
  const way = MOVE_WAYS.find(one => one === id);
  void attempt(failureWords.settle, async () => {
    if (group === 'no-response') await bridge.call('work.noResponse', { workItemId, reason: id });
    if (praise) await bridge.call('work.praise', { workItemId, ...praise, handle: target?.handle ?? null });
    if (group === 'repost') await repostNewest(customerId, id);
    if (group.startsWith(REPOST_FOR)) await repostNewest(customerId, group.slice(REPOST_FOR.length), id);
    if (group === 'move' && way === 'phone' && phonable(item)) return askPhone(workItemId);
    if (group === 'move' && way) await moveOn(item, way);
  });
}

/** What was asked for and is not so yet; a refusal is told with all others. */
function Settling({ customerId }: { readonly customerId: string }) {
  const asked = useOutbox(({ items }) =>
    items.findLast(item => item.customerId === customerId && item.kind in composeWords.settling),
  );
  if (asked?.state !== 'queued' && asked?.state !== 'sent') return null;
  const what = composeWords.settling[asked.kind as keyof typeof composeWords.settling];
  return <span className={css.quiet}>{composeWords.settlingQueued(what)}</span>;
}

/** How a conversation can be settled without a reply, and where it can go on. Only its holder may. */
export function SettleMenu({ opened, target }: { readonly opened: Opened; readonly target: Target }) {
  const customerId = opened.customer.id;
  const team = useSession(teamOf);
  const selected = useSelected(customerId);
  const item = selected?.channel === 'voice' ? null : selected;
  return (
    <>
      <Settling customerId={customerId} />
      {item ? (
        <Menu
          label={composeWords.without}
          placement="top end"
          renderTrigger={menu => <MenuButton {...menu} icon="more" label={composeWords.without} data-settle />}
          groups={groupsOf(
            team,
            target,
            repostableOf(opened, item, team),
            movesOf(item, target, opened.customer.identities),
          )}
          onAction={(id, group) => settle(item, target, group, id)}
        />
      ) : null}
    </>
  );
}
