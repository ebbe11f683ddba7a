import { type BrowserWindow, dialog, shell } from 'electron';
import type { OutsideLink } from '../../shared/domain/link.ts';

const words = {
  question: {
    http: 'Open this page?',
    https: 'Open this page?',
    mailto: 'Write to this address?',
    tel: 'Call this number?',
  },
  leads: (target: string) => `It leads to ${target}`,
  forged: 'The link is written to look like another place. Open it only if you know this one.',
  open: 'Open',
  cancel: 'Cancel',
} as const;

/** Shows where the link really leads, and opens it only if the agent says so. Cancel is the default. */
export async function askAndOpen(window: BrowserWindow, link: OutsideLink): Promise<boolean> {
  const { response } = await dialog.showMessageBox(window, {
    type: link.looksForged ? 'warning' : 'question',
    title: 'Foreword',
    message: words.question[link.scheme],
    detail: [words.leads(link.target), ...(link.looksForged ? [words.forged] : []), link.url].join('\n\n'),
    buttons: [words.open, words.cancel],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  });
  if (response !== 0) return false;
  await shell.openExternal(link.url);
  return true;
}
