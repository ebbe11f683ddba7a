/**
 * Resolves when this process should end: a signal, or the parent that holds our channel is gone, however it died. A
 * process without a channel waits for signals alone.
 */
export const untilTold = (self: NodeJS.Process): Promise<string> =>
  new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) self.on(signal, () => resolve(signal));
    self.on('disconnect', () => resolve('disconnect'));
  });
