import { Menu, type MenuItemConstructorOptions } from 'electron';

const onMac = process.platform === 'darwin';

/** Only what an agent needs. No developer tools and no reload: F5 and the like stay free for the page's own keys. */
const template: MenuItemConstructorOptions[] = [
  ...(onMac ? [{ role: 'appMenu' } as const] : []),
  { label: 'File', submenu: [{ role: onMac ? 'close' : 'quit' }] },
  { role: 'editMenu' },
  {
    label: 'View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  },
  { role: 'windowMenu' },
];

export const setMenu = (): void => Menu.setApplicationMenu(Menu.buildFromTemplate(template));
