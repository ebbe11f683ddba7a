// The screen's one way to the core: what the host put on the window, or a websocket to the browser host.
import { type Bridge, bridgeOver, type Relay } from '../../shared/contract/client.ts';
import { websocketRelay } from './websocket-relay.ts';

declare global {
  interface Window {
    /** Put there by Electron's preload, and by tests. */
    readonly bridge?: Relay;
  }
}

let made: Bridge | null = null;

/** Made at the first call, not at import: a test may put its relay on the window before that. */
const over = (): Bridge => (made ??= bridgeOver(window.bridge ?? websocketRelay()));

export const bridge: Bridge = {
  call: (name, input) => over().call(name, input),
  onPush: listen => over().onPush(listen),
};

/** For tests: the next call looks at the window again. */
export function forgetRelay(): void {
  made = null;
}
