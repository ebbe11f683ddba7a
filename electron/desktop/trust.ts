// What the page may do in its window: show itself. Everything else is refused here, in one place.
import type { App, BrowserWindow, IpcMainInvokeEvent, Session, WebContents } from 'electron';
import { isMailPath } from '../host/mail-shelf.ts';
import { logger } from '../../shared/lib/log.ts';

const log = logger('desktop');

export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://desk';

/** A call counts only from the main frame of our own window, still showing our own page. */
export const isOurPage = ({ sender, senderFrame }: IpcMainInvokeEvent, window: BrowserWindow): boolean =>
  sender === window.webContents && senderFrame?.parent === null && senderFrame.origin === APP_ORIGIN;

/** Node calls the origin of a custom scheme `null`, so addresses are compared by scheme and host. */
export const leadsHome = (address: string): boolean => {
  const url = URL.parse(address);
  return url !== null && `${url.protocol}//${url.host}` === APP_ORIGIN;
};

const leadsToMail = (address: string): boolean => leadsHome(address) && isMailPath(URL.parse(address)!.pathname);

function holdContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => {
    log.warn('window.refused');
    return { action: 'deny' };
  });
  contents.on('will-navigate', event => {
    if (leadsHome(event.url)) return;
    event.preventDefault();
    log.warn('navigation.refused');
  });
  contents.on('will-frame-navigate', event => {
    if (event.isMainFrame ? leadsHome(event.url) : event.url === 'about:srcdoc' || leadsToMail(event.url)) return;
    event.preventDefault();
    log.warn('navigation.refused', { frame: true });
  });
  contents.on('will-redirect', event => event.preventDefault());
  contents.on('will-attach-webview', event => event.preventDefault());
}

/** For every page of this program, present and future. Before the first window. */
export function holdPages(app: App): void {
  app.on('web-contents-created', (_event, contents) => holdContents(contents));
}

/** No permission is given to anybody: the telephony adapter, when there is one, asks for the microphone here. */
export function refusePermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => {
    log.warn('permission.refused', { permission });
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', event => event.preventDefault());
}
