import type { WorkItem } from '../../shared/domain/work.ts';
import { canOutside } from '../call/act.ts';
import { keysOf } from '../keys/actions.ts';
import { askOutside, ownCall, useCall } from '../stores/call.ts';
import { type Act, askHandOver } from '../stores/hand-over.ts';
import { rosterOf, useOthers } from '../stores/roster.ts';
import { settingsOf, useSession } from '../stores/session.ts';
import { callWords } from '../text/call.ts';
import { handOverWords } from '../text/hand-over.ts';
import { keyHint } from '../text/keys.ts';
import { MenuButton } from '../ui/Button.tsx';
import { Menu } from '../ui/Menu.tsx';

/** Everything one can do with held work beside finishing it. */
export function HandOverMenu({ item, ofCall = false }: { readonly item: WorkItem; readonly ofCall?: boolean }) {
  useCall(ownCall);
  const { keys } = useSession(settingsOf);
  const queue = useOthers(rosterOf)?.queues.find(({ id }) => id === item.queueId);
  const entry = (act: Exclude<Act, 'complete' | 'reassign'>, icon: 'right' | 'rising' | 'people') => ({
    id: act,
    label: `${handOverWords.acts[act]}…`,
    icon,
    hint: handOverWords.hints[act],
    keys: keyHint(keysOf(`hand.${act}`, keys)),
  });
  const isAccompanied = item.participants.length > 0;
  const entries = [
    entry('transfer', 'right'),
    // An older desk file or backend tells no seniors: then the backend says it.
    { ...entry('escalate', 'rising'), isDisabled: queue?.seniorSkill === null },
    { ...entry('consult', 'people'), isDisabled: isAccompanied },
  ];
  const outside = {
    id: 'outside',
    label: callWords.outside,
    icon: 'call',
    hint: callWords.outsideMenu,
    keys: keyHint(keysOf('call.outside', keys)),
  } as const;
  return (
    <Menu
      label={handOverWords.menu}
      placement="top end"
      renderTrigger={menu => (
        <MenuButton {...menu} icon="right">
          {handOverWords.menu}
        </MenuButton>
      )}
      groups={[
        { id: 'hand', entries },
        ...(ofCall ? [{ id: 'outside', entries: [{ ...outside, isDisabled: !canOutside('call.outside') }] }] : []),
      ]}
      onAction={act => (act === outside.id ? askOutside(true) : askHandOver(act as Act, item))}
    />
  );
}
