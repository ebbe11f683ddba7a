import { useEffect } from 'react';
import type { Attachment, Entry } from '../../shared/domain/entry.ts';
import { fileState, loadFiles, saveFile, useFiles, type FileState } from '../stores/attachments.ts';
import { connectionOf, useConnection } from '../stores/connection.ts';
import { attachmentWords as words } from '../text/attachments.ts';
import { fileSize } from '../text/time.ts';
import { Icon } from '../ui/Icon.tsx';
import { attachmentDoubt } from '../../shared/domain/attachment-doubt.ts';
import css from './Attachments.module.css';
import { FileName } from './FileName.tsx';
import { madeVisible } from '../../shared/domain/visible.ts';

function factsOf(state: FileState, isOnline: boolean): string {
  if (state.is === 'failed') return words.failed(state.code);
  if (state.is === 'asking') return words.here;
  if (state.is === 'away') return isOnline ? words.away : words.awayOffline;
  return words[state.is];
}

const actOf = ({ is }: FileState): string =>
  is === 'asking' ? words.saveAnyway : is === 'failed' ? words.again : words.save;

type FileProps = { readonly entryId: string; readonly file: Attachment };

function KeptFile({ entryId, file }: FileProps) {
  const { id, size, type } = file;
  const name = words.named(file.name, type);
  const state = useFiles(fileState(id));
  const isOnline = useConnection(one => ['live', 'catching-up'].includes(connectionOf(one)?.state ?? ''));
  const doubt = attachmentDoubt(file.name, type);
  const facts = factsOf(state, isOnline);
  const isOut = state.is === 'fetching' || (state.is === 'away' && !isOnline);
  const told = doubt ? `${facts}, ${words[doubt]}` : facts;
  return (
    <li className={css.file}>
      <Icon name={doubt ? 'warn' : 'clip'} size="sm" />
      <FileName name={name} />
      <span className={css.facts}>{fileSize(size)}</span>
      {doubt ? <span className={css.doubt}>{words[doubt]}</span> : null}
      <span className={state.is === 'failed' ? css.bad : css.facts} role="status">
        {facts}
      </span>
      <button
        type="button"
        className={css.save}
        aria-disabled={isOut}
        aria-label={words.name(actOf(state), madeVisible(name), fileSize(size), told)}
        onClick={() => (isOut ? undefined : void saveFile(entryId, id, file.name))}
      >
        {actOf(state)}
      </button>
    </li>
  );
}

const NamedFile = ({ file, isGoing }: Pick<FileProps, 'file'> & { readonly isGoing: boolean }) => (
  <li className={css.file}>
    <Icon name="clip" size="sm" />
    <FileName name={words.named(file.name, file.type)} />
    <span className={css.facts}>{fileSize(file.size)}</span>
    <span className={css.facts}>{isGoing ? words.going : words.notKept}</span>
  </li>
);

/** Files of an entry. They are saved and never opened or shown here, pictures included. `isGoing`: it has not left yet. */
export function Attachments({ entry, isGoing = false }: { readonly entry: Entry; readonly isGoing?: boolean }) {
  const { id, attachments } = entry;
  const hasKept = attachments.some(({ kept }) => kept);
  useEffect(() => {
    if (hasKept) void loadFiles(id);
  }, [id, hasKept]);
  if (attachments.length === 0) return null;
  return (
    <ul className={css.files} aria-label={words.list}>
      {attachments.map(file =>
        file.kept ? (
          <KeptFile key={file.id} entryId={id} file={file} />
        ) : (
          <NamedFile key={file.id} file={file} isGoing={isGoing} />
        ),
      )}
    </ul>
  );
}
