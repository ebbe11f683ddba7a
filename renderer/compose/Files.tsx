import { type ClipboardEvent, type DragEvent, useEffect, useRef } from 'react';
import { fileRuleOf } from '../../shared/domain/writing/files.ts';
import type { About } from '../stores/drafts.ts';
import {
  attachFiles,
  forgetTroubles,
  outFilesOf,
  type Place,
  removeOutFile,
  useOutFiles,
} from '../stores/out-files.ts';
import { fileWords } from '../text/files.ts';
import { fileSize } from '../text/time.ts';
import { FileName } from '../timeline/FileName.tsx';
import { madeVisible } from '../../shared/domain/visible.ts';
import { IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { RemoveButton } from '../ui/RemoveButton.tsx';
import css from './Files.module.css';

type Props = { readonly about: About };

/** The focus must not fall out of the composer with the chip that had it. */
const focusAttach = (): void => document.querySelector<HTMLElement>('[data-attach]')?.focus();

type FilesProps = Props & { readonly place: Place | null; readonly words: string };

const takesFiles = (place: Place | null): boolean =>
  place !== null && fileRuleOf(place.channel, place.audience) !== null;

/**
 * What was not taken is said until another item is opened. That a channel takes none at all is known by the next letter;
 * of one that does, a file may be refused while one types.
 */
function useTroublesRead({ about, place, words }: FilesProps): void {
  const takes = takesFiles(place);
  useEffect(() => () => forgetTroubles(about), [about]);
  useEffect(() => (takes ? undefined : () => forgetTroubles(about)), [about, takes, words]);
}

/** What goes along with the reply, and what was not taken, in plain words. */
export function Files(props: FilesProps) {
  const { about } = props;
  useTroublesRead(props);
  const { files, coming, troubles } = useOutFiles(outFilesOf(about));
  return (
    <>
      {files.length + coming.length === 0 ? null : (
        <ul className={css.files} aria-label={fileWords.list}>
          {files.map(({ id, name, size }) => (
            <li key={id} className={css.file}>
              <Icon name="clip" size="sm" />
              <FileName name={name} />
              <span className={css.facts}>{fileSize(size)}</span>
              <RemoveButton
                label={fileWords.remove(madeVisible(name))}
                onPress={() => {
                  focusAttach();
                  void removeOutFile(about, id);
                }}
              />
            </li>
          ))}
          {coming.map(({ key, name, size }) => (
            <li key={key} className={`${css.file} ${css.coming}`}>
              <FileName name={name} />
              <span className={css.facts}>{fileSize(size)}</span>
              <span className={css.facts}>{fileWords.taking}</span>
            </li>
          ))}
        </ul>
      )}
      <p className={css.troubles} role="status">
        {troubles.map(madeVisible).join(' ')}
      </p>
    </>
  );
}

type AttachProps = Props & { readonly place: Place | null; readonly isDisabled: boolean };

/** Opens the system's own choice of files; where the channel takes none, says so instead. */
export function Attach({ about, place, isDisabled }: AttachProps) {
  const input = useRef<HTMLInputElement>(null);
  const takes = takesFiles(place);
  const take = (chosen: FileList | null): void => {
    if (place && chosen && chosen.length > 0) void attachFiles(about, [...chosen], place);
    // The same file chosen again is a choice too.
    if (input.current) input.current.value = '';
  };
  const press = (): void => {
    if (takes) input.current?.click();
    else if (place) void attachFiles(about, [NO_FILE], place);
  };
  return (
    <>
      <IconButton icon="clip" label={fileWords.attach} onPress={press} isDisabled={isDisabled || !place} data-attach />
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={fileWords.attach}
        onChange={event => take(event.target.files)}
      />
    </>
  );
}

/** What is judged where nothing may be chosen at all. */
const NO_FILE = new File([], '');

/** Files that are dropped on the composer or pasted into it. Text that comes with them is pasted as text. */
export function takingFrom(about: About, place: Place | null) {
  const take = (files: FileList): void => {
    if (place) void attachFiles(about, [...files], place);
  };
  const isOfFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');
  return {
    onPaste(event: ClipboardEvent): void {
      const { files, types } = event.clipboardData;
      if (files.length === 0 || types.includes('text/plain')) return;
      event.preventDefault();
      take(files);
    },
    onDragOver(event: DragEvent): void {
      if (!isOfFiles(event)) return;
      // The page refuses drops everywhere else.
      event.preventDefault();
      event.stopPropagation();
      event.dataTransfer.dropEffect = place ? 'copy' : 'none';
    },
    onDrop(event: DragEvent): void {
      if (!isOfFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      take(event.dataTransfer.files);
    },
  };
}
