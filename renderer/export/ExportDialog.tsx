import { closeExport, useExport } from '../stores/export.ts';
import { ExportQuestion } from './ExportQuestion.tsx';
import { ExportWay } from './ExportWay.tsx';

/** Asks what is exported and how; then says how far it is and where it went. */
export function ExportDialog() {
  const targets = useExport(({ targets: asked }) => asked);
  const isAsking = useExport(({ state }) => state === null);
  if (!targets) return null;
  return isAsking ? <ExportQuestion targets={targets} onClose={closeExport} /> : <ExportWay onClose={closeExport} />;
}
