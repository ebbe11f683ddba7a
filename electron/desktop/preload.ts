// Runs in the page's sandbox, and gives the page two functions and nothing else.
import { contextBridge, ipcRenderer } from 'electron';
import { CHANNEL } from './channel.ts';

contextBridge.exposeInMainWorld('bridge', {
  call: (name: string, input: unknown): Promise<unknown> => ipcRenderer.invoke(CHANNEL, name, input),
  onPush(listen: (push: unknown) => void): () => void {
    const forward = (_event: unknown, push: unknown): void => listen(push);
    ipcRenderer.on(CHANNEL, forward);
    // Braces: the page must never get hold of ipcRenderer itself.
    return () => {
      ipcRenderer.off(CHANNEL, forward);
    };
  },
});
