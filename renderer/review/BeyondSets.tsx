import { type FormEvent, useId, useState } from 'react';
import type { Brought } from '../../shared/contract/bridge/review.ts';
import type { ReviewImport, ReviewWhat } from '../../shared/contract/review.ts';
import type { Queue } from '../../shared/domain/work.ts';
import { bringSet, letGo, unweigh, useBeyond, weighSet } from '../stores/beyond.ts';
import { useQueues } from '../stores/queues.ts';
import { useSession } from '../stores/session.ts';
import { beyondWords } from '../text/beyond.ts';
import { dayAfter, dayFromField, fieldFromDay } from '../timeline/filter-rules.ts';
import { useToday } from '../timeline/today.ts';
import { useHasNetwork } from '../timeline/FetchAll.tsx';
import { Button } from '../ui/Button.tsx';
import form from '../ui/Form.module.css';
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

type Kind = 'import' | 'period' | 'queue';
const KINDS: readonly Kind[] = ['import', 'period', 'queue'];
type Asked = {
  readonly kind: Kind;
  readonly importId: string | null;
  readonly queueId: string | null;
  readonly from: number | null;
  /** The last day of it. */
  readonly to: number | null;
};

/** Null: something is not said yet. */
export function whatOf({ kind, importId, queueId, from, to }: Asked): ReviewWhat | null {
  if (kind === 'import') return importId === null ? null : { kind, importId };
  if (from === null || to === null || to < from) return null;
  const period = { from, to: dayAfter(to) };
  if (kind === 'period') return { kind, ...period };
  return queueId === null ? null : { kind, queueId, ...period };
}

type FieldProps = { readonly asked: Asked; readonly change: (next: Partial<Asked>) => void };

type ChoiceProps = {
  readonly label: string;
  readonly value: string | null;
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly onChange: (id: string) => void;
};

function Choice({ label, value, options, onChange }: ChoiceProps) {
  const id = useId();
  return (
    <div className={form.field}>
      <label className={form.label} htmlFor={id}>
        {label}
      </label>
      <select id={id} className={form.line} value={value ?? ''} onChange={event => onChange(event.target.value)}>
        {options.map(option => (
          <option key={option.id} value={option.id}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

function Days({ asked, change }: FieldProps) {
  const id = useId();
  return (
    <div className={css.days}>
      {(['from', 'to'] as const).map(end => (
        <div key={end} className={form.field}>
          <label className={form.label} htmlFor={`${id}-${end}`}>
            {beyondWords[end]}
          </label>
          <input
            id={`${id}-${end}`}
            type="date"
            className={form.line}
            value={fieldFromDay(asked[end])}
            onChange={event => change({ [end]: dayFromField(event.target.value) })}
          />
        </div>
      ))}
    </div>
  );
}

/** What it would be, and the button that brings it. */
function Weighed() {
  const weighed = useBeyond(state => state.weighed);
  if (!weighed) return null;
  const { what, weight } = weighed;
  return (
    <>
      <p className={css.said} role="status">
        {beyondWords.weighs(weight)} {weight.customers > 0 ? beyondWords.room(weight.room) : null}
      </p>
      {weight.fits > 0 ? (
        <Button kind="primary" onPress={() => void bringSet(what)}>
          {beyondWords.bringAll(weight.fits)}
        </Button>
      ) : null}
    </>
  );
}

type AskProps = { readonly imports: readonly ReviewImport[]; readonly queues: readonly Queue[] };

function AskSet({ imports, queues }: AskProps) {
  const today = useToday();
  const [asked, setAsked] = useState<Asked>({
    kind: imports.length > 0 ? 'import' : 'period',
    importId: imports[0]?.id ?? null,
    queueId: queues[0]?.id ?? null,
    from: null,
    to: today,
  });
  const change = (next: Partial<Asked>): void => {
    unweigh();
    setAsked(had => ({ ...had, ...next }));
  };
  const what = whatOf(asked);
  const weigh = (event: FormEvent): void => {
    event.preventDefault();
    if (what) void weighSet(what);
  };
  return (
    <form className={form.form} onSubmit={weigh}>
      <Choice
        label={beyondWords.what}
        value={asked.kind}
        options={KINDS.map(id => ({ id, label: beyondWords.kinds[id] }))}
        onChange={kind => change({ kind: kind as Kind })}
      />
      {asked.kind === 'import' && imports.length === 0 ? <p className={form.hint}>{beyondWords.noImports}</p> : null}
      {asked.kind === 'import' && imports.length > 0 ? (
        <Choice
          label={beyondWords.importField}
          value={asked.importId}
          options={imports.map(one => ({ id: one.id, label: beyondWords.importOf(one.name, one.customers) }))}
          onChange={importId => change({ importId })}
        />
      ) : null}
      {asked.kind === 'queue' ? (
        <Choice
          label={beyondWords.queueField}
          value={asked.queueId}
          options={queues.map(({ id, name }) => ({ id, label: name }))}
          onChange={queueId => change({ queueId })}
        />
      ) : null}
      {asked.kind === 'import' ? null : <Days asked={asked} change={change} />}
      <div>
        <Button type="submit" isDisabled={what === null}>
          {beyondWords.weigh}
        </Button>
      </div>
    </form>
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
  const sets = useBeyond(state => state.sets);
  return (
    <>
      <BringSet />
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
    </>
  );
}
