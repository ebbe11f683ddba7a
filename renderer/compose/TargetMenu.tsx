import { composeWords } from '../text/compose.ts';
import { shortMoment } from '../text/time.ts';
import { MenuButton } from '../ui/Button.tsx';
import { channelIcon, Icon } from '../ui/Icon.tsx';
import { Menu, type MenuGroup } from '../ui/Menu.tsx';
import type { ReplyWay as Way } from '../../shared/domain/reply-ways.ts';
import type { BrandHandle } from '../../shared/domain/team.ts';

type Target = Way['target'];

type Props = {
  readonly ways: readonly Way[];
  /** Where it goes now, with the handle it goes by. */
  readonly target: Target | undefined;
  /** Ours on that channel. */
  readonly handles: readonly BrandHandle[];
  readonly onChoose: (target: Target) => void;
};

const nameOf = ({ channel, audience, handle }: Target): string => composeWords.as(channel, audience, handle);

const waysGroup = (ways: readonly Way[], target: Target | undefined): MenuGroup => ({
  id: 'ways',
  title: composeWords.answerWhere,
  chosen: target ? [target.interactionId] : [],
  entries: ways.map(one => ({
    id: one.target.interactionId,
    label: nameOf(one.target),
    icon: channelIcon(one.target.channel, one.target.audience),
    hint: [one.subject, shortMoment(one.lastAt)].filter(Boolean).join(' · '),
  })),
});

const isSame = (a: string, b: string | null): boolean => a.toLowerCase() === b?.toLowerCase();

const handlesGroup = (handles: readonly BrandHandle[], { handle }: Target): MenuGroup => ({
  id: 'handles',
  title: composeWords.answerAs,
  chosen: handles.filter(one => isSame(one.address, handle)).map(({ address }) => address),
  entries: handles.map(({ address, name }) => ({ id: address, label: address, hint: name })),
});

/**
 * Where the reply goes: the channel the customer wrote on last, unless the agent chooses another of theirs; and by which
 * of our handles: the one they wrote to, unless the agent chooses another of ours.
 */
export function TargetMenu({ ways, target, handles, onChoose }: Props) {
  const choose = (id: string, groupId: string): void => {
    if (groupId === 'handles' && target) return onChoose({ ...target, handle: id });
    const chosen = ways.find(one => one.target.interactionId === id);
    if (chosen) onChoose(chosen.target);
  };
  return (
    <Menu
      label={composeWords.target}
      placement="top start"
      renderTrigger={menu => (
        <MenuButton {...menu} icon={target ? channelIcon(target.channel, target.audience) : 'warn'}>
          <span dir="auto">{target ? nameOf(target) : composeWords.chooseTarget}</span>
          <Icon name="down" size="sm" />
        </MenuButton>
      )}
      groups={[waysGroup(ways, target), ...(target && handles.length > 1 ? [handlesGroup(handles, target)] : [])]}
      onAction={choose}
    />
  );
}
