import { useBeyond } from '../stores/beyond.ts';
import { beyondWords } from '../text/beyond.ts';
import { setName } from './set-name.ts';

/** Sets that are named; of the others is said how many there are. */
const NAMED = 3;

/** What was brought for a review, and how much of it is here: part of what was searched. */
export function BroughtLine() {
  const sets = useBeyond(state => state.sets);
  return (
    <>
      {sets.slice(0, NAMED).map(set => (
        <span key={set.id} dir="auto">
          {beyondWords.line(setName(set), beyondWords.state(set))}
        </span>
      ))}
      {sets.length > NAMED ? <span>{beyondWords.andMore(sets.length - NAMED)}</span> : null}
    </>
  );
}
