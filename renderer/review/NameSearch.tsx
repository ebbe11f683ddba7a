import { type FormEvent, useId, useState } from 'react';
import { attempt } from '../stores/failures.ts';
import { askName, renameSearch, saveSearch, useSearches } from '../stores/searches.ts';
import { keptSearchWords } from '../text/review.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import form from '../ui/Form.module.css';

const close = (): void => askName(null);
type Naming = NonNullable<ReturnType<typeof useSearches.getState>['naming']>;

function Question({ query, of }: Naming) {
  const id = useId();
  const [name, setName] = useState(of?.name ?? '');
  const { failures } = keptSearchWords;
  const keep = (event?: FormEvent): void => {
    event?.preventDefault();
    const plain = name.trim();
    if (plain === '') return;
    close();
    void (of
      ? attempt(failures.rename, () => renameSearch(of.id, plain))
      : attempt(failures.save, () => saveSearch(plain, query)));
  };
  return (
    <Dialog
      open
      onClose={close}
      title={of ? keptSearchWords.renameTitle : keptSearchWords.saveTitle}
      actions={
        <>
          <Button kind="quiet" onPress={close}>
            {keptSearchWords.cancel}
          </Button>
          <Button kind="primary" keys="Enter" isDisabled={name.trim() === ''} onPress={() => keep()}>
            {keptSearchWords.keep}
          </Button>
        </>
      }
    >
      <form className={form.form} onSubmit={keep}>
        <p className={form.field}>
          <span className={form.label}>{keptSearchWords.query}</span>
          <bdi>{query}</bdi>
        </p>
        <div className={form.field}>
          <label className={form.label} htmlFor={id}>
            {keptSearchWords.name}
          </label>
          <input
            id={id}
            className={form.text}
            dir="auto"
            maxLength={120}
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the one thing that is asked for
            autoFocus
            value={name}
            onChange={event => setName(event.target.value)}
          />
        </div>
        <input type="submit" hidden />
      </form>
    </Dialog>
  );
}

/** Asks for the name of a search that is kept. */
export function NameSearch() {
  const naming = useSearches(state => state.naming);
  return naming ? <Question key={naming.of?.id ?? naming.query} {...naming} /> : null;
}
