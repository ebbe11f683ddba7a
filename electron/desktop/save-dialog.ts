import { createWriteStream } from 'node:fs';
import { copyFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { app, type BrowserWindow, dialog, shell } from 'electron';
import { mayRun } from '../../shared/domain/file-name.ts';
import type { HandedOut } from '../host/own-calls.ts';

const words = {
  title: 'Save attachment',
  runs: (name: string) => `Save ${name}?`,
  runsDetail: 'A file of this kind can run a program when it is opened. Save it only if you know what it is.',
  save: 'Save',
  cancel: 'Cancel',
} as const;

async function mayBeSaved(window: BrowserWindow, name: string): Promise<boolean> {
  if (!mayRun(name)) return true;
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    title: words.title,
    message: words.runs(name),
    detail: words.runsDetail,
    buttons: [words.save, words.cancel],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  return response === 0;
}

/** Windows asks before it opens what carries this mark; browsers leave it on what they download. */
const markOutside = (path: string): Promise<void> =>
  process.platform === 'win32'
    ? writeFile(`${path}:Zone.Identifier`, '[ZoneTransfer]\r\nZoneId=3\r\n')
    : Promise.resolve();

/**
 * Asks where, saves a copy there and shows it in its folder. Nothing is ever opened. Under another ending than the one
 * offered a file could be taken for something else, so that is asked about as well.
 */
export async function askAndSave(window: BrowserWindow, file: HandedOut): Promise<{ saved: boolean; path: null }> {
  if (!(await mayBeSaved(window, file.name))) return { saved: false, path: null };
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: words.title,
    defaultPath: join(app.getPath('downloads'), file.name),
    properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
  });
  if (canceled || !filePath) return { saved: false, path: null };
  const renamed = basename(filePath);
  if (mayRun(renamed) && !mayRun(file.name) && !(await mayBeSaved(window, renamed)))
    return { saved: false, path: null };
  if (file.read) await pipeline(file.read(), createWriteStream(filePath));
  else await copyFile(file.path, filePath);
  await markOutside(filePath);
  shell.showItemInFolder(filePath);
  return { saved: true, path: null };
}
