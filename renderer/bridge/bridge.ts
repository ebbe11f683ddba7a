import { bridgeOver, type Relay } from '../../shared/contract/client.ts';
import { websocketRelay } from './websocket-relay.ts';

declare global {
  interface Window {
    /** Given by the preload in Electron; absent in a browser. */
    readonly bridge?: Relay;
  }
}

/** The one way from the screen to the core, whichever host shows it. */
export const bridge = bridgeOver(window.bridge ?? websocketRelay());
