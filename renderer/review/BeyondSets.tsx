import { bringSet, useBeyond } from '../stores/beyond.ts';
import { useQueues } from '../stores/queues.ts';
import { useSession } from '../stores/session.ts';
import { beyondWords, isAllHere } from '../text/beyond.ts';
import { Button } from '../ui/Button.tsx';
import { AskSet } from './AskSet.tsx';
import css from './Beyond.module.css';
import { BroughtSets } from './BroughtSets.tsx';

/** What it would be, and the button that brings it. */
function Weighed() {
  const weighed = useBeyond(state => state.weighed);
  if (!weighed) return null;
  const { what, weight } = weighed;
  return (
    <>
      <p className={css.said} role="status">
        {beyondWords.weighs(weight)} {weight.customers > 0 && !isAllHere(weight) ? beyondWords.room(weight.room) : null}
      </p>
      {weight.fits > 0 ? (
        <Button kind="primary" onPress={() => void bringSet(what)}>
          {beyondWords.bringAll(weight)}
        </Button>
      ) : null}
    </>
  );
}

function BringSet() {
  const choices = useBeyond(state => state.choices);
  const own = useSession(state => state.agent?.queueIds);
  const queues = useQueues(state => state.byId);
  if (!choices) return null;
  if (!choices.maySets) return <p className={css.said}>{beyondWords.leadsOnly}</p>;
  const led = [...queues.values()].filter(({ id }) => own?.includes(id));
  return (
    <section className={css.part} aria-labelledby="bring-set">
      <h3 id="bring-set" className={css.title}>
        {beyondWords.bringSet}
      </h3>
      <AskSet imports={choices.imports} queues={led} />
      <Weighed />
    </section>
  );
}

/** What was brought, and what else a lead may bring. */
export function BeyondSets() {
  return (
    <>
      <BringSet />
      <BroughtSets />
    </>
  );
}
