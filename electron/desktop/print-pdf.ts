// A PDF of an export: drawn by a window that nobody sees and in which nothing can run.
import { BrowserWindow } from 'electron';
import { APP_ORIGIN } from './trust.ts';

/** Of the page at this path of ours. Rejects with what Electron says where it cannot be loaded or drawn. */
export async function printPdf(path: string): Promise<Buffer> {
  const window = new BrowserWindow({
    show: false,
    title: 'Foreword export',
    webPreferences: {
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      images: false,
      disableDialogs: true,
      spellcheck: false,
    },
  });
  try {
    await window.loadURL(`${APP_ORIGIN}${path}`);
    return await window.webContents.printToPDF({
      preferCSSPageSize: true,
      printBackground: true,
      generateTaggedPDF: true,
      generateDocumentOutline: true,
    });
  } finally {
    window.destroy();
  }
}
