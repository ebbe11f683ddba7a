// One question at a time: may this link be opened outside? Electron's own dialog asks there; in a browser the page asks.
import { create } from 'zustand';
import { bridge } from '../bridge/bridge.ts';
import { judgeLink, type Link } from './links.ts';

type Asked = { readonly link: Link; readonly raw: string };
type LinkAsk = { readonly asked: Asked | null; readonly notOpened: boolean };
export const useLinkAsk = create<LinkAsk>()(() => ({ asked: null, notOpened: false }));

export const dropLink = (): void => useLinkAsk.setState({ asked: null, notOpened: false });

/** Asks, or does nothing at all for an address that may never be opened. */
export async function askLink(raw: string, shown?: string): Promise<void> {
  const link = judgeLink(raw, shown);
  if (!link) return;
  const { host } = await bridge.call('session.read', {});
  if (host === 'electron' && !link.doubts.includes('differs') && !link.doubts.includes('hidden')) {
    await bridge.call('link.open', { url: link.url });
  } else useLinkAsk.setState({ asked: { link, raw }, notOpened: false });
}

/** The agent said yes. A host that leaves the opening to the page answers `opened: false`. */
export async function openAsked(): Promise<void> {
  const { asked } = useLinkAsk.getState();
  if (!asked) return;
  const { host } = await bridge.call('session.read', {});
  const { opened } = await bridge.call('link.open', { url: asked.link.url });
  if (!opened && host === 'electron') return useLinkAsk.setState({ notOpened: true });
  if (!opened) window.open(asked.link.url, '_blank', 'noopener,noreferrer');
  dropLink();
}
