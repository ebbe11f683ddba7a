/**
 * Lets sockets, timers and whoever else waits for the database go first. The embedded engine answers in this thread and at
 * once, so that many questions one after the other, each short, would keep them all waiting to the last.
 */
export const nextTurn = (): Promise<void> => new Promise(done => void setImmediate(done));
