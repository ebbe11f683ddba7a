import type { Brought } from '../../shared/contract/bridge/review.ts';
import { letGo, useBeyond } from '../stores/beyond.ts';
import { beyondWords } from '../text/beyond.ts';
import { useHasNetwork } from '../timeline/FetchAll.tsx';
import { Button } from '../ui/Button.tsx';
import css from './Beyond.module.css';
import { setName } from './set-name.ts';

type LetGoProps = { readonly setId: string; readonly customerId?: string; readonly name: string };

function LetGo({ setId, customerId, name }: LetGoProps) {
  const hasNetwork = useHasNetwork();
  return (
    <Button
      kind="quiet"
      aria-label={beyondWords.letGoOf(name)}
      isDisabled={!hasNetwork}
      onPress={() => void letGo(setId, customerId)}
    >
      {beyondWords.letGo}
    </Button>
  );
}

function OneSet({ set }: { readonly set: Brought }) {
  const name = setName(set);
  return (
    <li className={css.row}>
      <div className={css.who}>
        <bdi className={css.name}>{name}</bdi>
        <span className={css.detail}>
          <span>{beyondWords.state(set)}</span>
          <span>{beyondWords.until(set.until)}</span>
        </span>
      </div>
      <LetGo setId={set.id} name={name} />
      {set.people.length > 0 ? (
        <ul className={`${css.list} ${css.people}`}>
          {set.people.map(one => (
            <li key={one.customerId} className={css.row}>
              <bdi className={css.who}>{one.name ?? beyondWords.unknown}</bdi>
              <LetGo setId={set.id} customerId={one.customerId} name={one.name ?? beyondWords.unknown} />
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

/** What was brought, each with the way to let it go. */
export function BroughtSets() {
  const sets = useBeyond(state => state.sets);
  return (
    <section className={css.part} aria-labelledby="brought-sets">
      <h3 id="brought-sets" className={css.title}>
        {beyondWords.brought}
      </h3>
      {sets.length === 0 ? <p className={css.said}>{beyondWords.noSets}</p> : null}
      <ul className={css.list}>
        {sets.map(set => (
          <OneSet key={set.id} set={set} />
        ))}
      </ul>
    </section>
  );
}
