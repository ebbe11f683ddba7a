import { composeWords } from '../text/compose.ts';
import { shortMoment } from '../text/time.ts';
import { Button } from '../ui/Button.tsx';
import { channelIcon, Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import type { ReplyWay as Way } from '../../shared/domain/reply-ways.ts';

type Target = Way['target'];

type Props = {
  readonly ways: readonly Way[];
  readonly way: Way | undefined;
  readonly onChoose: (target: Target) => void;
};

const nameOf = ({ target }: Way): string => composeWords.as(target.channel, target.audience, target.handle);

/** Where the reply goes: the channel the customer wrote on last, unless the agent chooses another of theirs. */
export function TargetMenu({ ways, way, onChoose }: Props) {
  return (
    <Menu
      label={composeWords.target}
      placement="top start"
      trigger={
        <Button icon={way ? channelIcon(way.target.channel, way.target.audience) : 'warn'}>
          <span dir="auto">{way ? nameOf(way) : composeWords.chooseTarget}</span>
          <Icon name="down" size="sm" />
        </Button>
      }
      groups={[
        {
          id: 'ways',
          chosen: way ? [way.target.interactionId] : [],
          entries: ways.map(one => ({
            id: one.target.interactionId,
            label: nameOf(one),
            icon: channelIcon(one.target.channel, one.target.audience),
            hint: [one.subject, shortMoment(one.lastAt)].filter(Boolean).join(' · '),
          })),
        },
      ]}
      onAction={id => {
        const chosen = ways.find(one => one.target.interactionId === id);
        if (chosen) onChoose(chosen.target);
      }}
    />
  );
}
