import { connectionOf, useConnection } from '../stores/connection.ts';
import { saveExport, useExport } from '../stores/export.ts';
import { exportFaults, exportWords as words } from '../text/export.ts';
import { faultWords } from '../text/shell.ts';
import { fileSize } from '../text/time.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import css from './Export.module.css';
import type { DialogParts } from './ExportQuestion.tsx';

type Shown = ReturnType<typeof useExport.getState>;

/** Where it stands, in one line. */
function lineOf({ state, saved, saving, fault }: Shown): string {
  if (saved?.how === 'saved') return words.saved(saved.name);
  if (saved?.how === 'download') return words.downloaded(saved.name);
  if (saved?.how === 'print') return words.printed;
  const why = fault ?? state?.code ?? null;
  if (why !== null || state?.state === 'failed')
    return `${words.failed} ${why ? (exportFaults[why] ?? `${faultWords[why]}.`) : ''}`;
  if (state?.state === 'cancelled') return words.stopped;
  if (state?.state === 'written' || saving) return words.saving;
  return state?.of == null ? words.finding : words.progress(state.done, state.of);
}

function Holds({ shown: { state, saved } }: { readonly shown: Shown }) {
  const isLive = useConnection(one => connectionOf(one)?.state === 'live');
  if (state?.state !== 'written') return null;
  const size = state.size === null ? '' : ` ${fileSize(state.size)}.`;
  return (
    <p className={css.hint}>
      {words.holds(state.entries, state.leftOut)}
      {size} {saved && saved.how !== 'declined' ? (isLive ? words.recorded : words.recordWaits) : null}
    </p>
  );
}

/** An export under way, and what became of it: the parts of a dialog. Closing it lets go of what nobody has taken. */
export function useWay(onClose: () => void): DialogParts {
  const shown = useExport();
  const { state, saved, saving, fault } = shown;
  const isRunning = state?.state === 'running';
  const isOut = saved !== null && saved.how !== 'declined';
  const canSave = state?.state === 'written' && !isOut && !saving;
  const failed = state?.state === 'failed' || fault !== null;
  const actions = isRunning ? (
    <Button key="stop" onPress={onClose} autoFocus>
      {words.stop}
    </Button>
  ) : (
    <>
      <Button key={isOut ? 'done' : 'close'} kind={isOut ? 'primary' : 'quiet'} onPress={onClose} autoFocus={!canSave}>
        {words.close}
      </Button>
      {canSave ? (
        <Button key="save" kind="primary" onPress={() => void saveExport()} autoFocus>
          {words.save}
        </Button>
      ) : null}
    </>
  );
  const body = (
    <div className={css.form}>
      <p className={failed ? css.wrong : css.line} role={failed ? 'alert' : 'status'}>
        {failed ? <Icon name="warn" size="sm" /> : isOut ? <Icon name="check" size="sm" /> : null}
        <bdi>{lineOf(shown)}</bdi>
      </p>
      {isRunning ? (
        <progress
          className={css.progress}
          aria-label={words.running}
          {...(state.of ? { max: state.of, value: state.done } : {})}
        />
      ) : null}
      <Holds shown={shown} />
    </div>
  );
  return { title: isRunning ? words.running : words.title, actions, body };
}
