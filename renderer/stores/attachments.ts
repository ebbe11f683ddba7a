// What is known of the files of entries: where each is, and what became of the wish to save it.
import { create } from 'zustand';
import { mayRun } from '../../shared/domain/file-name.ts';
import { Fault, type FaultCode } from '../../shared/lib/fault.ts';
import { bridge } from '../bridge/bridge.ts';

export type FileState =
  | { readonly is: 'away' | 'fetching' | 'here' | 'started' | 'saved' }
  /** Fetched, and the agent has to say once more that it is wanted. */
  | { readonly is: 'asking'; readonly path: string }
  | { readonly is: 'failed'; readonly code: FaultCode };

const AWAY: FileState = { is: 'away' };
type Files = { readonly byId: Readonly<Record<string, FileState>> };
export const useFiles = create<Files>()(() => ({ byId: {} }));
export const fileState =
  (attachmentId: string) =>
  ({ byId }: Files): FileState =>
    byId[attachmentId] ?? AWAY;

const put = (attachmentId: string, state: FileState): void =>
  useFiles.setState(({ byId }) => ({ byId: { ...byId, [attachmentId]: state } }));

/** Asks once for all files of an entry; what is under way or was said since is left alone. */
export async function loadFiles(entryId: string): Promise<void> {
  const states = await bridge.call('attachment.states', { entryId }).catch(() => []);
  const { byId } = useFiles.getState();
  const fresh = states.filter(({ attachmentId }) => byId[attachmentId] === undefined);
  if (fresh.length > 0)
    useFiles.setState({
      byId: { ...byId, ...Object.fromEntries(fresh.map(one => [one.attachmentId, { is: one.state }])) },
    });
}

/** A host that cannot ask where to save lets the browser download; the path works once. */
function download(attachmentId: string, path: string): void {
  const link = document.createElement('a');
  link.href = path;
  link.download = '';
  link.click();
  put(attachmentId, { is: 'started' });
}

/** Saves under the host's rules. What may run a program is asked for twice where the host itself does not ask. */
export async function saveFile(entryId: string, attachmentId: string, name: string): Promise<void> {
  const now = fileState(attachmentId)(useFiles.getState());
  if (now.is === 'fetching') return;
  if (now.is === 'asking') return download(attachmentId, now.path);
  put(attachmentId, { is: 'fetching' });
  try {
    const { saved, path } = await bridge.call('attachment.save', { entryId, attachmentId });
    if (path === null) put(attachmentId, { is: saved ? 'saved' : 'here' });
    else if (mayRun(name)) put(attachmentId, { is: 'asking', path });
    else download(attachmentId, path);
  } catch (error) {
    put(attachmentId, { is: 'failed', code: Fault.from(error).code });
  }
}
