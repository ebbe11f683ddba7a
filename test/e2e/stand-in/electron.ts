// What the built main bundle gets instead of `electron`, over real Chromium. It shows that main, preload and screen work
// together. It does not show context isolation, the sandbox, permissions per request, structured clone or the real origin.
import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Contents } from './contents.ts';
import { PrintContents } from './print-contents.ts';
import { closePages, type Handler, type SchemeHandler, state } from './state.ts';

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

class App extends EventEmitter {
  private userData = '';

  setPath(_name: string, path: string): void {
    mkdirSync(path, { recursive: true });
    this.userData = path;
  }

  /** A second start touches a file that the first one watches. */
  requestSingleInstanceLock(): boolean {
    const lock = join(this.userData, 'stand-in.lock');
    const second = join(this.userData, 'stand-in.second');
    const owner = Number(readOr(lock, '0'));
    if (owner > 0 && isAlive(owner)) {
      writeFileSync(second, String(process.pid));
      return false;
    }
    writeFileSync(lock, String(process.pid));
    writeFileSync(second, '');
    watch(second, () => this.emit('second-instance')).unref();
    return true;
  }

  /** Downloads of a test stay in its own folder; a home that no test names is never made. */
  getPath(name: string): string {
    if (name === 'userData' && this.userData === '')
      return process.env.FOREWORD_STAND_IN_HOME ?? join(tmpdir(), 'foreword-stand-in-home');
    const path = name === 'userData' ? this.userData : join(this.userData, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  enableSandbox(): void {
    state.asked.push('sandbox');
  }

  async whenReady(): Promise<void> {}

  setBadgeCount(count: number): void {
    process.send?.({ badge: count });
  }

  exit(code: number): void {
    void closePages().then(() => process.exit(code));
  }
}

const readOr = (file: string, otherwise: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return otherwise;
  }
};

class Window extends EventEmitter {
  readonly webContents: Contents | PrintContents;

  constructor(options: { webPreferences: { preload?: string; [name: string]: unknown } }) {
    super();
    state.asked.push(JSON.stringify(options.webPreferences));
    const { preload } = options.webPreferences;
    this.webContents = preload === undefined ? new PrintContents() : new Contents(readFileSync(preload, 'utf8'));
    app.emit('web-contents-created', {}, this.webContents);
  }

  async loadURL(url: string): Promise<void> {
    await this.webContents.loadURL(url);
    this.emit('ready-to-show');
  }

  show(): void {
    process.send?.({ shown: true });
  }

  destroy(): void {
    if (this.webContents instanceof PrintContents) void this.webContents.close();
  }

  focus(): void {}
  flashFrame(on: boolean): void {
    process.send?.({ flashed: on });
  }
  isFocused = (): boolean => false;
  restore(): void {}
  isMinimized = (): boolean => false;
  isDestroyed = (): boolean => false;
}

/** Asks the test, which stands for the person; a test that does not answer has not pressed a button. */
function ask(question: object): Promise<number> {
  process.send?.({ dialog: question });
  return new Promise(resolve =>
    process.on('message', (answer: { pressed?: number }) => answer.pressed !== undefined && resolve(answer.pressed)),
  );
}

export const app = new App();
export { Window as BrowserWindow };
export const dialog = {
  showMessageBox: async (_window: unknown, options: object) => ({ response: await ask(options) }),
  showSaveDialog: async (_window: unknown, { defaultPath }: { defaultPath: string }) => {
    const pressed = await ask({ message: 'save', detail: defaultPath });
    return pressed === 0 ? { canceled: false, filePath: defaultPath } : { canceled: true, filePath: '' };
  },
  showErrorBox: (title: string, content: string) => process.send?.({ errorBox: { title, content } }),
};
/** Told to the test instead of shown. */
export class Notification extends EventEmitter {
  static isSupported = (): boolean => true;
  private readonly options: object;

  constructor(options: object) {
    super();
    this.options = options;
  }

  show(): void {
    process.send?.({ notified: this.options });
  }

  close(): void {}
}

export const powerMonitor = new EventEmitter();

export const shell = {
  openExternal: async (url: string) => void process.send?.({ opened: url }),
  showItemInFolder: (path: string) => void process.send?.({ opened: `folder of ${path}` }),
};
export { safeStorage } from './safe-storage.ts';
export const ipcMain = { handle: (channel: string, handler: Handler) => void state.handlers.set(channel, handler) };
export const nativeTheme = { shouldUseDarkColors: false };
export const Menu = { buildFromTemplate: (template: unknown) => template, setApplicationMenu: () => undefined };
export const protocol = { registerSchemesAsPrivileged: () => undefined };
export const session = {
  defaultSession: Object.assign(new EventEmitter(), {
    protocol: { handle: (_scheme: string, handler: SchemeHandler) => void (state.serve = handler) },
    setPermissionRequestHandler: () => state.asked.push('permission requests'),
    setPermissionCheckHandler: () => state.asked.push('permission checks'),
    setDevicePermissionHandler: () => state.asked.push('device permissions'),
  }),
};
