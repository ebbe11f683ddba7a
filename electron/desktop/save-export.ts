// An export is saved where the person says.
import { copyFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { app, type BrowserWindow, dialog, shell } from 'electron';
import type { Output } from '../../shared/contract/bridge.ts';
import type { HandedExport } from '../host/export-calls.ts';
import type { PrintShelf } from '../host/print-shelf.ts';
import { printPdf } from './print-pdf.ts';

const words = {
  title: 'Save export',
  kinds: { html: 'Web page', pdf: 'PDF', json: 'JSON', csv: 'Table (CSV)' },
} as const;

/** Drawn beside the core's own file and on record before it goes anywhere. */
async function pdfOf({ exportId, path, printed }: HandedExport, prints: PrintShelf): Promise<string> {
  const pdf = join(dirname(path), `${exportId}.pdf`);
  await writeFile(pdf, await printPdf(prints.put({ path })), { mode: 0o600, flush: true });
  await printed();
  return pdf;
}

/** Whole or not at all: what a full disk or a cut network drive leaves half is taken away. */
async function copyWhole(from: string, to: string): Promise<void> {
  try {
    await copyFile(from, to);
  } catch (error) {
    await rm(to, { force: true });
    throw error;
  }
}

export async function askAndSaveExport(
  window: BrowserWindow,
  prints: PrintShelf,
  file: HandedExport,
): Promise<Output<'export.save'>> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: words.title,
    defaultPath: join(app.getPath('downloads'), file.name),
    filters: [{ name: words.kinds[file.format], extensions: [file.format] }],
    properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
  });
  if (canceled || !filePath) return { how: 'declined', name: file.name, path: null };
  await copyWhole(file.format === 'pdf' ? await pdfOf(file, prints) : file.path, filePath);
  file.done();
  shell.showItemInFolder(filePath);
  return { how: 'saved', name: filePath, path: null };
}
