import { useState } from 'react';
import {
  Autocomplete,
  Collection,
  Header,
  Label,
  ListBox,
  ListBoxItem,
  ListBoxSection,
  TextArea,
  TextField,
  useFilter,
} from 'react-aria-components';
import type { Roster } from '../../shared/domain/roster.ts';
import { canOutside } from '../call/act.ts';
import { askOutside, ownCall, useCall } from '../stores/call.ts';
import { backendNow, connectionOf, useConnection } from '../stores/connection.ts';
import { useBegun } from '../stores/begun.ts';
import { attempt } from '../stores/failures.ts';
import { type Asking, closeHandOver, handOver, handSubject, useHandOver } from '../stores/hand-over.ts';
import { useNow } from '../stores/now.ts';
import { rosterOf, useOthers } from '../stores/roster.ts';
import { signedInAgent, teamOf, useSession } from '../stores/session.ts';
import { callWords } from '../text/call.ts';
import { handOverFailures, handOverWords } from '../text/hand-over.ts';
import { spokenSpan } from '../text/time.ts';
import { Ask } from '../ui/Ask.tsx';
import { Button } from '../ui/Button.tsx';
import { useCaretKept } from '../ui/caret.ts';
import { Icon } from '../ui/Icon.tsx';
import { PresenceShape } from '../ui/PresenceShape.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { wasTypedIn } from '../ui/typed-in.ts';
import { ItemAbout } from '../work/ItemAbout.tsx';
import { type Choice, choicesFor } from './destinations.ts';
import css from './HandOverDialog.module.css';

const GROUPS = ['colleagues', 'queues', 'skills'] as const;
/** The contract's limit. */
const LONGEST = 4_000;

function Line({ choice, isSelected }: { readonly choice: Choice; readonly isSelected: boolean }) {
  return (
    <>
      <span className={css.tick}>{isSelected ? <Icon name="check" size="sm" /> : null}</span>
      {choice.state ? <PresenceShape state={choice.state} /> : null}
      <bdi className={css.name}>{choice.name}</bdi>
      <span className={css.hint}>{choice.hint}</span>
    </>
  );
}

type ChoicesProps = {
  readonly choices: readonly Choice[];
  readonly chosen: string | null;
  readonly label: string;
  readonly autoFocus: boolean;
  readonly onChoose: (id: string | null) => void;
};

/** Typed, walked with the arrows, taken with Enter. */
function Choices({ choices, chosen, label, autoFocus, onChoose }: ChoicesProps) {
  const { contains } = useFilter({ sensitivity: 'base' });
  const groups = GROUPS.map(id => ({ id, entries: choices.filter(({ group }) => group === id) }));
  return (
    <Autocomplete filter={contains}>
      <SearchField label={label} icon="find" autoFocus={autoFocus} />
      <ListBox
        className={css.list!}
        aria-label={handOverWords.to}
        selectionMode="single"
        // Escape closes the dialog, and leaves what was chosen.
        disallowEmptySelection
        selectedKeys={chosen === null ? [] : [chosen]}
        onSelectionChange={keys => onChoose(keys === 'all' ? null : (([...keys][0] as string | undefined) ?? null))}
        renderEmptyState={() => <p className={css.hint}>{handOverWords.nobody}</p>}
      >
        {groups
          .filter(({ entries }) => entries.length > 0)
          .map(({ id, entries }) => (
            <ListBoxSection key={id} id={id}>
              <Header className={css.group!}>{handOverWords.groups[id]}</Header>
              <Collection items={entries}>
                {choice => (
                  <ListBoxItem id={choice.id} textValue={choice.name} className={css.item!}>
                    {({ isSelected }) => <Line choice={choice} isSelected={isSelected} />}
                  </ListBoxItem>
                )}
              </Collection>
            </ListBoxSection>
          ))}
      </ListBox>
    </Autocomplete>
  );
}

/** How old what is shown is, and what an old one means. */
function Age({ roster }: { readonly roster: Roster | null }) {
  useNow();
  const isLive = useConnection(connectionOf)?.state === 'live';
  if (!roster) return <p className={css.old}>{handOverWords.unheard}</p>;
  const span = spokenSpan(Math.max(0, backendNow() - roster.madeAt));
  return isLive ? (
    <p className={css.age}>{handOverWords.age(span)}</p>
  ) : (
    <p className={css.old} role="status">
      <Icon name="offline" size="sm" />
      {handOverWords.old(span)}
    </p>
  );
}

/** A call can go to a telephone that is none of ours. */
function ToNumber() {
  useCall(ownCall);
  const go = (): void => {
    closeHandOver();
    askOutside(true);
  };
  return (
    <Button kind="quiet" icon="call" isDisabled={!canOutside('call.outside')} onPress={go}>
      {callWords.outside}
    </Button>
  );
}

function Question({ asking }: { readonly asking: Asking }) {
  const { act, item } = asking;
  const roster = useOthers(rosterOf);
  const ownId = useSession(signedInAgent)?.id ?? '';
  const needsNote = (useSession(teamOf)?.handoverNote ?? false) && act !== 'reassign';
  const { value, change } = useBegun(handSubject(item), { note: '', chosen: '' });
  const { note } = value;
  const place = `hand-over ${item.id}`;
  const caret = useCaretKept(place);
  const [writesOn] = useState(() => wasTypedIn(place));
  const [tried, setTried] = useState(false);
  const choices = roster ? choicesFor(act, item, roster, ownId) : [];
  const choice = choices.find(({ id }) => id === value.chosen);
  const wantsChoice = act !== 'escalate' && act !== 'complete';
  const missing =
    wantsChoice && !choice ? handOverWords.chooseFirst : needsNote && !note.trim() ? handOverWords.noteNeeded : null;
  const send = (): void => {
    setTried(true);
    if (missing) return;
    closeHandOver();
    void attempt(handOverFailures.hand, () => handOver(asking, choice?.destination ?? null, note.trim() || null));
  };
  return (
    <Ask
      title={handOverWords.titles(act, item.customerName)}
      about={<ItemAbout item={item} />}
      cancel={handOverWords.cancel}
      onClose={closeHandOver}
      // Not greyed out while something is missing: pressed, it says what.
      act={{ words: handOverWords.acts[act], keys: 'Ctrl+Enter', isReady: true, run: send }}
    >
      <p className={css.lead}>{handOverWords.hints[act]}</p>
      {wantsChoice ? (
        <>
          <Choices
            choices={choices}
            chosen={choice?.id ?? null}
            label={act === 'reassign' ? handOverWords.findColleague : handOverWords.find}
            autoFocus={!writesOn}
            onChoose={id => change({ chosen: id ?? '' })}
          />
          <Age roster={roster} />
          {act !== 'reassign' && item.channel === 'voice' ? <ToNumber /> : null}
        </>
      ) : null}
      <TextField
        className={css.field!}
        value={note}
        onChange={words => change({ note: words })}
        maxLength={LONGEST}
        autoFocus={!wantsChoice}
      >
        <Label className={css.label!}>{needsNote ? handOverWords.note(act) : handOverWords.noteOptional(act)}</Label>
        <TextArea ref={caret} className={css.text!} dir="auto" rows={3} />
      </TextField>
      {tried && missing ? (
        <p className={css.missing} role="alert">
          <Icon name="warn" size="sm" /> {missing}
        </p>
      ) : null}
    </Ask>
  );
}

/** Asks to whom work goes and with which words. */
export function HandOverDialog() {
  const asking = useHandOver(state => state.asking);
  return asking ? <Question key={`${asking.act} ${asking.item.id}`} asking={asking} /> : null;
}
