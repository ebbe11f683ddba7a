import type { Page } from 'playwright-core';

export type Called =
  { ok: true; value: unknown } | { ok: false; code: string } | { closed: number } | { thrown: string };

/**
 * A call as hostile script in our page would make it, past the typed client: through the preload's function, or over a
 * socket of its own with the page's cookie. Each `*` of `input` is repeated, in the page.
 */
export const forgedCall = (page: Page, name: string, input: string, repeat: number): Promise<Called> =>
  page.evaluate(
    async ([method, json, times]): Promise<Called> => {
      const text = json.replace('*', 'x'.repeat(times));
      const { bridge } = window as unknown as { bridge?: { call(name: unknown, input: unknown): Promise<Called> } };
      if (bridge) return bridge.call(method, JSON.parse(text)).catch((error: unknown) => ({ thrown: String(error) }));
      const socket = new WebSocket(`ws://${location.host}/bridge`);
      return new Promise<Called>(resolve => {
        socket.addEventListener('open', () => socket.send(`{"id":1,"name":${JSON.stringify(method)},"input":${text}}`));
        socket.addEventListener('close', ({ code }) => resolve({ closed: code }));
        socket.addEventListener('message', ({ data }) => {
          const { id, reply } = JSON.parse(String(data)) as { id?: number; reply?: Called };
          if (id === undefined || !reply) return;
          resolve(reply);
          socket.close();
        });
      });
    },
    [name, input, repeat] as [string, string, number],
  );
