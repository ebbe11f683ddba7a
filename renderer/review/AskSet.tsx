import { type FormEvent, useState } from 'react';
import type { ReviewImport } from '../../shared/contract/review.ts';
import type { Queue } from '../../shared/domain/work.ts';
import { unweigh, weighSet } from '../stores/beyond.ts';
import { beyondWords } from '../text/beyond.ts';
import { useToday } from '../timeline/today.ts';
import { Button } from '../ui/Button.tsx';
import form from '../ui/Form.module.css';
import { type Asked, type Kind, KINDS, whatOf } from './set-asked.ts';
import { Choice, Days } from './SetFields.tsx';

type AskProps = { readonly imports: readonly ReviewImport[]; readonly queues: readonly Queue[] };

/** Which set: an archive, a period, a queue in a period. It is weighed before it is brought. */
export function AskSet({ imports, queues }: AskProps) {
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
