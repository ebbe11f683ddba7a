// One export at a time: what is asked for, how far it is, and where it went.
import { create } from 'zustand';
import type { Input, Output, Picked } from '../../shared/contract/bridge.ts';
import type { ExportState } from '../../shared/contract/bridge/export.ts';
import type { ExportScope } from '../../shared/domain/export/ask.ts';
import { Fault, type FaultCode } from '../../shared/lib/fault.ts';
import { bridge } from '../bridge/bridge.ts';
import { reloader, unlessOffline } from './load.ts';

/** Something that can be exported from where the agent is, and its name. */
export type ExportTarget = {
  readonly id: string;
  readonly label: string;
  readonly scope: ExportScope;
  /** Of entries that were picked by hand: what tells which of them the options leave out. */
  readonly picked?: readonly Picked[];
};
export type Saved = Output<'export.save'>;
type Exporting = {
  /** What there is to choose from; null: nothing is asked. */
  readonly targets: readonly ExportTarget[] | null;
  readonly state: ExportState | null;
  readonly saving: boolean;
  /** Where it went; `declined` is no place. */
  readonly saved: Saved | null;
  readonly fault: FaultCode | null;
};

const NOTHING: Exporting = { targets: null, state: null, saving: false, saved: null, fault: null };
export const useExport = create<Exporting>()(() => NOTHING);

export const askExport = (targets: readonly ExportTarget[]): void => {
  if (targets.length > 0) useExport.setState({ ...NOTHING, targets });
};

const idNow = (): string | null => useExport.getState().state?.exportId ?? null;

/** Lets go of what is under way, and of a file that nobody took. */
export function closeExport(): void {
  const exportId = idNow();
  useExport.setState(NOTHING);
  if (exportId !== null) void bridge.call('export.cancel', { exportId }).catch(() => undefined); // Gone with its core, too.
}

/** Starts it; what becomes of it is told by `loadExport`. */
export async function startExport(ask: Omit<Input<'export.start'>, 'zone'>): Promise<void> {
  useExport.setState({ state: null, saved: null, fault: null });
  const { timeZone: zone } = Intl.DateTimeFormat().resolvedOptions();
  try {
    const state = await bridge.call('export.start', { ...ask, zone });
    useExport.setState({ state });
    // It may be written by now, and have told so before this desk knew its name.
    await loadExport();
  } catch (error) {
    useExport.setState({ fault: Fault.from(error).code });
  }
}

/** Takes what the core says of the export that is shown; one that is written goes to the host at once. */
export const loadExport = reloader(async () => {
  const state = await bridge.call('export.read', {});
  const now = useExport.getState();
  if (!state || state.exportId !== now.state?.exportId) return;
  useExport.setState({ state });
  if (state.state === 'written' && now.state.state === 'running') void saveExport();
}, unlessOffline);

/** The host asks where to, downloads it, or answers with what is to be printed. */
export async function saveExport(): Promise<void> {
  const exportId = idNow();
  if (exportId === null || useExport.getState().saving) return;
  useExport.setState({ saving: true, fault: null });
  const told = await bridge.call('export.save', { exportId }).then(
    saved => ({ saved }),
    (error: unknown) => ({ fault: Fault.from(error).code }),
  );
  if (idNow() !== exportId) return;
  if ('saved' in told && told.saved.path !== null) hand(told.saved.how, told.saved.path);
  useExport.setState({ ...told, saving: false });
}

function hand(how: Saved['how'], path: string): void {
  if (how === 'print') return printFrom(path);
  const link = document.createElement('a');
  link.href = path;
  link.download = '';
  link.click();
}

let paper: HTMLIFrameElement | null = null;
/** Asks the browser to print what the host shows at this path. The frame stays until the next one: a dialog may still draw it. */
function printFrom(path: string): void {
  paper?.remove();
  paper = document.createElement('iframe');
  paper.setAttribute('sandbox', 'allow-same-origin allow-modals');
  paper.setAttribute('aria-hidden', 'true');
  paper.tabIndex = -1;
  paper.title = '';
  Object.assign(paper.style, { position: 'fixed', width: '0', height: '0', border: '0', visibility: 'hidden' });
  const shown = paper;
  shown.addEventListener('load', () => shown.contentWindow?.print(), { once: true });
  shown.src = path;
  document.body.append(shown);
}
