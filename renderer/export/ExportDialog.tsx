import { closeExport, type ExportTarget, useExport } from '../stores/export.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { useQuestion } from './ExportQuestion.tsx';
import { useWay } from './ExportWay.tsx';

/** One dialog from the question to the end, so that the focus finds its way back to where it was asked for. */
function Stages({ targets }: { readonly targets: readonly ExportTarget[] }) {
  const isAsking = useExport(({ state }) => state === null);
  const question = useQuestion({ targets, onClose: closeExport });
  const way = useWay(closeExport);
  const { title, actions, body } = isAsking ? question : way;
  return (
    <Dialog open onClose={closeExport} title={title} actions={actions}>
      {body}
    </Dialog>
  );
}

/** Asks what is exported and how; then says how far it is and where it went. */
export function ExportDialog() {
  const targets = useExport(({ targets: asked }) => asked);
  return targets ? <Stages targets={targets} /> : null;
}
