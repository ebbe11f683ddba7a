import type { Brought } from '../../shared/contract/bridge/review.ts';
import { useBeyond } from '../stores/beyond.ts';
import { beyondWords } from '../text/beyond.ts';
import { setName } from './set-name.ts';

/** Sets that are named; of the others is said how many there are. */
const NAMED = 3;
const isWhole = ({ customers, here, older }: Brought): boolean => here === customers && older === 0;

/** What was brought for a review, and how much of it is here: part of what was searched. Several that are all here share a line. */
export function BroughtLine() {
  const sets = useBeyond(state => state.sets);
  const whole = sets.filter(isWhole);
  const single = whole.length > 1 ? sets.filter(set => !isWhole(set)) : sets;
  return (
    <>
      {single.slice(0, NAMED).map(set => (
        <span key={set.id} dir="auto">
          {beyondWords.line(setName(set), beyondWords.state(set))}
        </span>
      ))}
      {single.length > NAMED ? <span>{beyondWords.andMore(single.length - NAMED)}</span> : null}
      {whole.length > 1 ? (
        <span dir="auto">
          {beyondWords.allHere(whole.slice(0, NAMED).map(setName), Math.max(0, whole.length - NAMED))}
        </span>
      ) : null}
    </>
  );
}
