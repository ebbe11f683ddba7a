import { type FormEvent, type ReactNode, useId, useState } from 'react';
import { EXPORT_FORMATS, type ExportFormat, type ExportOptions } from '../../shared/domain/export/ask.ts';
import { leftOutOf } from '../../shared/domain/export/choose.ts';
import { connectionOf, useConnection } from '../stores/connection.ts';
import { type ExportTarget, startExport, useExport } from '../stores/export.ts';
import { useSession } from '../stores/session.ts';
import { exportFaults, exportWords as words } from '../text/export.ts';
import { faultWords } from '../text/shell.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import css from './Export.module.css';

/** What a dialog is made of. */
export type DialogParts = { readonly title: string; readonly actions: ReactNode; readonly body: ReactNode };

type ChoicesProps<T extends string> = {
  readonly legend: string;
  readonly choices: readonly { readonly id: T; readonly label: ReactNode; readonly hint?: string }[];
  readonly chosen: T;
  readonly onChoose: (id: T) => void;
  readonly autoFocus?: boolean;
};

function Choices<T extends string>({ legend, choices, chosen, onChoose, autoFocus }: ChoicesProps<T>) {
  const name = useId();
  return (
    <fieldset className={css.choices}>
      <legend className={css.label}>{legend}</legend>
      {choices.map(({ id, label, hint }) => (
        <label key={id} className={css.choice}>
          <input
            type="radio"
            name={name}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- a dialog that was asked for takes the focus
            autoFocus={autoFocus === true && id === chosen}
            checked={id === chosen}
            onChange={() => onChoose(id)}
          />
          <span>
            <bdi>{label}</bdi>
            {hint ? <span className={css.hint}> {hint}</span> : null}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

const OPTIONS = ['withPrivate', 'withEvents', 'withNotes'] as const;
const USUAL: ExportOptions = { withPrivate: true, withEvents: true, withNotes: false };

function Contents({ value, onChange }: { readonly value: ExportOptions; onChange(value: ExportOptions): void }) {
  return (
    <fieldset className={css.choices}>
      <legend className={css.label}>{words.contents}</legend>
      {OPTIONS.map(option => (
        <label key={option} className={css.choice}>
          <input
            type="checkbox"
            checked={value[option]}
            onChange={event => onChange({ ...value, [option]: event.target.checked })}
          />
          <span>{words[option]}</span>
        </label>
      ))}
      {value.withNotes ? (
        <p className={css.warn} role="status">
          <Icon name="warn" size="sm" /> {words.notesHint}
        </p>
      ) : null}
    </fieldset>
  );
}

type PickedProps = { readonly picked: NonNullable<ExportTarget['picked']>; readonly options: ExportOptions };

/** Said before it is done: who picked a note wants to know that it stays here. */
function PickedGo({ picked, options }: PickedProps) {
  const why = Object.groupBy(picked, one => leftOutOf(one, options) ?? 'in');
  const { in: goes = [], ...leftOut } = why;
  const counts = Object.fromEntries(Object.entries(leftOut).map(([reason, all]) => [reason, all.length]));
  return (
    <p className={css.hint} role="status">
      {words.pickedGo(goes.length, counts)}
    </p>
  );
}

function Fault() {
  const fault = useExport(({ fault: code }) => code);
  if (!fault) return null;
  return (
    <p className={css.wrong} role="alert">
      <Icon name="warn" size="sm" /> {words.failed} {exportFaults[fault] ?? `${faultWords[fault]}.`}
    </p>
  );
}

type Props = { readonly targets: readonly ExportTarget[]; readonly onClose: () => void };

/** What is exported, as what, and with what: the parts of a dialog. */
export function useQuestion({ targets, onClose }: Props): DialogParts {
  const [targetId, setTargetId] = useState(targets[0]!.id);
  const [format, setFormat] = useState<ExportFormat>('html');
  const [options, setOptions] = useState(USUAL);
  const prints = useSession(({ host }) => host === 'browser');
  const isOffline = useConnection(one => connectionOf(one)?.state !== 'live');
  const target = targets.find(({ id }) => id === targetId) ?? targets[0]!;
  const start = (): void => void startExport({ scope: target.scope, format, options });
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    start();
  };
  const hintOf = (id: ExportFormat): string => (id === 'pdf' && prints ? words.printHint : words.hints[id]);
  const actions = (
    <>
      <Button kind="quiet" onPress={onClose}>
        {words.cancel}
      </Button>
      <Button kind="primary" keys="Enter" onPress={start}>
        {words.start}
      </Button>
    </>
  );
  const body = (
    <form className={css.form} onSubmit={onSubmit}>
      <Choices legend={words.scope} choices={targets} chosen={target.id} onChoose={setTargetId} autoFocus />
      <Choices
        legend={words.format}
        choices={EXPORT_FORMATS.map(id => ({ id, label: words.formats[id], hint: hintOf(id) }))}
        chosen={format}
        onChoose={setFormat}
      />
      <Contents value={options} onChange={setOptions} />
      {target.picked ? <PickedGo picked={target.picked} options={options} /> : null}
      <Fault />
      <p className={css.hint}>
        {words.audited} {isOffline ? words.offline : null}
      </p>
      <input type="submit" hidden />
    </form>
  );
  return { title: words.title, actions, body };
}
