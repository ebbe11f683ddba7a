import type { OutboxItem } from '../../shared/contract/bridge.ts';
import type { Participant, WorkItem } from '../../shared/domain/work.ts';
import { backendNow, connectionState, isAloneIn, useConnection } from '../stores/connection.ts';
import { attempt } from '../stores/failures.ts';
import { actOf, askHandOver, beginConference, endConsult } from '../stores/hand-over.ts';
import { useNow } from '../stores/now.ts';
import { outboxItems, useOutbox } from '../stores/outbox.ts';
import { handOverFailures, handOverWords } from '../text/hand-over.ts';
import { waitSpan } from '../text/time.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { CameFrom } from './CameFrom.tsx';
import { useNameOf } from './destination.ts';
import css from './Strip.module.css';

const isOpen = ({ state }: OutboxItem): boolean => state === 'queued' || state === 'sent';

/** What was asked for and is not yet so. */
const useAsked = (item: WorkItem): OutboxItem[] =>
  useOutbox(outboxItems).filter(one => one.workItemId === item.id && isOpen(one) && actOf(one) !== null);

function Pending({ item }: { readonly item: WorkItem }) {
  const asked = useAsked(item);
  const nameOf = useNameOf();
  const isAlone = useConnection(isAloneIn);
  const connection = useConnection(connectionState);
  const waits = isAlone ? handOverWords.alone : connection && handOverWords.waits[connection];
  return asked.map(one => {
    const act = actOf(one)!;
    return (
      <p key={one.commandId} className={css.pending} role="status" dir="auto">
        <Icon name="clock" size="sm" />
        {handOverWords.queued(act, nameOf(one.destination))}
        {waits === null ? null : `. ${waits}`}
      </p>
    );
  });
}

function Person({ item, person }: { readonly item: WorkItem; readonly person: Participant }) {
  const now = backendNow(useNow());
  const { agentId, name, role, since } = person;
  const end = (): void => void attempt(handOverFailures.consult, () => endConsult(item.id, agentId));
  const isIn = role === 'consulted' || role === 'conference';
  return (
    <li className={css.person}>
      <Icon name="person" size="sm" />
      <span className={css.words}>
        <bdi>{name}</bdi>, {handOverWords.roles[role]}{' '}
        <span className={css.time}>{waitSpan(Math.max(0, now - since))}</span>
      </span>
      {role === 'consulted' ? (
        <Button
          icon="people"
          onPress={() => void attempt(handOverFailures.consult, () => beginConference(item.id, agentId))}
        >
          {handOverWords.conference}
        </Button>
      ) : null}
      {isIn ? (
        <Button icon="right" onPress={() => askHandOver('complete', item, { agentId })}>
          {handOverWords.completeTo(name)}
        </Button>
      ) : null}
      {role === 'monitor' ? null : (
        <Button kind="quiet" onPress={end}>
          {role === 'asked' ? handOverWords.takeBack : handOverWords.letGo}
        </Button>
      )}
    </li>
  );
}

/** Whether the strip has anything to say of this item. */
export function useHasStrip(item: WorkItem): boolean {
  const asked = useAsked(item);
  return asked.length > 0 || item.handover !== null || item.participants.length > 0;
}

/** Whose hands held work came from, who else takes part, and what is on its way. */
export function HandOverStrip({ item }: { readonly item: WorkItem }) {
  return (
    <div className={css.strip}>
      {item.handover ? <CameFrom handover={item.handover} enteredAt={item.enteredAt} /> : null}
      {item.participants.length > 0 ? (
        <ul className={css.people} aria-label={handOverWords.participants}>
          {item.participants.map(person => (
            <Person key={person.agentId} item={item} person={person} />
          ))}
        </ul>
      ) : null}
      <Pending item={item} />
    </div>
  );
}
