import type { FormEvent, KeyboardEvent } from 'react';
import type { Beyond } from '../../shared/contract/review.ts';
import { bringSet, closeBeyond, findBeyond, setBeyondQuery, useBeyond, whereIs } from '../stores/beyond.ts';
import { searchFor } from '../stores/search.ts';
import { openView } from '../stores/view.ts';
import { beyondWords } from '../text/beyond.ts';
import { channelWords } from '../text/timeline.ts';
import { useHasNetwork } from '../timeline/FetchAll.tsx';
import { Button } from '../ui/Button.tsx';
import { channelIcon, Icon } from '../ui/Icon.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import css from './Beyond.module.css';

/** Quotes would end the value. */
function searchHere({ name }: Beyond): void {
  closeBeyond();
  openView('review');
  void searchFor(`with:"${name.replaceAll('"', ' ').trim()}"`);
}

function Way({ one }: { readonly one: Beyond }) {
  const where = useBeyond(state => whereIs(state, one));
  if (where === 'coming') return <span role="status">{beyondWords.coming}</span>;
  if (where === 'here')
    return (
      <>
        <span role="status">{beyondWords.here}</span>
        <Button kind="quiet" aria-label={beyondWords.showOf(one.name)} onPress={() => searchHere(one)}>
          {beyondWords.show}
        </Button>
      </>
    );
  const bring = () => void bringSet({ kind: 'customers', customerIds: [one.customerId] });
  return (
    <Button aria-label={beyondWords.bringOf(one.name)} onPress={bring}>
      {beyondWords.bring}
    </Button>
  );
}

function Person({ one }: { readonly one: Beyond }) {
  return (
    <li className={css.row}>
      <div className={css.who}>
        <bdi className={css.name}>{one.name}</bdi>
        <span className={css.detail}>
          {one.channels.map(channel => (
            <Icon key={channel} name={channelIcon(channel)} size="sm" label={channelWords[channel]} />
          ))}
          <span>{beyondWords.holds(one)}</span>
          <span>{beyondWords.foundBy(one.by.map(way => beyondWords.by[way]).join(', '))}</span>
        </span>
      </div>
      <Way one={one} />
    </li>
  );
}

function Found() {
  const found = useBeyond(state => state.found);
  const asked = useBeyond(state => state.asked);
  if (!found) return <p className={css.said}>{beyondWords.audited}</p>;
  return (
    <>
      <p className={css.said} role="status">
        {found.found.length === 0 ? beyondWords.nobody(asked) : beyondWords.found(found.found.length, found.more)}{' '}
        {found.leftOut.length > 0 ? beyondWords.leftOut(found.leftOut) : null}{' '}
        {found.unread > 0 ? beyondWords.unread(found.unread) : null}
      </p>
      <ul className={css.list} aria-label={beyondWords.results}>
        {found.found.map(one => (
          <Person key={one.customerId} one={one} />
        ))}
      </ul>
      {found.found.length > 0 ? <p className={css.said}>{beyondWords.audited}</p> : null}
    </>
  );
}

/** Before the field has it, which would only be emptied. */
function closeOnEscape(event: KeyboardEvent): void {
  if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
  event.stopPropagation();
  closeBeyond();
}

/** A question to the backend, and whom it found. */
export function BeyondFind() {
  const query = useBeyond(state => state.query);
  const hasNetwork = useHasNetwork();
  const look = (event: FormEvent): void => {
    event.preventDefault();
    if (hasNetwork) void findBeyond();
  };
  return (
    <>
      <form className={css.ask} role="search" onSubmit={look} onKeyDownCapture={closeOnEscape}>
        <SearchField
          label={beyondWords.field}
          placeholder={beyondWords.placeholder}
          value={query}
          onChange={setBeyondQuery}
          selectsAll
          autoComplete="off"
          // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one thing that is asked for
          autoFocus
        />
        <Button kind="primary" type="submit" isDisabled={!hasNetwork || query.trim() === ''}>
          {beyondWords.look}
        </Button>
      </form>
      <Found />
    </>
  );
}
